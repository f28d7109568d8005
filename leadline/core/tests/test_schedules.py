from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from leadline.core.schedules import Schedule, Span, Without, round_the_clock
from leadline.core.shifts import Week, parse_shifts
from leadline.core.workdays import WorkingDays

UTC_ZONE = ZoneInfo("UTC")
WEEK: Week = (parse_shifts("09:00–17:00"),) * 5 + ((), ())
DAYS = WorkingDays(UTC_ZONE, WEEK)
HOUR = timedelta(hours=1)


def at(day: int, hour: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, tzinfo=UTC)


def hours(schedule: Schedule, since: datetime, until: datetime) -> float:
    return (schedule.worked(until) - schedule.worked(since)) / HOUR


def working_days(schedule: Schedule, first: int, last: int) -> int:
    ends = (date(2026, 3, day).toordinal() for day in (first, last))
    since, until = map(schedule.days_before, ends)
    return until - since


def test_spans_in_any_order_that_overlap_or_touch_are_cut_once() -> None:
    spans: list[Span] = [(at(4, 10), at(4, 12)), (at(2, 9), at(2, 13)), (at(2, 11), at(2, 15))]
    assert hours(Schedule(DAYS, tuple(spans)), at(2), at(9)) == 40 - 6 - 2
    nested: list[Span] = [(at(2), at(7)), (at(3, 10), at(3, 11)), (at(5, 9), at(5, 9))]
    assert hours(Schedule(DAYS, tuple(nested)), at(2), at(9)) == 0


def test_spans_are_cut_from_what_is_cut_already() -> None:
    schedule = Schedule(DAYS, ((at(2, 9), at(2, 13)),))
    paused = Without(schedule, [(at(2, 11), at(2, 15))])
    assert paused.worked(at(3)) - paused.worked(at(2)) == 2 * HOUR


def test_a_span_without_end_stops_all_time_after_it() -> None:
    schedule = Schedule(DAYS, ((at(3, 12), None),))
    assert hours(schedule, at(2), datetime(2100, 1, 1, tzinfo=UTC)) == 8 + 3
    assert working_days(schedule, 2, 9) == 2


def test_only_a_day_that_leave_takes_whole_is_no_working_day() -> None:
    week_off = Schedule(DAYS, ((at(3), at(5)), (at(5, 10), at(6, 9))))
    assert working_days(week_off, 2, 9) == 3  # 3 and 4 are gone
    halves = Schedule(DAYS, ((at(3, 13), at(3, 17)), (at(3, 9), at(3, 13))))
    assert working_days(halves, 2, 9) == 4
    over_weekend = Schedule(DAYS, ((at(6, 9), at(9, 17)), (at(12), at(13))))
    assert [working_days(over_weekend, 2, day) for day in (6, 7, 9, 10, 11, 13, 14)] == [
        4, 4, 4, 4, 5, 6, 7,
    ]  # fmt: skip


def test_a_moment_belongs_to_the_day_on_which_its_shift_began() -> None:
    night = Schedule(WorkingDays(UTC_ZONE, (parse_shifts("22:00–06:00"),) * 7))
    assert night.working_day(at(4, 2)) == date(2026, 3, 3).toordinal()
    assert night.working_day(at(4, 22)) == date(2026, 3, 4).toordinal()
    with pytest.raises(ValueError, match="not in working time"):
        night.working_day(at(4, 6))


def test_time_runs_from_an_opening_to_the_closing_but_on_leave() -> None:
    schedule = Schedule(DAYS, ((at(6, 10), at(6, 11)),))
    just_before = timedelta(microseconds=1)
    running = [at(6, 9), at(6, 10) - just_before, at(6, 11), at(6, 17) - just_before]
    still = [at(6, 9) - just_before, at(6, 10), at(6, 11) - just_before, at(6, 17), at(7, 12)]
    assert all(schedule.runs_at(moment) for moment in running)
    assert not any(schedule.runs_at(moment) for moment in still)
    assert not schedule.runs_at(at(6, 12).replace(year=1960))


def test_round_the_clock_is_all_time_whatever_the_clocks_do() -> None:
    london = round_the_clock(ZoneInfo("Europe/London"))
    assert hours(london, at(28), at(30)) == 48
    assert london.zone.key == "Europe/London"
