"""Keys nobody took are unknown, with the nearest known one; shapes that do not fit are told."""

# ruff: noqa: E501 - a table reads best with one case a line

import pytest

from leadline.playbooks.reader.section import parsed_duration
from leadline.playbooks.tests.folders import spoiled


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("    goal: Know", "    gaol: Know", "lead.yaml:9: error: “gaol” is not known here (did you mean “goal”?)"),
        ("owner: Sales\n", "owner: [Sales]\n", "lead.yaml:3: error: “owner” takes one value"),
        ("owner: Sales\n", "owner:\n", "lead.yaml:3: error: “owner” has no value"),
        ("follows: lead\n", "", "lead.yaml:1: error: “follows” is missing here"),
        ("    until: [call logged]", "    until: [[call logged]]", "“until” is a list of plain phrases"),
        ("    clocks:\n      first call:", "    clocks:\n      first call: soon\n      other:", "“first call” takes a table"),
        ("begins:\n  - on: lead opened\n    at stage: New", "begins:\n  - lead opened", "here “key: value” lines are expected"),
    ],
)  # fmt: skip
def test_shapes(old: str, new: str, told: str) -> None:
    found = spoiled(old, new)
    assert any(told in one for one in found), found


def test_a_duration_or_none() -> None:
    assert str(parsed_duration("3 working days")) == "3 working days"
    assert parsed_duration("soon") is None
