"""Amounts of one kind compare with each other: time lengths, percentages and named counts."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

from leadline.core.durations import Duration
from leadline.core.durations import Unit as Step

# Minutes. To compare two lengths a month is a twelfth of 365.25 days, so that twelve months are
# one year; a working day is eight hours. Moments never use these, they go by the calendar.
_CALENDAR = {
    Step.MINUTE: 1,
    Step.HOUR: 60,
    Step.DAY: 1_440,
    Step.WEEK: 10_080,
    Step.MONTH: 43_830,
    Step.YEAR: 525_960,
}
_WORKING = {Step.MINUTE: 1, Step.HOUR: 60, Step.DAY: 480}


@dataclass(frozen=True)
class Unit:
    """`size` of one unit in the smallest unit of its `family`; only a family converts."""

    family: str
    size: int

    def convert(self, amount: Decimal, into: "Unit") -> Decimal | None:
        """None where nothing converts; a value that no decimal can hold is rounded at 28 digits."""
        if self.family != into.family:
            return None
        exact = Fraction(amount) * self.size / into.size
        return Decimal(exact.numerator) / Decimal(exact.denominator)


def unit(name: str) -> Unit:
    """ "working days", "minute", "%", or any other name, which is a family of its own."""
    words = name.casefold().split()
    working = words[:1] == ["working"]
    step = "".join(words[working:]).removesuffix("s")
    sizes = _WORKING if working else _CALENDAR
    if step in sizes:
        return Unit("working" if working else "calendar", sizes[Step(step)])
    return Unit("".join(words).removesuffix("s"), 1)


def minutes_of(length: Duration) -> int:
    """How many minutes a length counts as beside another one."""
    sizes = _WORKING if length.working else _CALENDAR
    return length.amount * sizes[length.unit]


def minutes_in(value: object) -> int | Fraction | None:
    """Minutes of a Duration, a timedelta or whole minutes; anything else is None."""
    if isinstance(value, Duration):
        return minutes_of(value)
    if isinstance(value, timedelta):
        return Fraction(value // timedelta(microseconds=1), 60_000_000)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
