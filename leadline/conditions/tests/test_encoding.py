"""What the index keeps of a value sorts as the values do, whatever the locale of the database."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.conditions.catalogue import Field, Kind
from leadline.conditions.encoding import WHOLE, encoded, money, number, pieces, text
from leadline.core.durations import Duration, Unit
from leadline.core.money import Money

NAME, NUMBER = Field("name", Kind.TEXT), Field("users", Kind.NUMBER)


@given(st.decimals(-(10**18), 10**18, places=9), st.decimals(-(10**18), 10**18, places=9))
def test_numbers_sort_as_digits(one: Decimal, other: Decimal) -> None:
    assert (number(one) < number(other)) == (one < other)
    assert number(one).isdecimal()


@pytest.mark.parametrize(
    ("field", "ordered"),
    [
        (NUMBER, [Decimal("-1e18"), Decimal(-10), Decimal("-9.5"), 0, Decimal("0.1"), 9, 10]),
        (Field("budget", Kind.MONEY), [Money(900, "EUR"), Money(-5, "GBP"), Money(40, "GBP"),
                                       Money(9_007_199_254_740_993, "GBP")]),
        (Field("ends", Kind.DAY), [date(999, 1, 1), date(2026, 3, 1), date(2026, 10, 1)]),
        (Field("met", Kind.MOMENT), [
            datetime(2026, 3, 1, 9, tzinfo=timezone(timedelta(hours=8))),
            datetime(2026, 3, 1, 8, tzinfo=UTC),
            datetime(2026, 3, 1, 8, 0, 0, 1, tzinfo=UTC)]),
        (Field("term", Kind.DURATION), [Duration(2, Unit.DAY), Duration(1, Unit.WEEK)]),
    ],
)  # fmt: skip
def test_each_kind_sorts_as_its_values_do(field: Field, ordered: list[object]) -> None:
    kept = [one for value in ordered for one in encoded(field, value)]
    assert len(kept) == len(ordered)
    assert kept == sorted(kept)
    assert len(set(kept)) == len(kept)


def test_texts_and_choices_are_kept_as_they_are_compared() -> None:
    assert encoded(NAME, "  ＡＣＭＥ  Straße ") == ["acme strasse"]
    assert encoded(Field("open", Kind.YES_NO), False) == ["no"]
    several = Field("products", Kind.SET, choices=("AC", "SG"))
    assert encoded(several, ("SG", "AC")) == ["ac", "sg"]


@pytest.mark.parametrize("nothing", [None, "", "   "])
def test_nothing_is_kept_of_an_unknown_value(nothing: object) -> None:
    assert encoded(NAME, nothing) == []
    assert pieces(NAME, nothing) == []
    assert encoded(NUMBER, "many") == []


@given(st.text("ab ", min_size=WHOLE - 3, max_size=1500), st.integers(0, 1300))
def test_every_short_part_of_a_long_text_stands_in_a_piece(long: str, at: int) -> None:
    plain = text(long) if not (found := pieces(NAME, long)) else ""
    whole = " ".join(long.split())
    part = whole[at : at + 200]
    assert part in plain or any(part in one for one in found)
    assert all(len(one) <= WHOLE for one in found)


def test_long_texts_that_begin_alike_are_told_apart() -> None:
    assert text("a" * 500) != text("a" * 501)
    assert len(text("a" * 10_000)) < 450
    assert money((5, "GBP")) < money((40, "GBP"))
