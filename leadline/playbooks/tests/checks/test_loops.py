"""Moves that go round by themselves are errors, unless a counter or an act of somebody limits them."""

# ruff: noqa: E501 - a table reads best with one case a line

import pytest

from leadline.playbooks.tests.folders import LEAD, told

WAY_OUT = "      - go to: Good\n        when: budget above 1,000 EUR\n      - go to: Bad\n        by: owner\n"
PAPERS = "    work:\n      Papers:\n        agenda: [Signed, Filed]\n"


def looped(next_: str, *, work: bool = False, new: str = "") -> list[str]:
    """Trying leads back to New by this line, and New to Trying by the other."""
    text = LEAD.replace(WAY_OUT, next_ + "      - go to: Good\n        by: owner\n")
    text = text if work else text.replace(PAPERS, "")
    if new:
        text = text.replace("    while here:\n", f"    while here:\n{new}", 1)
    return [one for one in told({"lead.yaml": text}) if "go round" in one]


@pytest.mark.parametrize(
    ("back", "new", "loops"),
    [
        ("      - go to: New\n        when: budget known\n", "", False),  # New asks somebody
        ("      - go to: New\n        when: budget known\n",
         "      - 1 day after arrival:\n          go to: Trying\n", True),
        ("      - go to: New\n        when: times in New at most 2\n",
         "      - 1 day after arrival:\n          go to: Trying\n", False),
        ("      - on: reply received\n        go to: New\n",
         "      - 1 day after arrival:\n          go to: Trying\n", False),
        ("      - go to: Trying\n        when: budget known\n", "", True),
    ],
)  # fmt: skip
def test_loops(back: str, new: str, loops: bool) -> None:
    assert bool(looped(back, new=new)) is loops


def test_a_moment_that_has_passed_cannot_lie_ahead_again() -> None:
    """`at end of due day` there and `due day after today` back need somebody to move the day."""
    there = "      - at: end of trial ends\n        go to: Trying\n"
    assert not looped("      - go to: New\n        when: trial ends after today\n", new=there)
    assert looped("      - go to: New\n        when: trial ends known\n", new=there)
