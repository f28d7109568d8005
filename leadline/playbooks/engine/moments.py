"""When a moment of the text comes for a record: pure, from its dates, holidays and the zone."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta

from leadline.conditions.catalogue import normalised
from leadline.core import worktime
from leadline.core.durations import Duration
from leadline.core.schedules import Schedule
from leadline.core.workdays import NeverOpens
from leadline.core.zones import moment_of, start_of
from leadline.playbooks.definition import Moment, MomentKind
from leadline.playbooks.engine.asked import term_ends
from leadline.playbooks.engine.decision import Surroundings

DAY = timedelta(days=1)
MOST_REPETITIONS = 36_525 * 24 * 60
Times = Iterator[tuple[str, datetime]]


def times(
    moment: Moment,
    values: Mapping[str, object],
    since: datetime,
    surroundings: Surroundings,
    schedule: Schedule,
) -> Times:
    """Each (nth, when) of a moment; of one that comes again only those at or after `since`.

    nth is "" for a moment that comes once, the year of a holiday, the number of a repetition.
    Nothing is yielded where a date is unknown. A moment on a day comes in that day's morning.
    """
    if moment.kind is MomentKind.HOLIDAY:
        yield from _around_holidays(moment, since, surroundings, schedule)
    elif moment.kind is MomentKind.EVERY:
        yield from _repeated(moment, values, since, surroundings, schedule)
    else:
        found = _single(moment, values, surroundings, schedule)
        if found is not None:
            yield "", found


def moment_in(value: object, surroundings: Surroundings) -> datetime | None:
    """A date field's value as a moment: a day comes in its morning; anything else is None."""
    if isinstance(value, datetime):
        return value.astimezone(UTC) if value.utcoffset() is not None else None
    if isinstance(value, date):
        wall = datetime.combine(value, surroundings.morning)
        return moment_of(wall, surroundings.zone)
    return None


def shifted(
    start: datetime, length: Duration | None, *, before: bool, schedule: Schedule
) -> datetime | None:
    """So long before or after a moment; working lengths by the schedule; None if it never opens."""
    if length is None:
        return start
    try:
        step = worktime.subtract if before else worktime.add
        return step(schedule, start, length)
    except NeverOpens:
        return None


def _shifted(
    start: datetime, length: Duration | None, before: bool, schedule: Schedule
) -> datetime | None:
    return shifted(start, length, before=before, schedule=schedule)


def _single(
    moment: Moment, values: Mapping[str, object], surroundings: Surroundings, schedule: Schedule
) -> datetime | None:
    if moment.kind is MomentKind.MIDDLE_OF:
        return _middle(moment, values, surroundings)
    value = values.get(normalised(moment.field))
    if moment.kind is MomentKind.END_OF:
        day = _day_of(value, surroundings)
        return None if day is None else start_of(day + DAY, surroundings.zone)
    start = moment_in(value, surroundings)
    length = _length(moment, surroundings)
    if start is None or (length is None and moment.preset):
        return None
    return surroundings.once(_shifted, start, length, moment.before, schedule)


def _length(moment: Moment, surroundings: Surroundings) -> Duration | None:
    return surroundings.presets.get(moment.preset) if moment.preset else moment.duration


def _middle(
    moment: Moment, values: Mapping[str, object], surroundings: Surroundings
) -> datetime | None:
    first, last = (_day_of(values.get(end), surroundings) for end in term_ends(moment.field))
    if first is None or last is None or last < first:
        return None
    return moment_in(first + (last - first) // 2, surroundings)


def _day_of(value: object, surroundings: Surroundings) -> date | None:
    if isinstance(value, datetime):
        return value.astimezone(surroundings.zone).date()
    return value if isinstance(value, date) else None


def _around_holidays(
    moment: Moment, since: datetime, surroundings: Surroundings, schedule: Schedule
) -> Times:
    seen: dict[int, int] = {}
    for first, last in surroundings.holidays(moment.field):
        seen[first.year] = seen.get(first.year, 0) + 1
        start = moment_in(first if moment.before else last, surroundings)
        assert start is not None
        length = _length(moment, surroundings)
        when = shifted(start, length, before=moment.before, schedule=schedule)
        if when is not None and when >= since:
            again = f".{seen[first.year]}" if seen[first.year] > 1 else ""
            yield f"{first.year}{again}", when


def _repeated(
    moment: Moment,
    values: Mapping[str, object],
    since: datetime,
    surroundings: Surroundings,
    schedule: Schedule,
) -> Times:
    """The first repetition at or after `since`, and the next: a longer list is never needed."""
    start = moment_in(values.get(normalised(moment.field)), surroundings)
    length = _length(moment, surroundings)
    if start is None or length is None or length.amount <= 0:
        return

    def nth(number: int) -> datetime:
        step = Duration(length.amount * number, length.unit, length.working)
        return worktime.add(schedule, start, step)

    number = _first_at(nth, since)
    for each in (number, number + 1):
        try:
            yield str(each), nth(each)
        except (NeverOpens, ValueError):  # beyond the calendar: it does not come again
            return


def _first_at(nth: Callable[[int], datetime], since: datetime) -> int:
    """The smallest number from 1 whose moment is not before `since`."""
    low, high = 0, 1
    try:
        while nth(high) < since:
            low, high = high, high * 2
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if nth(middle) < since else (low, middle)
    except (NeverOpens, ValueError):
        return MOST_REPETITIONS
    return high
