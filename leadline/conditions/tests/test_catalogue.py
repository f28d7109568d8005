"""Phrases are declared once and can be read in one way only."""

from typing import Any

import pytest

from leadline.conditions.catalogue import Catalogue, Field, Kind, normalised, opposite_of
from leadline.conditions.tests import cast


def test_a_name_is_normalised_and_its_label_kept() -> None:
    field = Field("Engineering  Help needed", Kind.YES_NO)
    assert (field.name, field.label) == ("engineering help needed", "Engineering Help needed")
    assert normalised(" Ｓtraße\u3000A ") == "strasse a"


@pytest.mark.parametrize(
    ("phrase", "opposite"),
    [
        ("trial is open", "trial is not open"),
        ("items are paid", "items are not paid"),
        ("she has approved", "she has not approved"),
        ("renewed", "not renewed"),
        ("is open", "not is open"),
    ],
)
def test_the_opposite_of(phrase: str, opposite: str) -> None:
    assert opposite_of(phrase) == opposite


def test_a_field_is_found_by_either_language_but_not_by_its_opposite() -> None:
    assert cast.CATALOGUE.get(" Score") is cast.SCORE
    assert cast.CATALOGUE.get("评分") is cast.SCORE
    assert cast.CATALOGUE.get("trial is not open") is None
    assert "budget" in cast.CATALOGUE.names
    wider = cast.CATALOGUE.with_([Field("city", Kind.TEXT)])
    assert wider.get("city") is not None
    assert cast.CATALOGUE.get("city") is None


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ([("score", Kind.NUMBER), ("Score", Kind.TEXT)], "declared twice"),
        ([("renewed", Kind.YES_NO), ("not renewed", Kind.YES_NO)], "declared twice"),
        ([("budget", Kind.MONEY), ("budget known", Kind.YES_NO)], "test on 'budget'"),
        ([("band", Kind.CHOICE), ("band is a", Kind.YES_NO)], "test on 'band'"),
    ],
)
def test_phrases_that_read_two_ways_are_refused(fields: Any, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        Catalogue(
            Field(name, kind, choices=("A", "B") if kind is Kind.CHOICE else ())
            for name, kind in fields
        )


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "and", "kind": Kind.TEXT},
        {"name": " ", "kind": Kind.TEXT},
        {"name": 'a "b"', "kind": Kind.TEXT},
        {"name": "band", "kind": Kind.CHOICE},
        {"name": "band", "kind": Kind.CHOICE, "choices": ("A",), "choices_zh": ("甲", "乙")},
        {"name": "total", "kind": Kind.NUMBER, "means": cast.read("renewed")},
    ],
)
def test_a_field_that_makes_no_sense_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"cannot be|needs|must be"):
        Field(**wrong)
