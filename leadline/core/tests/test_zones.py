from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.core.zones import clock_changes, moment_of, start_of, wall_of

LONDON = ZoneInfo("Europe/London")
SAO_PAULO = ZoneInfo("America/Sao_Paulo")
APIA = ZoneInfo("Pacific/Apia")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")
SHANGHAI = ZoneInfo("Asia/Shanghai")
ZONES = [LONDON, SAO_PAULO, APIA, LORD_HOWE, SHANGHAI]
WALLS = st.datetimes(datetime(1990, 1, 1), datetime(2060, 1, 1))


@pytest.mark.parametrize(
    ("zone", "wall", "moment"),
    [
        (SHANGHAI, "2026-03-02 09:00", "2026-03-02 01:00"),
        (LONDON, "2026-03-29 00:59", "2026-03-29 00:59"),
        (LONDON, "2026-03-29 01:00", "2026-03-29 01:00"),  # skipped: 01:00 becomes 02:00
        (LONDON, "2026-03-29 01:59:59.5", "2026-03-29 01:00"),
        (LONDON, "2026-03-29 02:00", "2026-03-29 01:00"),
        (LONDON, "2026-10-25 01:30", "2026-10-25 00:30"),  # comes twice: the first
        (LONDON, "2026-10-25 02:00", "2026-10-25 02:00"),
        (SAO_PAULO, "2018-11-04 00:00", "2018-11-04 03:00"),  # a day that begins at 01:00
        (APIA, "2011-12-30 12:00", "2011-12-30 10:00"),  # a day that never was
        (LORD_HOWE, "2026-10-04 02:15", "2026-10-03 15:30"),  # skips half an hour
    ],
)
def test_a_wall_time_names_one_moment(zone: ZoneInfo, wall: str, moment: str) -> None:
    expected = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    assert moment_of(datetime.fromisoformat(wall), zone) == expected


@given(zone=st.sampled_from(ZONES), one=WALLS, other=WALLS)
def test_later_wall_times_are_never_earlier_moments(
    zone: ZoneInfo, one: datetime, other: datetime
) -> None:
    first, last = sorted([one, other])
    assert moment_of(first, zone) <= moment_of(last, zone)


@given(zone=st.sampled_from(ZONES), minutes=st.integers(-600, 600))
def test_wall_times_keep_their_order_around_every_change(zone: ZoneInfo, minutes: int) -> None:
    for skipped_or_repeated, _ in clock_changes(zone)[-3:]:
        wall = skipped_or_repeated + timedelta(minutes=minutes)
        assert moment_of(wall, zone) <= moment_of(wall + timedelta(minutes=7), zone)


def test_wall_of_undoes_moment_of() -> None:
    wall = datetime(2026, 7, 1, 9, 30)
    assert wall_of(moment_of(wall, LONDON), LONDON) == wall


def test_a_day_starts_at_its_first_moment() -> None:
    assert start_of(date(2018, 11, 4), SAO_PAULO) == datetime(2018, 11, 4, 3, tzinfo=UTC)


def test_changes_are_listed_as_the_wall_time_skipped_or_repeated() -> None:
    spring = (datetime(2026, 3, 29, 1), datetime(2026, 3, 29, 2))
    autumn = (datetime(2026, 10, 25, 1), datetime(2026, 10, 25, 2))
    changes = clock_changes(LONDON)
    assert spring in changes
    assert autumn in changes
    assert len([low for low, _ in changes if low.year == 2150]) == 2
    assert clock_changes(ZoneInfo("UTC")) == ()
    assert (datetime(2011, 12, 30), datetime(2011, 12, 31)) in clock_changes(APIA)
