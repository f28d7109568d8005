"""Compiles a condition into one function over a row: total, two-valued, without a database."""

import operator
from collections.abc import Callable
from typing import Any, TypeAlias

from leadline.conditions import timing
from leadline.conditions.catalogue import Field, Kind, normalised
from leadline.conditions.context import Context
from leadline.conditions.tree import (
    Among,
    Between,
    Compared,
    Comparison,
    Condition,
    Contains,
    Dated,
    Either,
    Every,
    Holds,
    Includes,
    Inclusion,
    InPeriod,
    Known,
    Lapsed,
    Negation,
    Node,
    Test,
    YesNo,
    compared_with,
    leaves,
)
from leadline.conditions.units import minutes_of
from leadline.conditions.values import Coin, Read, Values, reading, worth
from leadline.core.durations import Duration
from leadline.core.money import Money

__all__ = ["Context", "Predicate", "Values", "compiled", "holds", "unknown_inputs"]

Predicate: TypeAlias = Callable[[Values, Context], bool]


def holds(condition: Condition) -> Predicate:
    """A function that says whether the condition holds for a row; compile once, ask often.

    Every test on an unknown value is false. The function never raises for a value, whatever its
    shape; it raises ValueError for working time in a context without a team's hours.
    """
    return compiled(condition.tree)


def unknown_inputs(condition: Condition, values: Values) -> tuple[str, ...]:
    """Names of the fields asked about whose value is unknown, in reading order.

    A derived field is looked through; `known` and `unknown` may ask about an unknown.
    """
    return tuple(dict.fromkeys(_unknown(condition.tree, values)))


def compiled(node: Node) -> Predicate:
    """The same for a part of a condition."""
    if isinstance(node, Every | Either):
        return _joined(tuple(map(compiled, node.parts)), every=isinstance(node, Every))
    if isinstance(node, Negation):
        inner = compiled(node.part)
        return lambda values, context: not inner(values, context)
    return _COMPILERS[type(node)](node)


def _joined(parts: tuple[Predicate, ...], every: bool) -> Predicate:
    # Loops, since all() and any() with a generator take twice as long.
    def every_one(values: Values, context: Context) -> bool:
        for part in parts:  # noqa: SIM110
            if not part(values, context):
                return False
        return True

    def any_one(values: Values, context: Context) -> bool:
        for part in parts:  # noqa: SIM110
            if part(values, context):
                return True
        return False

    return every_one if every else any_one


def _yes_no(test: YesNo) -> Predicate:
    read, held = reading(test.field), test.held
    if test.field.means is None:
        return lambda values, _: read(values) is held
    means = compiled(test.field.means.tree)

    def derived(values: Values, context: Context) -> bool:
        told = read(values)
        return (means(values, context) if told is None else told) is held

    return derived


def _known(test: Known) -> Predicate:
    read, known = reading(test.field), test.known
    if test.field.means is not None:
        return lambda values, context: known
    return lambda values, context: (read(values) is not None) is known


def _among(test: Among) -> Predicate:
    read, negated = reading(test.field), test.negated
    if test.field.kind is Kind.MONEY:
        return _among_money(test, read)
    wanted = frozenset(map(_plain, test.values))

    def among(values: Values, _: Context) -> bool:
        value = read(values)
        return value is not None and (value in wanted) is not negated

    return among


def _among_money(test: Among, read: Read) -> Predicate:
    wanted = [_plain(value) for value in test.values]

    def among(values: Values, context: Context) -> bool:
        value = read(values)
        if value is None:
            return False
        found = [_money(operator.eq, value, one, context) for one in wanted]
        if test.negated:
            return all(one is False for one in found)
        return True in found

    return among


def _contains(test: Contains) -> Predicate:
    read, text, negated = reading(test.field), normalised(test.text), test.negated

    def contains(values: Values, _: Context) -> bool:
        value = read(values)
        return value is not None and (text in value) is not negated

    return contains


def _includes(test: Includes) -> Predicate:
    read, wanted = reading(test.field), frozenset(map(normalised, test.values))
    how = {
        Inclusion.ALL: wanted.issubset,
        Inclusion.ANY: lambda value: not wanted.isdisjoint(value),
        Inclusion.NONE: wanted.isdisjoint,
    }[test.how]

    def includes(values: Values, _: Context) -> bool:
        value = read(values)
        return value is not None and how(value)

    return includes


def _compared(test: Compared) -> Predicate:
    left, right, compare = reading(test.field), _side(test.than), _OPERATORS[test.how]
    if test.field.kind is Kind.MONEY:
        return _compared_money(left, right, compare)

    def compared(values: Values, _: Context) -> bool:
        value, than = left(values), right(values)
        return value is not None and than is not None and bool(compare(value, than))

    return compared


def _compared_money(left: Read, right: Read, compare: Any) -> Predicate:
    def compared(values: Values, context: Context) -> bool:
        value, than = left(values), right(values)
        if value is None or than is None:
            return False
        return _money(compare, value, than, context) is True

    return compared


def _between(test: Between) -> Predicate:
    low = _compared(Compared(test.field, Comparison.AT_LEAST, test.low))
    high = _compared(Compared(test.field, Comparison.AT_MOST, test.high))
    return lambda values, context: low(values, context) and high(values, context)


def _dated(test: Dated) -> Predicate:
    read, how, than = reading(test.field), test.how, test.than
    other = reading(than) if isinstance(than, Field) else None

    def dated(values: Values, context: Context) -> bool:
        when = read(values)
        day = timing.named_day(than, context) if other is None else other(values)  # type: ignore[arg-type]
        return when is not None and day is not None and timing.ordered(how, when, day, context)

    return dated


def _lapsed(test: Lapsed) -> Predicate:
    read, how, length = reading(test.field), test.how, test.length

    def lapsed(values: Values, context: Context) -> bool:
        when = read(values)
        return when is not None and timing.lapsed(how, length, when, context)

    return lapsed


def _in_period(test: InPeriod) -> Predicate:
    read, wanted = reading(test.field), test.period

    def in_period(values: Values, context: Context) -> bool:
        when = read(values)
        return when is not None and timing.in_period(wanted, when, context)

    return in_period


def _holds(test: Holds) -> Predicate:
    read = reading(test.field)

    def kept(values: Values, context: Context) -> bool:
        condition = read(values)
        # A kept condition that asks about kept conditions could ask about itself for ever.
        if condition is None or any(isinstance(one, Holds) for one in leaves(condition.tree)):
            return False
        return compiled(condition.tree)(values, context)

    return kept


def _money(compare: Any, value: Coin, than: Coin, context: Context) -> bool | None:
    """None where the currencies differ and a rate is missing."""
    if value[1] == than[1]:
        return bool(compare(value[0], than[0]))
    mine, theirs = worth(value, context), worth(than, context)
    return None if mine is None or theirs is None else bool(compare(mine, theirs))


def _side(than: Any) -> Read:
    if isinstance(than, Field):
        return reading(than)
    fixed = _plain(than)
    return lambda values: fixed


def _plain(value: Any) -> Any:
    """A literal in the shape that `reading` gives values."""
    if isinstance(value, str):
        return normalised(value)
    if isinstance(value, Money):
        return value.amount, value.currency
    if isinstance(value, Duration):
        return minutes_of(value)
    return int(value) if value == value.to_integral_value() else value


def _unknown(node: Node, values: Values) -> Any:
    for test in leaves(node):
        if isinstance(test, Known):
            continue
        for one in (test.field, *compared_with(test)):
            told = reading(one)(values)
            if told is None and one.means is not None:
                yield from _unknown(one.means.tree, values)
            elif told is None:
                yield one.name
            elif isinstance(test, Holds):
                yield from _unknown(told.tree, values)


_OPERATORS = {
    Comparison.ABOVE: operator.gt,
    Comparison.BELOW: operator.lt,
    Comparison.AT_LEAST: operator.ge,
    Comparison.AT_MOST: operator.le,
}
_COMPILERS: dict[type[Test], Callable[[Any], Predicate]] = {
    YesNo: _yes_no,
    Known: _known,
    Among: _among,
    Contains: _contains,
    Includes: _includes,
    Compared: _compared,
    Between: _between,
    Dated: _dated,
    Lapsed: _lapsed,
    InPeriod: _in_period,
    Holds: _holds,
}
