"""When a promise in working time is due, and how much of it is spent, to the microsecond.

What holds, every definition and the test vectors: docs/algorithms/worktime.md.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta

from leadline.core.durations import Duration, Unit
from leadline.core.schedules import Running, Schedule, Span, Without, round_the_clock
from leadline.core.workdays import LAST, NeverOpens, first_day
from leadline.core.zones import MIDNIGHT, moment_of, wall_of

Segment = tuple[Schedule, datetime, datetime | None]  # whose time, from, until (None: still)
Length = Duration | timedelta  # a timedelta is working time
_NOTHING = timedelta()
_MICROSECOND = timedelta(microseconds=1)


def add(schedule: Schedule, start: datetime, length: Length) -> datetime:
    """The first moment at which this much time has passed since an aware start, in UTC.

    Zero of anything is the start itself. NeverOpens where the schedule has not that much time.
    """
    if not isinstance(length, timedelta):
        if not length.working:
            return length.after(start, schedule.zone)
        if _is_days(length):
            return _days_after(schedule, start, length.amount)
        length = length.length
    if length < _NOTHING:
        return subtract(schedule, start, -length)
    if not length:
        return start.astimezone(UTC)
    return schedule.earliest(schedule.worked(start) + length, start)


def subtract(schedule: Schedule, end: datetime, length: Length) -> datetime:
    """The last moment from which this much time passes until an aware end: a warning's moment."""
    if not isinstance(length, timedelta):
        if not length.working:
            return length.before(end, schedule.zone)
        if _is_days(length):
            return _days_after(schedule, end, -length.amount)
        length = length.length
    if length < _NOTHING:
        return add(schedule, end, -length)
    if not length:
        return end.astimezone(UTC)
    return schedule.latest(schedule.worked(end) - length, end)


def between(schedule: Schedule, start: datetime, end: datetime) -> timedelta:
    """The working time from start to end; negative where the end comes first."""
    return schedule.worked(end) - schedule.worked(start)


def is_working(schedule: Schedule, moment: datetime) -> bool:
    """Whether working time runs at a moment: from an opening until just before the closing."""
    return schedule.runs_at(moment)


def next_opening(schedule: Schedule, moment: datetime) -> datetime:
    """The moment itself while working, else the next one at which work begins (NeverOpens)."""
    if schedule.runs_at(moment):
        return moment.astimezone(UTC)
    return schedule.latest(schedule.worked(moment), moment)


def last_closing(schedule: Schedule, moment: datetime) -> datetime:
    """The moment itself while working or closing, else the last one at which work ended."""
    return schedule.earliest(schedule.worked(moment), moment)


def closes_at(schedule: Schedule, moment: datetime) -> datetime | None:
    """When the working time that runs now ends; None while closed, or where it never ends."""
    if not is_working(schedule, moment):
        return None
    start = moment.astimezone(UTC)

    def closed(step: int) -> bool:
        until = start + step * _MICROSECOND
        return between(schedule, start, until) < until - start

    far, most = timedelta(days=1) // _MICROSECOND, (LAST - start) // _MICROSECOND
    while far < most and not closed(far):
        far *= 2
    far = min(far, most)
    if not closed(far):
        return None
    return start + (bisect_left(range(far), True, key=closed) - 1) * _MICROSECOND


def due(
    schedule: Schedule, start: datetime, length: Length, pauses: Iterable[Span] = ()
) -> datetime | None:
    """When a promise made at start is due, if paused time does not count.

    None while it stands: an open pause begins first, or the schedule has not that much time. A
    promise in calendar time (14 days) is paused by the clock on the wall.
    """
    return due_over([(schedule, start, None)], length, pauses)


def due_over(
    segments: Sequence[Segment], length: Length, pauses: Iterable[Span] = ()
) -> datetime | None:
    """When a promise is due that goes from one schedule to the next, as its owner changes.

    The length is turned into working time at the first segment's start, by its schedule; each
    segment spends of it in its own. None where the segments end, or an open pause begins, first.
    """
    first, start, until = segments[0]
    pauses = list(pauses)
    if len(segments) == 1 and until is None and not pauses:
        return _undisturbed(first, start, length)
    rest, at_opening = budget(first, start, length), False
    if rest <= _NOTHING:
        return add(first, start, length)
    if isinstance(length, Duration) and not length.working:
        segments = [(round_the_clock(of.zone), since, until) for of, since, until in segments]
    elif _is_days(length):
        promised = add(first, start, length)
        at_opening = last_closing(first, promised) < promised
    return _first(segments, rest, pauses, at_opening=at_opening)


def _undisturbed(schedule: Schedule, start: datetime, length: Length) -> datetime | None:
    """When a promise is due whose time nobody hands over and nothing stops."""
    try:
        return add(schedule, start, length)
    except NeverOpens:
        if _is_days(length):
            raise
        return None


def budget(schedule: Schedule, start: datetime, length: Length) -> timedelta:
    """The working time that a promise is worth from its start (calendar time: plain time)."""
    if isinstance(length, timedelta):
        return length
    if not length.working:
        return length.after(start, schedule.zone) - start.astimezone(UTC)
    if not _is_days(length):
        return length.length
    return between(schedule, start, add(schedule, start, length))


def spent_over(
    segments: Iterable[Segment], until: datetime, pauses: Iterable[Span] = ()
) -> timedelta:
    """The working time spent up to a moment over segments in their own schedules, less pauses."""
    pauses = list(pauses)
    parts = (
        _spent(Without(schedule, pauses), since, min(end or until, until))
        for schedule, since, end in segments
    )
    return sum(parts, _NOTHING)


def _is_days(length: Length) -> bool:
    return isinstance(length, Duration) and length.working and length.unit is Unit.DAY


def _first(
    segments: Sequence[Segment], rest: timedelta, pauses: list[Span], *, at_opening: bool
) -> datetime | None:
    """The moment at which the rest is spent over segments, or the opening after it."""
    for schedule, since, until in segments:
        time = Without(schedule, pauses)
        spent = _spent(time, since, until or LAST)
        if spent > rest or (spent == rest and not at_opening):
            find = time.latest if at_opening else time.earliest
            return find(time.worked(since) + rest, since)
        rest -= spent
    return None


def _spent(time: Running, since: datetime, until: datetime) -> timedelta:
    return max(time.worked(until) - time.worked(since), _NOTHING)


def _days_after(schedule: Schedule, start: datetime, days: int) -> datetime:
    """The same time of day so many working days on, kept within that day's working time."""
    if not days:
        return start.astimezone(UTC)
    start = next_opening(schedule, start) if days > 0 else _backward(schedule, start)
    day = _working_day(schedule, start)
    number = schedule.days_before(day + 1) + days
    target = first_day(lambda n: schedule.days_before(n + 1) >= number, day)
    since_midnight = wall_of(start, schedule.zone) - _midnight(day)
    return _within(schedule, target, moment_of(_midnight(target) + since_midnight, schedule.zone))


def _backward(schedule: Schedule, end: datetime) -> datetime:
    return end if is_working(schedule, end) else last_closing(schedule, end)


def _working_day(schedule: Schedule, moment: datetime) -> int:
    """The working day of a moment; a closing belongs to the day that it closes."""
    working = is_working(schedule, moment)
    return schedule.working_day(moment if working else moment - _MICROSECOND)


def _within(schedule: Schedule, day: int, moment: datetime) -> datetime:
    """The moment moved into a day's working time: to its opening, or back to its last closing."""
    stretches = schedule.days.stretches(day)
    opens = next_opening(schedule, stretches[0][0])
    closes = last_closing(schedule, stretches[-1][1])
    moment = min(max(moment, opens), closes)
    return moment if is_working(schedule, moment) else last_closing(schedule, moment)


def _midnight(day: int) -> datetime:
    return datetime.combine(date.fromordinal(day), MIDNIGHT)
