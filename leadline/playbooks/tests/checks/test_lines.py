"""Lines that are never chosen, rules that can never hold, and gates that nobody can fill."""

import pytest

from leadline.playbooks.tests.folders import LEAD, spoiled, told

OTHERWISE_FIRST = """\
      - go to: Bad
      - go to: Trying
        when: interest is Yes
"""


def test_otherwise_stands_last() -> None:
    right = "      - go to: Trying\n        when: interest is Yes\n      - go to: Bad\n  Trying"
    found = spoiled(right, OTHERWISE_FIRST + "  Trying")
    assert found == [
        "lead.yaml:27: error: this line is never read: the one on line 26 always fits"
        " (“otherwise” stands last)"
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("budget above 5 EUR and budget below 3 EUR", "can never be so"),
        ("interest is Yes and interest is No", "can never be so"),
    ],
)
def test_a_condition_that_can_never_hold(line: str, message: str) -> None:
    assert any(message in one for one in spoiled("interest is Yes", line))


def test_a_line_that_earlier_ones_always_forestall() -> None:
    more = "interest is Yes\n      - go to: Good\n        when: interest is Yes and budget known"
    found = spoiled("interest is Yes", more)
    assert any("lead.yaml:28: error: this line is never chosen" in one for one in found)


def test_a_line_may_not_ask_for_what_an_action_above_it_changes() -> None:
    found = spoiled(
        "- open: trial", "- open: trial\n      - task: Watch them\n        when: trial is open"
    )
    assert len(found) == 1
    assert "lead.yaml:34" in found[0]
    assert "“open trial” above changes later" in found[0]
    assert "then go to" in found[0]


def test_a_gate_on_a_field_that_nothing_fills() -> None:
    gate = LEAD.replace("    work:\n", "    before leaving:\n      - size known\n    work:\n")
    empty = told({"lead.yaml": gate, "fields.yaml": "lead:\n  size: number\n"})
    supplied = told(
        {"lead.yaml": gate, "fields.yaml": "lead:\n  size: {type: number, supplied by: Sales}\n"}
    )
    assert [one.partition(" (")[0] for one in empty] == [
        "lead.yaml:35: error: this waits for “size”, which nothing fills"
    ]
    assert supplied == []
