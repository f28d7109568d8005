"""Turns tests on time into ranges of a column, so that a query reads an index and no row."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TypeAlias

from leadline.conditions.catalogue import Kind
from leadline.conditions.context import Context
from leadline.conditions.periods import bounds
from leadline.conditions.timing import after, counts_days, earlier, later
from leadline.conditions.tree import Lapse, Order, Period
from leadline.core.durations import Duration
from leadline.core.zones import start_of

Window: TypeAlias = dict[str, date]  # comparison (gt, gte, lt, lte) → day or moment
TICK = timedelta(microseconds=1)
DAY = timedelta(days=1)
FAR = timedelta(days=40_000)  # lengths are at most 100 years


def lapse_window(how: Lapse, length: Duration, kind: Kind, context: Context) -> Window:
    """The days or moments for which `timing.lapsed` answers yes."""
    if counts_days(length):
        return _side(how, kind, context) | _days(how, length, kind, context)
    window = _moments(how, length, context)
    if kind is Kind.DAY:
        window = _as_days(window, context)
    return _side(how, kind, context) | window


def day_window(how: Order, day: date, kind: Kind, context: Context) -> Window:
    """The days or moments before, after or on a day."""
    if how is Order.BEFORE:
        return {"lt": _start(day, kind, context)}
    behind = _start(day + DAY, kind, context)
    if how is Order.AFTER:
        return {"gte": behind}
    return {"gte": _start(day, kind, context), "lt": behind}


def period_window(wanted: Period, kind: Kind, context: Context) -> Window:
    first, behind = bounds(wanted, context.today)
    return {"gte": _start(first, kind, context), "lt": _start(behind, kind, context)}


def first_day_reaching(target: date, length: Duration) -> date:
    """The first day from which `length` later is `target` or after it."""
    day = earlier(target, length)
    while later(day, length) < target:
        day += DAY
    return day


def first_moment(reached: Callable[[datetime], bool], now: datetime) -> datetime:
    """The first moment from which `reached` stays true, exact; it is true right after now."""
    span = timedelta(days=1)
    while span < FAR and reached(now - span):
        span *= 2
    low, high = now - span, now + TICK
    while high - low > TICK:
        middle = low + (high - low) // 2
        low, high = (low, middle) if reached(middle) else (middle, high)
    return high


def _days(how: Lapse, length: Duration, kind: Kind, context: Context) -> Window:
    today, horizon = context.today, later(context.today, length)
    match how:
        case Lapse.MORE_AGO:
            return {"lt": _start(first_day_reaching(today, length), kind, context)}
        case Lapse.LESS_AGO:
            return {"gte": _start(first_day_reaching(today + DAY, length), kind, context)}
        case Lapse.IN_LAST:
            return {"gte": _start(first_day_reaching(today, length), kind, context)}
        case Lapse.MORE_AHEAD:
            return {"gte": _start(horizon + DAY, kind, context)}
        case Lapse.LESS_AHEAD:
            return {"lt": _start(horizon, kind, context)}
        case Lapse.IN_NEXT:
            return {"lt": _start(horizon + DAY, kind, context)}


def _moments(how: Lapse, length: Duration, context: Context) -> Window:
    now = context.now
    match how:
        case Lapse.MORE_AGO:
            return {"lt": first_moment(lambda m: after(m, length, context) >= now, now)}
        case Lapse.LESS_AGO:
            return {"gte": first_moment(lambda m: after(m, length, context) > now, now)}
        case Lapse.IN_LAST:
            return {"gte": first_moment(lambda m: after(m, length, context) >= now, now)}
        case Lapse.MORE_AHEAD:
            return {"gte": after(now, length, context) + TICK}
        case Lapse.LESS_AHEAD:
            return {"lt": after(now, length, context)}
        case Lapse.IN_NEXT:
            return {"lt": after(now, length, context) + TICK}


def _side(how: Lapse, kind: Kind, context: Context) -> Window:
    now: date = context.today if kind is Kind.DAY else context.now
    if how in (Lapse.LESS_AGO, Lapse.IN_LAST):
        return {"lte": now}
    return {"gte": now} if how in (Lapse.LESS_AHEAD, Lapse.IN_NEXT) else {}


def _as_days(window: Window, context: Context) -> Window:
    """A day stands for the moment at which it begins."""
    days: Window = {}
    for comparison, moment in window.items():
        assert isinstance(moment, datetime)
        day = context.day_of(moment)
        days[comparison] = day if start_of(day, context.zone) >= moment else day + DAY
    return days


def _start(day: date, kind: Kind, context: Context) -> date:
    return day if kind is Kind.DAY else start_of(day, context.zone)
