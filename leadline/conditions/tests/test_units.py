"""Units of one family convert exactly, others not at all."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from leadline.conditions.units import minutes_in, minutes_of, unit
from leadline.core.durations import Duration, Unit


@pytest.mark.parametrize(
    ("amount", "given", "into", "result"),
    [
        ("1.5", "hours", "minutes", "90"),
        ("12", "months", "years", "1"),
        ("2", "working days", "working hours", "16"),
        ("1", "working day", "hours", None),
        ("3", "points", "point", "3"),
        ("3", "kg", "%", None),
    ],
)
def test_conversion(amount: str, given: str, into: str, result: str | None) -> None:
    expected = None if result is None else Decimal(result)
    assert unit(given).convert(Decimal(amount), unit(into)) == expected


def test_lengths_in_minutes() -> None:
    assert minutes_of(Duration(1, Unit.YEAR)) == minutes_of(Duration(12, Unit.MONTH))
    assert minutes_in(Duration(1, Unit.DAY, working=True)) == 480
    assert minutes_in(timedelta(seconds=30)) == Fraction(1, 2)
    assert minutes_in(7) == 7
    assert minutes_in(True) is None
    assert minutes_in("7") is None
