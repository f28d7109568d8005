"""The hours of a day are written, read and compared one way."""

import re
from dataclasses import dataclass
from datetime import timedelta

DAY = 24 * 60
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, order=True)
class Shift:
    """Wall-clock minutes from its day's midnight; a night shift closes on the next day."""

    opens: int
    closes: int

    def __post_init__(self) -> None:
        if not (0 <= self.opens < DAY and self.opens < self.closes <= self.opens + DAY):
            raise ValueError(f"{self} does not begin on its day and end within 24 hours")

    def __str__(self) -> str:
        closes = "24:00" if self.closes == DAY else _clock(self.closes)
        return f"{_clock(self.opens)}–{closes}"

    @property
    def length(self) -> timedelta:
        return (self.closes - self.opens) * MINUTE


Shifts = tuple[Shift, ...]
Week = tuple[Shifts, ...]  # seven of them, Monday first


def parse_shifts(text: str) -> Shifts:
    """Read `09:00–12:00, 13:00–17:30`, with a dash or hyphen; an empty text is a day off.

    `22:00–06:00` goes past midnight, `00:00–24:00` is all day. ValueError for anything else.
    """
    parts = [part.strip() for part in text.split(",")] if text.strip() else []
    shifts = tuple(sorted(_shift(part) for part in parts))
    refuse_overlap(shifts)
    return shifts


def work_in(shifts: Shifts) -> timedelta:
    """The length of shifts by the wall clock."""
    return sum((shift.length for shift in shifts), timedelta())


def refuse_overlap(shifts: Shifts, next_day: Shifts = ()) -> None:
    """ValueError where a shift begins before the one ahead of it has ended."""
    later = [shift.opens + DAY for shift in next_day[:1]]
    opens = [shift.opens for shift in shifts[1:]] + later
    for shift, following in zip(shifts, opens, strict=False):
        if following < shift.closes:
            raise ValueError(f"{shift} overlaps the shift that begins at {_clock(following)}")


def _shift(text: str) -> Shift:
    match = _HOURS.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} are no hours: write them as 09:00–17:30")
    opens, closes = (60 * int(match[n]) + int(match[n + 1]) for n in (1, 3))
    if closes > DAY or opens == closes:
        raise ValueError(f"{text!r} are no hours: write them as 09:00–17:30")
    return Shift(opens, closes if closes > opens else closes + DAY)


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


_HOURS = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9]) ?[-–] ?([01][0-9]|2[0-4]):([0-5][0-9])")
