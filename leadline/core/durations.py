"""A length of time is written one way, read back the same, and counted on the calendar exactly."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from leadline.core.zones import moment_of, wall_of


class Unit(StrEnum):
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class DurationError(ValueError):
    """The text is no duration; the message says what one looks like."""


@dataclass(frozen=True, slots=True)
class Duration:
    """An amount of one unit; working ones exist for minutes, hours and days (see worktime)."""

    amount: int
    unit: Unit
    working: bool = False

    def __post_init__(self) -> None:
        if self.working and self.unit not in _WORKING:
            raise DurationError(f"there are working minutes, hours and days, no {self.unit}s")
        if abs(self.amount) > _MOST[self.unit]:
            raise DurationError(f"{self} is more than 100 years")

    def __str__(self) -> str:
        work = "working " if self.working else ""
        plural = "" if abs(self.amount) == 1 else "s"
        return f"{self.amount} {work}{self.unit}{plural}"

    def __neg__(self) -> "Duration":
        return Duration(-self.amount, self.unit, self.working)

    @property
    def in_chinese(self) -> str:
        if self.working and self.unit is Unit.DAY:
            return f"{self.amount} 个工作日"
        note = "（工作时间）" if self.working else ""
        return f"{self.amount} {_CHINESE[self.unit]}{note}"

    @property
    def length(self) -> timedelta:
        """The exact length of minutes or hours; other units have none (ValueError)."""
        if self.unit not in _EXACT:
            raise ValueError(f"a {self.unit} has no fixed length")
        return self.amount * _EXACT[self.unit]

    def after(self, moment: datetime, zone: ZoneInfo) -> datetime:
        """The UTC moment this long after an aware moment, for durations that are not working.

        Minutes and hours are absolute. Days and longer keep the zone's wall time; a month's
        missing day is its last one (31 December + 2 months = 28 or 29 February); a skipped wall
        time is the moment of the skip, a repeated one its first coming.
        """
        if self.working:
            raise ValueError(f"{self} needs a schedule: see leadline.core.worktime")
        if self.unit in _EXACT:
            return moment.astimezone(UTC) + self.length
        if not self.amount:
            return moment.astimezone(UTC)
        return moment_of(wall_of(moment, zone) + self._calendar_step(), zone)

    def before(self, moment: datetime, zone: ZoneInfo) -> datetime:
        """The UTC moment this long before an aware moment, by the rules of `after`."""
        return (-self).after(moment, zone)

    def _calendar_step(self) -> relativedelta:
        match self.unit:
            case Unit.YEAR:
                return relativedelta(years=self.amount)
            case Unit.MONTH:
                return relativedelta(months=self.amount)
            case Unit.WEEK:
                return relativedelta(weeks=self.amount)
            case _:
                return relativedelta(days=self.amount)


def parse_duration(text: str, *, signed: bool = False) -> Duration:
    """Read `30 working minutes`, `3 working days`, `14 days`, `2 months`, `1,000 minutes`.

    With `signed`, `-3 days` is read too (a sequence's step before its day). DurationError says
    what is wrong. Any run of spaces counts as one; letters may be large or small.
    """
    words = " ".join(text.split()).casefold()
    match = _GRAMMAR.fullmatch(words)
    if match is None:
        raise DurationError(
            f"{text!r} is no duration: write a whole number and a unit, "
            "such as 30 working minutes, 3 working days, 14 days or 2 months"
        )
    if match["sign"] and not signed:
        raise DurationError(f"{text!r} is negative: a duration counts from 0")
    amount = int(match["sign"] + match["amount"].replace(",", ""))
    unit = Unit(match["unit"])
    if match["working"] and unit not in _WORKING:
        raise DurationError(f"{text!r}: there are working minutes, hours and days, no {unit}s")
    return Duration(amount, unit, working=bool(match["working"]))


_GRAMMAR = re.compile(
    r"(?P<sign>-?)(?P<amount>[0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,2}) "
    r"(?P<working>working )?(?P<unit>minute|hour|day|week|month|year)s?"
)
_EXACT = {Unit.MINUTE: timedelta(minutes=1), Unit.HOUR: timedelta(hours=1)}
_WORKING = {Unit.MINUTE, Unit.HOUR, Unit.DAY}
_CHINESE = {
    Unit.MINUTE: "分钟",
    Unit.HOUR: "小时",
    Unit.DAY: "天",
    Unit.WEEK: "周",
    Unit.MONTH: "个月",
    Unit.YEAR: "年",
}
_DAYS_IN_A_CENTURY = 36_525
_MOST = {
    Unit.MINUTE: _DAYS_IN_A_CENTURY * 24 * 60,
    Unit.HOUR: _DAYS_IN_A_CENTURY * 24,
    Unit.DAY: _DAYS_IN_A_CENTURY,
    Unit.WEEK: _DAYS_IN_A_CENTURY // 7,
    Unit.MONTH: 1_200,
    Unit.YEAR: 100,
}
