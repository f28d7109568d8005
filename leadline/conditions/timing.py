"""Decides tests on time: days, weeks, months and years count whole days, hours count exactly."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from dateutil.relativedelta import relativedelta

from leadline.conditions.context import Context
from leadline.conditions.periods import bounds
from leadline.conditions.tree import Lapse, Order, Period, RelativeDay
from leadline.core.durations import Duration, Unit
from leadline.core.zones import start_of

END = datetime.max.replace(tzinfo=UTC)
_AGO = (Lapse.MORE_AGO, Lapse.LESS_AGO, Lapse.IN_LAST)


def lapsed(how: Lapse, length: Duration, when: date, context: Context) -> bool:
    """Whether a day or an aware moment lies as far from now as the words say."""
    if not _on_this_side(how, when, context):
        return False
    if counts_days(length):
        day = context.day_of(when)
        if how in _AGO:
            return _beside(how, later(day, length), context.today)
        return _beside(how, later(context.today, length), day)
    moment = when if isinstance(when, datetime) else start_of(when, context.zone)
    if how in _AGO:
        return _beside(how, after(moment, length, context), context.now)
    return _beside(how, after(context.now, length, context), moment)


def ordered(how: Order, when: date, than: date, context: Context) -> bool:
    """Two moments are compared exactly, except for `on`; anything with a day by days."""
    both = isinstance(when, datetime) and isinstance(than, datetime)
    if not both or how is Order.ON:
        when, than = context.day_of(when), context.day_of(than)
    if how is Order.ON:
        return when == than
    return when < than if how is Order.BEFORE else when > than


def in_period(wanted: Period, when: date, context: Context) -> bool:
    first, behind = bounds(wanted, context.today)
    return first <= context.day_of(when) < behind


def named_day(day: date | RelativeDay, context: Context) -> date:
    return context.today + timedelta(day.value) if isinstance(day, RelativeDay) else day


def counts_days(length: Duration) -> bool:
    return not length.working and length.unit not in (Unit.MINUTE, Unit.HOUR)


@lru_cache(maxsize=4_096)  # a batch asks about few days, and calendar steps are slow
def later(day: date, length: Duration) -> date:
    """A day this long after another; a month's missing day is its last; clipped at year 9999."""
    try:
        return day + relativedelta(**{f"{length.unit}s": length.amount})  # type: ignore[arg-type]
    except (OverflowError, ValueError):
        return date.max


def earlier(day: date, length: Duration) -> date:
    """A day this long before another, by the rules of `later`; clipped at year 1."""
    try:
        return day - relativedelta(**{f"{length.unit}s": length.amount})  # type: ignore[arg-type]
    except (OverflowError, ValueError):
        return date.min


def after(moment: datetime, length: Duration, context: Context) -> datetime:
    """A moment this many hours, minutes or working time after another."""
    if length.working:
        return context.after_working(moment, length)
    try:
        return moment + length.length
    except OverflowError:
        return END


def _on_this_side(how: Lapse, when: date, context: Context) -> bool:
    """ "less than 3 days ago" is not in the future, "in the next 3 days" not in the past."""
    if how in (Lapse.MORE_AGO, Lapse.MORE_AHEAD):
        return True
    now: date = context.now if isinstance(when, datetime) else context.today
    return when <= now if how in _AGO else when >= now


def _beside(how: Lapse, edge: date, other: date) -> bool:
    """Ago: edge = when + length against now; ahead: edge = now + length against when."""
    if how in (Lapse.MORE_AGO, Lapse.MORE_AHEAD):
        return edge < other
    if how in (Lapse.LESS_AGO, Lapse.LESS_AHEAD):
        return other < edge
    return other <= edge
