"""Derived fields: conditions, counts, collections and ranks, checked against what exists."""

# ruff: noqa: E501 - a table reads best with one case a line

import pytest

from leadline.playbooks.definition import Derived
from leadline.playbooks.tests.folders import small, told


def derived(text: str, name: str) -> Derived:
    found = small({"fields.yaml": f"lead:\n{text}"}).fields[name].derived
    assert found is not None
    return found


def test_a_field_that_means_a_condition() -> None:
    playbook = small(
        {"fields.yaml": "lead:\n  keen:\n    means: interest is Yes and budget known\n"}
    )
    field = playbook.catalogue.get("keen")
    assert field is not None
    assert field.means is not None
    assert field.means.text == "interest is Yes and budget known"


def test_counts_and_collections() -> None:
    count = "  asked twice:\n    means: number of tickets of company with seriousness at least 2, at least 2\n"
    assert derived(count, "asked twice") == Derived(
        "count", "tickets of company", "seriousness at least 2", "at least 2"
    )
    any_ = "  in trouble:\n    any: tickets of company\n    with: seriousness at least 2\n"
    assert derived(any_, "in trouble") == Derived(
        "any", "tickets of company", "seriousness at least 2"
    )


def test_a_rank_is_a_choice_best_first() -> None:
    found = derived(
        "  rank:\n    rank:\n      - gold: budget above 9 EUR\n      - iron: interest known\n",
        "rank",
    )
    assert [name for name, _condition in found.ranks] == ["gold", "iron"]


@pytest.mark.parametrize(
    ("text", "told_"),
    [
        ("  keen:\n    meens: interest is Yes\n", "a field says its type"),
        ("  keen:\n    means: interest is Yess\n", "no choice of “interest”"),
        ("  keen:\n    means: number of tikets of company, at least 1\n", "(did you mean “tickets”?)"),
        ("  keen:\n    means: number of tickets of company\n", "a count is written"),
        ("  keen: {type: text, unti: x}\n", "“unti” is not known here (did you mean “unit”?)"),
        ("  keen: {means: \"very keen\"}\n  very keen: {means: \"keen\"}\n", "is explained by itself"),
        ("  size: number\n  Size: number\n", "“Size” is declared twice"),
    ],
)  # fmt: skip
def test_mistakes(text: str, told_: str) -> None:
    found = told({"fields.yaml": f"lead:\n{text}"})
    assert any(told_ in one for one in found), found
