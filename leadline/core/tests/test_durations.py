from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.core.durations import Duration, DurationError, Unit, parse_duration

LONDON = ZoneInfo("Europe/London")
AMOUNTS = st.integers(0, 1000)


@pytest.mark.parametrize(
    ("text", "duration", "chinese"),
    [
        ("30 working minutes", Duration(30, Unit.MINUTE, working=True), "30 分钟（工作时间）"),
        ("1 working hour", Duration(1, Unit.HOUR, working=True), "1 小时（工作时间）"),
        ("3 working days", Duration(3, Unit.DAY, working=True), "3 个工作日"),
        ("14 days", Duration(14, Unit.DAY), "14 天"),
        ("2 months", Duration(2, Unit.MONTH), "2 个月"),
        ("1 week", Duration(1, Unit.WEEK), "1 周"),
        ("0 days", Duration(0, Unit.DAY), "0 天"),
    ],
)
def test_a_duration_is_written_one_way(text: str, duration: Duration, chinese: str) -> None:
    assert parse_duration(text) == duration
    assert str(duration) == text
    assert duration.in_chinese == chinese


@given(AMOUNTS, st.sampled_from([Unit.MINUTE, Unit.HOUR, Unit.DAY]), st.booleans())
def test_what_is_written_reads_back_the_same(amount: int, unit: Unit, working: bool) -> None:
    duration = Duration(amount, unit, working)
    assert parse_duration(str(duration)) == duration


def test_spaces_capitals_grouping_and_a_missing_plural_do_not_matter() -> None:
    assert str(parse_duration("  1,000  Working minute ")) == "1000 working minutes"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "write a whole number and a unit"),
        ("three days", "write a whole number and a unit"),
        ("3.5 hours", "write a whole number and a unit"),
        ("3days", "write a whole number and a unit"),
        ("10,00 days", "write a whole number and a unit"),
        ("2 fortnights", "such as 30 working minutes"),
        ("3 working weeks", "there are working minutes, hours and days, no weeks"),
        ("-3 days", "is negative"),
        ("101 years", "more than 100 years"),
        ("٣ days", "write a whole number and a unit"),
    ],
)
def test_anything_else_is_refused_with_the_reason(text: str, says: str) -> None:
    with pytest.raises(DurationError, match=says):
        parse_duration(text)


def test_a_sequence_may_step_before_its_day() -> None:
    assert parse_duration("-3 days", signed=True) == Duration(-3, Unit.DAY)
    assert str(Duration(-1, Unit.DAY)) == "-1 day"


@pytest.mark.parametrize(
    ("start", "duration", "due"),
    [
        ("2025-12-31 10:00", "2 months", "2026-02-28 10:00"),
        ("2027-12-31 10:00", "2 months", "2028-02-29 10:00"),
        ("2028-02-29 10:00", "1 year", "2029-02-28 10:00"),
        ("2026-03-28 09:00", "1 day", "2026-03-29 08:00"),  # the same wall time, one hour shorter
        ("2026-03-28 09:00", "24 hours", "2026-03-29 09:00"),  # absolute
        ("2026-03-28 01:30", "1 day", "2026-03-29 01:00"),  # 01:30 is skipped: the skip
        ("2026-10-24 00:30", "1 day", "2026-10-25 00:30"),  # 01:30 comes twice: the first
        ("2026-10-25 01:30", "0 days", "2026-10-25 01:30"),  # zero is zero, even then
        ("2026-10-18 00:30", "1 week", "2026-10-25 00:30"),
        ("2026-10-25 00:30", "90 minutes", "2026-10-25 02:00"),
    ],
)
def test_calendar_durations_keep_the_wall_time(start: str, duration: str, due: str) -> None:
    moment = datetime.fromisoformat(start).replace(tzinfo=UTC)
    expected = datetime.fromisoformat(due).replace(tzinfo=UTC)
    assert parse_duration(duration).after(moment, LONDON) == expected


def test_before_counts_back() -> None:
    moment = datetime(2026, 3, 31, 10, tzinfo=UTC)
    assert parse_duration("1 month").before(moment, LONDON) == datetime(2026, 2, 28, 11, tzinfo=UTC)
    assert parse_duration("2 hours").before(moment, LONDON) == moment - timedelta(hours=2)


@given(
    start=st.datetimes(datetime(2026, 3, 27), datetime(2026, 3, 31)),
    minutes=st.integers(0, 3000),
    days=st.integers(0, 400),
)
def test_later_starts_are_never_due_earlier(start: datetime, minutes: int, days: int) -> None:
    moment = start.replace(tzinfo=UTC)
    later = moment + timedelta(minutes=minutes)
    step = Duration(days, Unit.DAY)
    assert step.after(moment, LONDON) <= step.after(later, LONDON)


def test_working_durations_need_a_schedule_and_calendar_ones_have_no_length() -> None:
    with pytest.raises(ValueError, match="needs a schedule"):
        parse_duration("1 working day").after(datetime(2026, 1, 1, tzinfo=UTC), LONDON)
    with pytest.raises(ValueError, match="no fixed length"):
        _ = parse_duration("1 month").length
