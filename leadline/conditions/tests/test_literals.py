"""Right sides become exact values in the field's own measure."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from leadline.conditions.catalogue import Catalogue, Field, Kind
from leadline.conditions.grammar import parse
from leadline.conditions.tests import cast
from leadline.conditions.tree import Among, Compared, Dated, RelativeDay
from leadline.core.durations import Duration, Unit
from leadline.core.money import Money


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("score above 1,000.5", Decimal("1000.5")),
        ("score above -3", Decimal(-3)),
        ("discount above 15%", Decimal(15)),
        ("budget above 250,000 gbp", Money(25_000_000, "GBP")),
        ("budget above 1,200 JPY", Money(1200, "JPY")),
        ("service term above 14 days", Duration(14, Unit.DAY)),
        ("score above rounds here", cast.ROUNDS),
    ],
)
def test_the_amount_in(text: str, value: Any) -> None:
    test = cast.read(text).tree
    assert isinstance(test, Compared)
    assert test.than == value


def test_another_unit_of_the_same_kind_is_converted() -> None:
    wait = Field("wait", Kind.NUMBER, unit="minutes")
    test = parse("wait above 1.5 hours", Catalogue([wait])).tree
    assert isinstance(test, Compared)
    assert test.than == 90


@pytest.mark.parametrize(
    ("text", "day"),
    [("due day on today", RelativeDay.TODAY), ("due day on 2026-11-22", date(2026, 11, 22))],
)
def test_the_day_in(text: str, day: Any) -> None:
    test = cast.read(text).tree
    assert isinstance(test, Dated)
    assert test.than == day


def test_choices_may_stand_in_quotes_and_text_must() -> None:
    assert cast.read('fit band is "a"').tree == Among(cast.BAND, ("A",), negated=False)
    assert cast.read("name is 「王芳」").tree == Among(cast.NAME, ("王芳",), negated=False)
