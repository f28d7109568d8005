"""Each comparison becomes one kind of test, and suits the kinds of field it should."""

import pytest

from leadline.conditions.catalogue import Kind
from leadline.conditions.grammar import ConditionError
from leadline.conditions.reading import FITTING
from leadline.conditions.tests import cast


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("renewed is not yes", "YesNo"),
        ("score unknown", "Known"),
        ("fit band is not A", "Among"),
        ("score at most 3", "Compared"),
        ("service term less than 3 days", "Compared"),
        ("score between 1 and 2", "Between"),
        ('name not contains "x"', "Contains"),
        ("product includes none of AC", "Includes"),
        ("due day before arrival", "Dated"),
        ("arrival less than 3 hours from now", "Lapsed"),
        ("due day in Q2 2026", "InPeriod"),
        ("wake up when holds", "Holds"),
        ("not (renewed)", "Negation"),
        ("(renewed or score is 1) and (score known)", "Every"),
    ],
)
def test_the_kind_of(text: str, kind: str) -> None:
    assert type(cast.read(text).tree).__name__ == kind


@pytest.mark.parametrize(
    ("text", "held"),
    [("renewed is yes", True), ("renewed is no", False), ("renewed is not yes", False),
     ("renewed is not no", True), ("not renewed", False)],
)  # fmt: skip
def test_yes_and_no(text: str, held: bool) -> None:
    assert getattr(cast.read(text).tree, "held", None) is held


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_says_what_suits_it(kind: Kind) -> None:
    assert {"known", "unknown"} <= set(FITTING[kind])


def test_both_readings_of_a_longer_mixture_are_shown() -> None:
    with pytest.raises(ConditionError) as error:
        cast.read("renewed and score is 1 or score is 2 and score is 3")
    assert error.value.problems[0].hint == (
        "Write “(renewed and score is 1) or (score is 2 and score is 3)” or "
        "“renewed and (score is 1 or score is 2) and score is 3”."
    )
