"""The moment at which time alone changes a condition's answer, so that nothing waits for ever."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from math import ceil, floor

from leadline.conditions import timing
from leadline.conditions.context import Context
from leadline.conditions.evaluate import Values, compiled
from leadline.conditions.fading import Fading, as_of
from leadline.conditions.periods import first_day, moved
from leadline.conditions.problems import Problem
from leadline.conditions.timing import counts_days, earlier, later
from leadline.conditions.tree import (
    Among,
    Between,
    Compared,
    Condition,
    Dated,
    Holds,
    InPeriod,
    Lapse,
    Lapsed,
    Node,
    RelativeDay,
    Test,
    asked,
    leaves,
    opened,
)
from leadline.conditions.values import reading
from leadline.conditions.windows import DAY, TICK, first_day_reaching
from leadline.core.zones import start_of

_AGO = (Lapse.MORE_AGO, Lapse.LESS_AGO, Lapse.IN_LAST)


def flips_at(condition: Condition, values: Values, context: Context) -> datetime | None:
    """The earliest moment after `context.now` at which the answer differs, values unchanged.

    From that moment on the new answer holds; just before, the present one does. None: time alone
    never changes it. Every dated test, and every test on what fades, gives the few moments at which
    it can change, and the whole condition is asked again at each, in order.
    """
    ask = compiled(condition.tree)
    present = ask(as_of(values, context.now), context)
    for moment in sorted(set(_candidates(opened(condition.tree), values, context))):
        if ask(as_of(values, moment), _at(moment, context)) is not present:
            return moment
    return None


def can_flip(condition: Condition) -> bool:
    """Whether `flips_at` can ever find a moment: whether a test looks at the present."""
    return any(
        isinstance(test, Holds | Lapsed)
        or test.field.fades
        or (isinstance(test, InPeriod) and test.period.fixed is None)
        or (isinstance(test, Dated) and isinstance(test.than, RelativeDay))
        for test in leaves(opened(condition.tree))
    )


def time_shape_ok(condition: Condition) -> tuple[Problem, ...]:
    """Why time's effect on the condition cannot be foreseen; empty when it can.

    A dated test is always a date field and a constant. What remains are fields whose own value
    drifts with time, and conditions kept as data, whose text is not known beforehand.
    """
    drifting = {one.name: one for one in asked(condition.tree) if one.drifts}
    return tuple(
        Problem(0, _DRIFTS, _DATE, {"field": one.label}) for _, one in sorted(drifting.items())
    )


def _candidates(node: Node, values: Values, context: Context) -> Iterator[datetime]:
    for test in leaves(node):
        fading = values.get(test.field.name)
        if isinstance(fading, Fading):
            yield from _falls(test, fading, context.now)
            continue
        when = reading(test.field)(values)
        if when is None:
            continue
        if isinstance(test, Holds):
            yield from _candidates(opened(when.tree), values, context)
        else:
            yield from (m for m in _changes(test, when, context) if m > context.now)


def _falls(test: Test, fading: Fading, now: datetime) -> Iterator[datetime]:
    """Where a number that fades passes the numbers of a test."""
    for number in _numbers(test):
        for line in {ceil(number), floor(number) + 1}:
            when = fading.falls_below(line, now)
            if when is not None:
                yield when


def _numbers(test: Test) -> Iterator[Decimal]:
    match test:
        case Compared(than=Decimal() as than):
            yield than
        case Between(low=Decimal() as low, high=Decimal() as high):
            yield from (low, high)
        case Among():
            yield from (one for one in test.values if isinstance(one, Decimal))


def _changes(test: Test, when: date, context: Context) -> Iterator[datetime]:
    """The moments at which one test on a known day or moment may change; too many do no harm."""
    if isinstance(test, Lapsed):
        yield from _around(when, context)
        yield from _lapse_changes(test, when, context)
    elif isinstance(test, InPeriod) and test.period.fixed is None:
        first = first_day(test.period.span, context.day_of(when))
        for by in (-test.period.ahead, 1 - test.period.ahead):
            yield from _starts(moved(first, test.period.span, by), context)
    elif isinstance(test, Dated) and isinstance(test.than, RelativeDay):
        day = _shifted(context.day_of(when), -test.than.value)
        yield from _starts(day, context)
        yield from _starts(_shifted(day, 1), context)


def _lapse_changes(test: Lapsed, when: date, context: Context) -> Iterator[datetime]:
    day, length = context.day_of(when), test.length
    if counts_days(length):
        edges = [later(day, length)] if test.how in _AGO else _horizons(day, test)
        for edge in edges:
            yield from _starts(edge, context)
            yield from _starts(_shifted(edge, 1), context)
        return
    moment = when if isinstance(when, datetime) else start_of(when, context.zone)
    if test.how in _AGO:
        edge_at = timing.after(moment, length, context)
    else:
        edge_at = _first_within(moment, test, context)
        yield _first_within(moment + TICK, test, context)
    yield from (edge_at, edge_at + TICK)


def _horizons(day: date, test: Lapsed) -> list[date]:
    """The first days of which "from now" reaches a day, or the one after it."""
    near = earlier(day, test.length)
    if near <= date.min + 40 * DAY or day >= date.max - 40 * DAY:
        return []
    return [first_day_reaching(day, test.length), first_day_reaching(day + DAY, test.length)]


def _first_within(moment: datetime, test: Lapsed, context: Context) -> datetime:
    """The first present from which `length` ahead reaches a moment."""
    low, high = context.now, max(context.now, moment) + TICK
    while high - low > TICK:
        middle = low + (high - low) // 2
        reached = timing.after(middle, test.length, context) >= moment
        low, high = (low, middle) if reached else (middle, high)
    return high


def _around(when: date, context: Context) -> Iterator[datetime]:
    """Where a value itself becomes past."""
    if isinstance(when, datetime):
        yield from (when, when + TICK)
    else:
        yield from _starts(when, context)
        yield from _starts(_shifted(when, 1), context)


def _starts(day: date, context: Context) -> Iterator[datetime]:
    if date.min + DAY < day < date.max - DAY:
        yield start_of(day, context.zone)


def _shifted(day: date, days: int) -> date:
    return min(max(day, date.min + 9 * DAY), date.max - 9 * DAY) + timedelta(days)


def _at(moment: datetime, context: Context) -> Context:
    return Context(moment.astimezone(UTC), context.zone, context.rates, context.working)


def _(message: str) -> str:
    """Marks a message for translation; it is translated when it is shown."""
    return message


_DRIFTS = _("“%(field)s” changes by time alone, and nobody can say when.")
_DATE = _("Ask about a date field and a fixed length of time instead.")
