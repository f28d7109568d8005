from datetime import date

import pytest

from leadline.core.calendars import (
    UnknownHoliday,
    has_calendar,
    holiday_name,
    next_holiday,
    public_holidays,
)


def days(*texts: str) -> set[date]:
    return {date.fromisoformat(text) for text in texts}


def test_chinas_make_up_days_are_worked_though_they_lie_on_weekends() -> None:
    china = public_holidays("CN", range(2026, 2027))
    assert china.make_up_days == days(
        "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"
    )
    assert all(day.weekday() >= 5 for day in china.make_up_days)
    assert days("2026-02-16", "2026-02-17", "2026-02-20", "2026-02-23") <= china.days_off
    assert not china.days_off & china.make_up_days


def test_a_make_up_day_for_january_belongs_to_the_old_year() -> None:
    assert date(2011, 12, 31) in public_holidays("CN", range(2011, 2012)).make_up_days
    assert date(2011, 12, 31) not in public_holidays("CN", range(2012, 2013)).make_up_days
    assert date(2011, 12, 31) in public_holidays("CN", range(2010, 2014)).make_up_days


def test_parts_of_a_country_have_holidays_of_their_own() -> None:
    england = public_holidays("GB-ENG", range(2026, 2027))
    scotland = public_holidays("GB-SCT", range(2026, 2027))
    assert date(2026, 4, 6) in england.days_off - scotland.days_off  # Easter Monday
    assert not england.make_up_days


@pytest.mark.parametrize(
    ("country", "name", "after", "expected"),
    [
        ("CN", "Spring Festival", "2025-12-01", "2026-02-17"),
        ("CN", "spring festival", "2026-02-16", "2026-02-17"),
        ("CN", "Spring Festival", "2026-02-17", "2027-02-06"),  # it has begun: the next one
        ("CN", "Chinese New Year", "2026-01-01", "2026-02-17"),
        ("CN", "春节", "2026-01-01", "2026-02-17"),
        ("CN", "National Day", "2026-01-01", "2026-10-01"),
        ("CN", "国庆节", "2026-10-01", "2027-10-01"),
        ("CN", "Mid-Autumn Festival", "2020-01-01", "2020-10-01"),  # fell on National Day
        ("CN", "Tomb-Sweeping Day", "2026-01-01", "2026-04-05"),  # a Sunday; Monday is given off
        ("GB-ENG", "Christmas Day", "2027-01-01", "2027-12-25"),
        ("GB-ENG", "Easter Monday", "2026-01-01", "2026-04-06"),
    ],
)
def test_the_next_holiday_by_name(country: str, name: str, after: str, expected: str) -> None:
    answer = next_holiday(country, name, date.fromisoformat(after))
    assert answer == date.fromisoformat(expected)


def test_names_are_in_both_languages_where_known() -> None:
    day = date(2026, 2, 17)
    assert holiday_name("CN", day) == "Chinese New Year (Spring Festival)"
    assert holiday_name("CN", day, "zh-hans") == "春节"
    assert holiday_name("DE", date(2026, 10, 3), "zh-hans") == "German Unity Day"
    assert holiday_name("CN", date(2026, 3, 3)) is None


def test_an_unknown_country_or_name_is_refused_with_the_names_there_are() -> None:
    assert has_calendar("CN")
    assert has_calendar("GB-ENG")
    assert not has_calendar("GB-XYZ")
    assert not has_calendar("ZZ")
    with pytest.raises(UnknownHoliday, match="no holiday calendar for 'ZZ'"):
        public_holidays("ZZ", range(2026, 2027))
    with pytest.raises(UnknownHoliday, match=r"GB has no holiday 'Spring Festival'.*Good Friday"):
        next_holiday("GB", "Spring Festival", date(2026, 1, 1))
