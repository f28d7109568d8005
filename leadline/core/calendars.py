"""A country's public holidays and make-up working days, by year and by name."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import holidays

_A_DAY = timedelta(days=1)
_YEARS_AHEAD = 10  # a holiday that a country has not kept for ten years is not coming back


class UnknownHoliday(ValueError):
    """The country has no calendar here, or no holiday of that name; the message lists names."""


@dataclass(frozen=True, slots=True)
class PublicHolidays:
    """Days off, and weekend days that are worked instead (China's make-up Saturdays and Sundays).

    Holidays on a weekend are among the days off; a make-up day never is.
    """

    days_off: frozenset[date]
    make_up_days: frozenset[date]


def has_calendar(country: str) -> bool:
    """Whether holidays are known for a country (`CN`) or a part of it (`GB-ENG`), by ISO 3166."""
    code, _, part = country.partition("-")
    parts = _countries().get(code)
    return parts is not None and (not part or part in parts)


def public_holidays(country: str, years: range) -> PublicHolidays:
    """The holidays of a country or a part of it in whole years, as far as published.

    China decrees its make-up days each autumn for the next year; later years have none yet.
    """
    parts = [_year(country, year) for year in years]
    return PublicHolidays(
        frozenset[date]().union(*(part.days_off for part in parts)),
        frozenset[date]().union(*(part.make_up_days for part in parts)),
    )


def holiday_name(country: str, day: date, language: str = "en") -> str | None:
    """What a holiday is called in `en` or `zh-hans`, where the calendar says; else its own name."""
    return _calendar(country, day.year, language).get(day)


def next_holiday(country: str, name: str, after: date) -> date:
    """The first day of the next holiday of this name that begins after a day.

    The name is English or Chinese, in full or as the part inside or outside its brackets: `Spring
    Festival` is found in "Chinese New Year (Spring Festival)". A holiday of several days begins
    on its first; days given off instead do not count as it.
    """
    for year in range(after.year, after.year + _YEARS_AHEAD):
        for day in _beginnings(country, year, _folded(name)):
            if day > after:
                return day
    known = ", ".join(sorted(set(_calendar(country, after.year, "en").values())))
    raise UnknownHoliday(f"{country} has no holiday {name!r}; it has {known}")


@lru_cache(maxsize=512)
def _year(country: str, year: int) -> PublicHolidays:
    # The days made up for a January holiday lie in the old year and come with the new one's.
    days = _calendar(country, year, "en")
    both = (days, _calendar(country, year + 1, "en"))
    worked = {d for part in both for d in getattr(part, "weekend_workdays", ()) if d.year == year}
    return PublicHolidays(frozenset(days.keys()) - worked, frozenset(worked))


@lru_cache(maxsize=512)
def _beginnings(country: str, year: int, name: str) -> tuple[date, ...]:
    found = {
        day
        for language in ("en", "zh-hans")
        for day, names in _calendar(country, year, language).items()
        if name in _names(names)
    }
    return tuple(sorted(day for day in found if day - _A_DAY not in found))


def _names(names: str) -> set[str]:
    """The ways to say a day's names: each in full, and what stands outside and in its brackets."""
    found = set()
    for name in map(_folded, names.split("; ")):
        outside, _, inside = name.removesuffix(")").partition(" (")
        found |= {name} if inside in _SUBSTITUTES else {name, outside, inside}
    return found - {""}


def _folded(name: str) -> str:
    return " ".join(name.replace("（", " (").replace("）", ")").casefold().split())


@lru_cache(maxsize=1)
def _countries() -> dict[str, list[str]]:
    return holidays.list_supported_countries()


@lru_cache(maxsize=512)
def _calendar(country: str, year: int, language: str) -> holidays.HolidayBase:
    if not has_calendar(country):
        raise UnknownHoliday(f"there is no holiday calendar for {country!r}")
    code, _, part = country.partition("-")
    spoken = holidays.list_localized_countries().get(code, [])
    wanted = "zh_CN" if language == "zh-hans" else "en"
    fitting = [code for code in spoken if code.startswith(wanted)] or [
        code for code in spoken if code.startswith("en")
    ]
    return holidays.country_holidays(
        code, part or None, year, expand=False, language=fitting[0] if fitting else None
    )


_SUBSTITUTES = {"observed", "补假", "estimated"}
