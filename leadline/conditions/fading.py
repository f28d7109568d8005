"""A whole number that falls while nothing happens, and knows when: a score whose points fade."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from math import floor
from typing import Any

Curve = Callable[[datetime], float]  # what it is worth at a moment; never rises
TICK = timedelta(microseconds=1)
DAY = timedelta(days=1)
LAST = datetime(9990, 1, 1, tzinfo=UTC)


class Fading(int):
    """As a plain number it is what it was worth at `now`; `at` says it for any moment.

    Halves are rounded up, so what a person reads is what a rule compares. least: what remains of
    it for ever.
    """

    curve: Curve
    least: int

    def __new__(cls, curve: Curve, now: datetime, least: float = 0.0) -> "Fading":
        made = super().__new__(cls, rounded(curve(now)))
        made.curve, made.least = curve, rounded(least)
        return made

    def at(self, moment: datetime) -> int:
        return rounded(self.curve(moment))

    def falls_below(self, line: int, after: datetime) -> datetime | None:
        """The first moment behind `after` at which it is below `line`, to the microsecond.

        None where it is below already, or never will be.
        """
        if self.least >= line or self.at(after) < line:
            return None
        span = DAY
        while after + span < LAST and self.at(after + span) >= line:
            span *= 2
        low, high = after, min(after + span, LAST)
        if self.at(high) >= line:
            return None
        while high - low > TICK:
            middle = low + (high - low) // 2
            low, high = (middle, high) if self.at(middle) >= line else (low, middle)
        return high


def rounded(number: float) -> int:
    """To the nearest whole number, halves up."""
    return floor(number + 0.5)


def as_of(values: Mapping[str, Any], moment: datetime) -> Mapping[str, Any]:
    """The values at a moment: whatever fades is worth then what it is worth then."""
    fading = fading_in(values)
    return (
        {**values, **{name: one.at(moment) for name, one in fading.items()}} if fading else values
    )


def fading_in(values: Mapping[str, Any]) -> dict[str, Fading]:
    return {name: value for name, value in values.items() if isinstance(value, Fading)}
