"""Periods go by the calendar."""

from datetime import date

import pytest

from leadline.conditions.periods import bounds, period, some_periods

SUNDAY = date(2026, 3, 29)


@pytest.mark.parametrize(
    ("words", "first", "behind"),
    [
        ("this week", "2026-03-23", "2026-03-30"),
        ("next week", "2026-03-30", "2026-04-06"),
        ("last month", "2026-02-01", "2026-03-01"),
        ("this quarter", "2026-01-01", "2026-04-01"),
        ("next quarter", "2026-04-01", "2026-07-01"),
        ("the year before last", "2024-01-01", "2025-01-01"),
        ("the month after next", "2026-05-01", "2026-06-01"),
        ("May 2016", "2016-05-01", "2016-06-01"),
        ("Q4 2025", "2025-10-01", "2026-01-01"),
        ("2016", "2016-01-01", "2017-01-01"),
    ],
)
def test_the_bounds_of(words: str, first: str, behind: str) -> None:
    found = period(words)
    assert found is not None
    days = bounds(found, SUNDAY)
    assert days == (date.fromisoformat(first), date.fromisoformat(behind))


@pytest.mark.parametrize("words", ["Mai 2016", "last", "the last year", "0000", "Q5 2026", ""])
def test_what_is_no_period(words: str) -> None:
    assert period(words) is None


def test_every_example_is_a_period() -> None:
    assert all(period(words) for words in some_periods().split(", "))
