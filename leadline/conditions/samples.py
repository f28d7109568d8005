"""One value of every range that the tests on a field can tell apart, and whether that is all."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import combinations, pairwise
from typing import Any

from leadline.conditions.catalogue import Field, Kind
from leadline.conditions.context import Context
from leadline.conditions.timing import counts_days, named_day
from leadline.conditions.tree import (
    Among,
    Between,
    Compared,
    Condition,
    Contains,
    Dated,
    Either,
    Every,
    Includes,
    InPeriod,
    Lapsed,
    RelativeDay,
    Test,
    compared_with,
)
from leadline.conditions.units import minutes_of
from leadline.conditions.windows import Window, day_window, lapse_window, period_window
from leadline.core.durations import Duration
from leadline.core.money import Money
from leadline.core.zones import start_of


def _plainly(moment: datetime, length: Duration) -> datetime:
    return moment + timedelta(minutes=minutes_of(length))


# Relative dates are tried against one fixed present; only their order matters.
PRESENT = Context(datetime(2026, 7, 15, 12, tzinfo=UTC), working=_plainly)
TICKS = {Kind.DAY: timedelta(days=1), Kind.MOMENT: timedelta(microseconds=1)}
MOST_IN_SET, OTHER = 8, "something else"


@dataclass(frozen=True)
class Samples:
    by_field: dict[str, list[object]]
    complete: bool  # whether trying them all is a proof


def samples_of(asked: Sequence[Test], unknown: bool) -> Samples:
    """Samples for every field in the tests; with `unknown`, None is one of them."""
    by_field: dict[str, list[object]] = {}
    complete = True
    for fields, about in _together(asked):
        for one in fields:
            found, all_of_them = _SAMPLERS[one.kind](one, about, len(fields))
            by_field[one.name] = [*found, None] if unknown else found
            complete = complete and all_of_them
    return Samples(by_field, complete)


def _together(asked: Sequence[Test]) -> list[tuple[list[Field], list[Test]]]:
    """Fields that are compared with each other share their borders; the others stand alone."""
    groups: list[tuple[list[Field], list[Test]]] = []
    for test in asked:
        fields = list(dict.fromkeys((test.field, *compared_with(test))))
        joined = [group for group in groups if any(one in group[0] for one in fields)]
        groups = [group for group in groups if group not in joined]
        merged = [one for group in joined for one in group[0]] + fields
        about = [one for group in joined for one in group[1]] + [test]
        groups.append((list(dict.fromkeys(merged)), about))
    return groups


_Found = tuple[list[object], bool]


def _yes_no(one: Field, about: list[Test], ways: int) -> _Found:
    return [True, False], True


def _present(one: Field, about: list[Test], ways: int) -> _Found:
    return ["something"], True


def _kept(one: Field, about: list[Test], ways: int) -> _Found:
    return [Condition(Every(()), "always"), Condition(Either(()), "never")], True


def _choice(one: Field, about: list[Test], ways: int) -> _Found:
    return list(one.choices), True


def _set(one: Field, about: list[Test], ways: int) -> _Found:
    named = {value for test in about if isinstance(test, Includes) for value in test.values}
    used = [choice for choice in one.choices if choice in named]
    used += [choice for choice in one.choices if choice not in named][:1]
    sizes = range(1, len(used) + 1) if len(used) <= MOST_IN_SET else (1, len(used))
    found = [frozenset(some) for size in sizes for some in combinations(used, size)]
    return list(found), len(used) <= MOST_IN_SET


def _text(one: Field, about: list[Test], ways: int) -> _Found:
    named = [str(v) for test in about if isinstance(test, Among) for v in test.values]
    parts = list(dict.fromkeys(test.text for test in about if isinstance(test, Contains)))[:6]
    mixed = [" ".join(some) for n in range(1, len(parts) + 1) for some in combinations(parts, n)]
    found = dict.fromkeys([*named, *mixed, OTHER])
    return list(found), len(parts) <= 1


def _number(one: Field, about: list[Test], ways: int) -> _Found:
    borders = sorted({Fraction(value) for value in _literals(about)})
    return [_tidy(value) for value in _between(borders, ways)], True


def _duration(one: Field, about: list[Test], ways: int) -> _Found:
    borders = sorted({minutes_of(value) for value in _literals(about)})
    found = {border + step for border in borders or [0] for step in range(-ways, ways + 1)}
    return [value for value in sorted(found) if value >= 0], True


def _money(one: Field, about: list[Test], ways: int) -> _Found:
    named = [value for value in _literals(about) if isinstance(value, Money)]
    currencies = {value.currency for value in named} | ({one.unit} - {""})
    borders = {value.amount for value in named} or {0}
    near = sorted({border + step for border in borders for step in range(-ways, ways + 1)})
    found = [(amount, currency) for currency in sorted(currencies or {"EUR"}) for amount in near]
    return list(found), len(currencies) <= 1


def _dated(one: Field, about: list[Test], ways: int) -> _Found:
    edges = {edge for test in about for edge in _window(test).values()} | {PRESENT.now}
    seen = {PRESENT.day_of(edge) for edge in edges}
    days = {day + timedelta(days=step) for day in seen for step in range(-ways, ways + 1)}
    moments = {edge for edge in edges if isinstance(edge, datetime)}
    moments |= {start_of(day, PRESENT.zone) for day in days}
    borders: Iterable[Any] = days if one.kind is Kind.DAY else moments
    tick = TICKS[one.kind]
    found = {border + step * tick for border in borders for step in range(-ways, ways + 1)}
    return sorted(found), len({_clock(test) for test in about} - {""}) <= 1


def _window(test: Test) -> Window:
    """Where a dated test changes its answer, seen from the fixed present."""
    kind = test.field.kind
    if isinstance(test, Lapsed):
        return lapse_window(test.how, test.length, kind, PRESENT)
    if isinstance(test, InPeriod):
        return period_window(test.period, kind, PRESENT)
    if isinstance(test, Dated) and not isinstance(test.than, Field):
        return day_window(test.how, named_day(test.than, PRESENT), kind, PRESENT)
    return {}


def _clock(test: Test) -> str:
    """What a dated test counts by; the order of borders by one clock never changes."""
    if isinstance(test, Lapsed):
        if not counts_days(test.length):
            return "working" if test.length.working else "hours"
        return "days" if test.length.unit in ("day", "week") else "months"
    if isinstance(test, InPeriod):
        return "calendar" if test.period.fixed else str(test.period.span)
    if isinstance(test, Dated) and not isinstance(test.than, Field):
        return "days" if isinstance(test.than, RelativeDay) else "calendar"
    return ""


def _literals(about: list[Test]) -> list[Any]:
    named: list[Any] = []
    for test in about:
        if isinstance(test, Among):
            named += test.values
        elif isinstance(test, Compared):
            named.append(test.than)
        elif isinstance(test, Between):
            named += (test.low, test.high)
    return [value for value in named if not isinstance(value, Field)]


def _between(borders: list[Fraction], ways: int) -> list[Fraction]:
    """Every border, and `ways` values in each gap, whole numbers where they fit."""
    if not borders:
        return [Fraction(step) for step in range(ways)]
    found = [borders[0] - step for step in range(1, ways + 1)]
    for low, high in pairwise(borders):
        steps = [(high - low) * step / (ways + 1) for step in range(1, ways + 1)]
        whole = [low + step for step in range(1, ways + 1)]
        found += whole if whole[-1] < high else [low + step for step in steps]
    found += [borders[-1] + step for step in range(1, ways + 1)]
    return [*borders, *found]


def _tidy(value: Fraction) -> object:
    return int(value) if value.denominator == 1 else value


_Sampler = Callable[[Field, list[Test], int], _Found]
_SAMPLERS: dict[Kind, _Sampler] = defaultdict(lambda: _text) | {
    Kind.YES_NO: _yes_no,
    Kind.CHOICE: _choice,
    Kind.SET: _set,
    Kind.NUMBER: _number,
    Kind.MONEY: _money,
    Kind.DURATION: _duration,
    Kind.DAY: _dated,
    Kind.MOMENT: _dated,
    Kind.FILE: _present,
    Kind.CONDITION: _kept,
}
