"""Turns a condition into a database query that answers for every row as `evaluate` does."""

from collections.abc import Callable
from typing import Any, TypeAlias

from django.db.models import F, Q
from django.db.models.functions import TruncDate
from django.db.models.lookups import Exact, GreaterThan, LessThan

from leadline.conditions.catalogue import Field, Kind, normalised
from leadline.conditions.columns import among_amounts_q, amount_q
from leadline.conditions.context import Context
from leadline.conditions.problems import ConditionError, Problem
from leadline.conditions.timing import named_day
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
    Includes,
    Inclusion,
    InPeriod,
    Known,
    Lapsed,
    Negation,
    Node,
    Order,
    Test,
    YesNo,
    compared_with,
    opened,
)
from leadline.conditions.windows import Window, day_window, lapse_window, period_window

FieldQuery: TypeAlias = Callable[[Test, Context], Q | None]

EVERY_ROW, NO_ROW = ~Q(pk__in=[]), Q(pk__in=[])
_WORDS = frozenset({Kind.TEXT, Kind.CHOICE, Kind.PERSON, Kind.COMPANY, Kind.USER})


def as_q(condition: Condition, context: Context, field_q: FieldQuery | None = None) -> Q:
    """The rows for which the condition holds.

    A test is asked of `field_q(test, context)`, then of `Field.query`, then of `Field.column`;
    the first that answers counts. A hook gets a plain test (`unknown`, `none of` and `not` are
    worked out around it) and answers with a Q that is true or false, never null, such as
    `Q(pk__in=…)`; `column_q` gives the inner part of it for a table of values. ConditionError
    names a field that no query can reach.
    """
    return _node_q(opened(condition.tree), context, field_q)


def column_q(test: Test, context: Context, column: str) -> Q:
    """One test on one column: true only for rows where it is known and holds."""
    if isinstance(test, Known):
        return _known_q(test.field, column) if test.known else ~_known_q(test.field, column)
    return _known_q(test.field, column) & _question_q(test, context, column)


def _node_q(node: Node, context: Context, field_q: FieldQuery | None) -> Q:
    if isinstance(node, Every | Either):
        joined = Q()
        for part in node.parts:
            one = _node_q(part, context, field_q)
            joined = joined & one if isinstance(node, Every) else joined | one
        return joined
    if isinstance(node, Negation):
        return _complement(node.part, context, field_q)
    return _leaf_q(node, context, field_q)


def _complement(node: Node, context: Context, field_q: FieldQuery | None) -> Q:
    """The rows for which a part does not hold: `not` goes to the leaves, unknown counts as no."""
    if isinstance(node, Negation):
        return _node_q(node.part, context, field_q)
    if isinstance(node, Every | Either):
        turned = tuple(Negation(part) for part in node.parts)
        swapped = Either(turned) if isinstance(node, Every) else Every(turned)
        return _node_q(swapped, context, field_q)
    if isinstance(node, Known):
        return _leaf_q(Known(node.field, not node.known), context, field_q)
    unknown = [Known(one, known=False) for one in (node.field, *compared_with(node))]
    joined = ~_leaf_q(node, context, field_q)
    for test in unknown:
        joined |= _leaf_q(test, context, field_q)
    return joined


def _leaf_q(test: Test, context: Context, field_q: FieldQuery | None) -> Q:
    hooks = [hook for hook in (field_q, test.field.query) if hook is not None]
    for hook in hooks:
        found = _hooked(test, context, hook)
        if found is not None:
            return found
    if not test.field.column or test.field.kind in (Kind.SET, Kind.CONDITION):
        raise ConditionError([Problem(0, _UNREACHABLE, _IN_LISTS, {"field": test.field.label})])
    return column_q(test, context, test.field.column)


def _hooked(test: Test, context: Context, hook: FieldQuery) -> Q | None:
    """What a hook says, asked only plain questions about rows that exist."""
    if isinstance(test, Known) and not test.known:
        known = hook(Known(test.field, known=True), context)
        return None if known is None else ~known
    if not isinstance(test, Includes) or (test.how is Inclusion.ANY):
        return hook(test, context)
    if test.how is Inclusion.NONE:
        known = hook(Known(test.field, known=True), context)
        some = hook(Includes(test.field, Inclusion.ANY, test.values), context)
        return None if known is None or some is None else known & ~some
    every: Q | None = Q()
    for value in test.values:
        one = hook(Includes(test.field, Inclusion.ANY, (value,)), context)
        every = None if one is None or every is None else every & one
    return every


def _known_q(asked: Field, column: str) -> Q:
    known = Q(**{f"{column}__isnull": False})
    if asked.kind is Kind.MONEY:
        known &= Q(**{f"{column}_currency__isnull": False}) & ~Q(**{f"{column}_currency": ""})
    if asked.kind in _WORDS:
        known &= ~Q(**{column: ""})
    return known


def _question_q(test: Test, context: Context, column: str) -> Q:
    """The test on rows where the column is known."""
    match test:
        case YesNo():
            return Q(**{column: test.held})
        case Contains():
            found = Q(**{f"{column}__contains": normalised(test.text)})
            return ~found if test.negated else found
        case Includes():
            return Q(**{f"{column}__in": _either_spelling(test.values)})
        case Among():
            return _among_q(test, context, column)
        case Compared():
            return _compared_q(test, context, column)
        case Between():
            low = Compared(test.field, Comparison.AT_LEAST, test.low)
            high = Compared(test.field, Comparison.AT_MOST, test.high)
            return _compared_q(low, context, column) & _compared_q(high, context, column)
        case Dated():
            return _dated_q(test, context, column)
        case Lapsed():
            window = lapse_window(test.how, test.length, test.field.kind, context)
            return _window_q(column, window)
        case InPeriod():
            return _window_q(column, period_window(test.period, test.field.kind, context))
    raise ConditionError([Problem(0, _UNREACHABLE, _IN_LISTS, {"field": test.field.label})])


def _among_q(test: Among, context: Context, column: str) -> Q:
    if test.field.kind in _WORDS:
        found = Q(**{f"{column}__in": _either_spelling(test.values)})
        return ~found if test.negated else found
    return among_amounts_q(test, context, column)


def _compared_q(test: Compared, context: Context, column: str) -> Q:
    if not isinstance(test.than, Field):
        return amount_q(column, test.how, test.than, context)
    other = _other_column(test.than)
    found = Q(**{f"{column}__{_LOOKUPS[test.how]}": F(other)})
    if test.field.kind is Kind.MONEY:
        if not test.field.unit or test.field.unit != test.than.unit:
            facts = {"field": test.field.label, "other": test.than.label}
            raise ConditionError([Problem(0, _TWO_CURRENCIES, "", facts)])
        found &= Q(**{f"{column}_currency": F(f"{other}_currency")})
    return found & _known_q(test.than, other)


def _dated_q(test: Dated, context: Context, column: str) -> Q:
    if not isinstance(test.than, Field):
        day = named_day(test.than, context)
        return _window_q(column, day_window(test.how, day, test.field.kind, context))
    other = _other_column(test.than)
    sides: list[Any] = [F(column), F(other)]
    kinds = [test.field.kind, test.than.kind]
    if test.how is Order.ON or kinds[0] is not kinds[1]:
        sides = [
            TruncDate(side, tzinfo=context.zone) if kind is Kind.MOMENT else side
            for side, kind in zip(sides, kinds, strict=True)
        ]
    lookup = {Order.BEFORE: LessThan, Order.AFTER: GreaterThan, Order.ON: Exact}[test.how]
    return _known_q(test.than, other) & Q(lookup(*sides))


def _other_column(other: Field) -> str:
    if not other.column:
        raise ConditionError([Problem(0, _UNREACHABLE, _IN_LISTS, {"field": other.label})])
    return other.column


def _window_q(column: str, window: Window) -> Q:
    return Q(**{f"{column}__{comparison}": edge for comparison, edge in window.items()})


def _either_spelling(values: Any) -> list[str]:
    """Columns of declared choices hold them as declared, columns of text normalised."""
    return sorted({spelling for value in values for spelling in (str(value), normalised(value))})


def _(message: str) -> str:
    """Marks a message for translation; it is translated when it is shown."""
    return message


_LOOKUPS = {
    Comparison.ABOVE: "gt",
    Comparison.BELOW: "lt",
    Comparison.AT_LEAST: "gte",
    Comparison.AT_MOST: "lte",
}
_UNREACHABLE = _("“%(field)s” cannot be asked of a list.")
_IN_LISTS = _("It is known for one record at a time; leave it out here.")
_TWO_CURRENCIES = _("“%(field)s” and “%(other)s” may be in two currencies.")
