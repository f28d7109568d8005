"""Overlaps and holes are found with an example, and nothing is said that is not proven."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from leadline.conditions.analyse import (
    CANNOT_TELL,
    covers_all,
    impossible,
    overlap,
    same_meaning,
)
from leadline.conditions.evaluate import holds
from leadline.conditions.samples import PRESENT
from leadline.conditions.tests import cast


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("score above 3 and score below 3", True),
        ("score above 3 and score below 4", False),
        ("score above 3 and not (score known)", True),
        ("fit band is A and fit band is B", True),
        ("fit band not one of A, B, C", True),
        ("trial is open and trial is not open", True),
        ("deal is large and deal amount below 50,000 GBP", True),
        ("deal amount above 2 GBP and deal amount below 1 EUR", False),
        ("due day after today and due day before today", True),
        ("due day in the next 3 days and due day more than 5 days from now", True),
        ("due day after 2026-05-01 and due day before today", False),
        ("arrival before last response and last response before arrival", True),
        ("product includes AC and product includes none of AC, SG", True),
        ('name is "Wang" and name is "Li"', True),
        ('name contains "a" and not (name contains "a")', True),
        ("score above rounds here and rounds here above score", True),
        ("service term above 1 year and service term below 12 months", True),
    ],
)
def test_whether_it_can_never_hold(text: str, never: bool) -> None:
    assert impossible(cast.read(text)) is never


def test_an_overlap_has_an_example() -> None:
    found = overlap(cast.read("score at least 3"), cast.read("score at most 3 and renewed"))
    assert found == {"score": 3, "renewed": True}
    assert overlap(cast.read("score above 3"), cast.read("score at most 3")) is None


def test_a_hole_in_a_matrix_is_shown() -> None:
    bands = ["discount below 15 %", "discount above 15 %"]
    assert covers_all([cast.read(text) for text in bands]) == {"discount": 15}
    closed = [cast.read(text) for text in [*bands, "discount is 15 %"]]
    assert covers_all(closed) is None
    assert covers_all(closed, unknown=True) == {"discount": None}


def test_what_cannot_be_proven_is_not_said() -> None:
    mixed = cast.read("due day after 2099-05-01"), cast.read("due day before today")
    assert overlap(*mixed) is CANNOT_TELL
    assert not impossible(cast.read("name contains \"ab\" and name not contains \"ab\" and "
                                    "name contains \"c\""))  # fmt: skip


def test_one_meaning_in_two_wordings() -> None:
    one = cast.read("not (score above 3 or renewed)")
    assert same_meaning(one, cast.read("not (score above 3) and not (renewed)"))
    assert not same_meaning(one, cast.read("score at most 3 and not renewed"))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(one=cast.conditions, other=cast.conditions, values=cast.rows)
def test_no_row_contradicts_a_finding(one: Any, other: Any, values: Any) -> None:
    found = overlap(one, other)
    if found:
        assert holds(one)(found, PRESENT)
        assert holds(other)(found, PRESENT)
    if found is None:
        assert not (holds(one)(values, cast.NOON) and holds(other)(values, cast.NOON))
