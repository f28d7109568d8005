from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from leadline.core.shifts import Shifts, Week, parse_shifts
from leadline.core.workdays import NeverOpens, WorkingDays, first_day

LONDON = ZoneInfo("Europe/London")
NINE_TO_FIVE = parse_shifts("09:00–17:00")
NIGHT = parse_shifts("22:00–06:00")
WEEKDAYS: Week = (NINE_TO_FIVE,) * 5 + ((), ())
NIGHTS: Week = (NIGHT,) * 7
HOUR = timedelta(hours=1)


def span(days: WorkingDays, first: date, last: date) -> tuple[timedelta, int]:
    since, until = first.toordinal(), last.toordinal()
    work = days.work_before(until) - days.work_before(since)
    return work, days.days_before(until) - days.days_before(since)


def test_work_and_days_of_a_century_are_sums_and_not_walks() -> None:
    days = WorkingDays(LONDON, WEEKDAYS)
    begin, end = date(2001, 1, 1), date(2101, 1, 3)  # Mondays
    assert span(days, begin, end) == (5218 * 40 * HOUR, 5218 * 5)


def test_a_listed_day_beats_a_holiday_and_a_holiday_beats_the_week() -> None:
    monday, tuesday, saturday = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 7)
    half: Shifts = parse_shifts("09:00–12:00")
    days = WorkingDays(
        LONDON, WEEKDAYS, frozenset({monday, tuesday}), {monday: half, saturday: NINE_TO_FIVE}
    )
    assert [days.shifts_of(day) for day in (monday, tuesday, saturday)] == [half, (), NINE_TO_FIVE]
    assert span(days, monday, date(2026, 3, 9)) == ((3 + 24 + 8) * HOUR, 5)


def test_clock_changes_count_only_for_shifts_that_meet_them() -> None:
    year = date(2026, 1, 1), date(2027, 1, 1)
    assert span(WorkingDays(LONDON, NIGHTS), *year) == (365 * 8 * HOUR, 365)
    saturday = date(2026, 3, 28)
    assert span(WorkingDays(LONDON, NIGHTS), saturday, date(2026, 3, 29)) == (7 * HOUR, 1)
    assert span(WorkingDays(LONDON, WEEKDAYS), date(2026, 3, 27), saturday) == (8 * HOUR, 1)


def test_a_day_that_never_was_has_no_work() -> None:
    apia = WorkingDays(ZoneInfo("Pacific/Apia"), (NINE_TO_FIVE,) * 7)
    assert apia.stretches(date(2011, 12, 30).toordinal()) == ()
    assert span(apia, date(2011, 12, 29), date(2012, 1, 1)) == (16 * HOUR, 2)


def test_overlaps_are_refused_wherever_they_come_from() -> None:
    early = parse_shifts("05:00–09:00")
    mixed: Week = (NIGHT, early, (), (), (), (), ())
    for wrong in (
        lambda: WorkingDays(LONDON, mixed),
        lambda: WorkingDays(LONDON, NIGHTS, frozenset(), {date(2026, 3, 4): early}),
    ):
        with pytest.raises(ValueError, match="22:00–06:00 overlaps"):
            wrong()
    with pytest.raises(ValueError, match="seven days"):
        WorkingDays(LONDON, ((), ()))


def test_moments_outside_the_horizon_are_refused() -> None:
    days = WorkingDays(LONDON, WEEKDAYS)
    for year in (1969, 2200):
        with pytest.raises(NeverOpens, match="not between 1970 and 2199"):
            days.worked(datetime(year, 6, 1, tzinfo=UTC))


def test_the_first_day_is_found_from_any_guess() -> None:
    day = date(2026, 3, 2).toordinal()
    for near in (1, day - 40_000, day - 1, day, day + 1, day + 9_999, 10**7):
        assert first_day(lambda n: n >= day, near) == day
    for answer in (True, False):
        with pytest.raises(NeverOpens):
            first_day(lambda _, answer=answer: answer, day)
