"""Scenarios are read as plain steps; what they name must exist."""

# ruff: noqa: E501 - a table reads best with one case a line

import pytest

from leadline.playbooks.tests.folders import small, told

STORY = """\
scenario: They want it
process: Lead
given:
  at: 2026-03-02 09:00
  budget: 5,000 EUR
steps:
  - when: {answer: {interest: "Yes"}}
    then:
      - stage: Trying
  - when: {go to: Bad, by: owner}
    then:
      - still at: Trying
      - wish: Bad
"""


def test_a_scenario() -> None:
    story = STORY.replace("by: owner}", "by: owner, with: {reason: Price}}").replace(
        "      - still at: Trying\n      - wish: Bad\n", "      - stage: Bad\n"
    )
    (read,) = small({"scenarios/a.yaml": story}).scenarios
    assert read.name == "They want it"
    assert [kind for _place, kind, _what in read.steps] == ["given", "when", "then", "when", "then"]
    assert read.steps[1][2] == {"answer": {"interest": "Yes"}}
    assert read.steps[2][0].line == 9


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("process: Lead", "process: Leda", "there is no process “Leda” (did you mean “Lead”?)"),
        ("stage: Trying", "stage: Tring", "scenarios/a.yaml:9: error: there is no stage “Tring”"),
        ("budget:", "budgte:", "no field is called “budgte” (did you mean “budget”?)"),
        ("when: {answer:", "when: {answr:", "“answr” is not known here (did you mean “answer”?)"),
        ("interest: \"Yes\"", "intrest: x", "no field is called “intrest”"),
        ("    then:\n      - stage: Trying", "    than:\n      - stage: Trying", "“than” is not known here"),
        ("{answer: {interest: \"Yes\"}}", "{event: rain}", "no event is called “rain”"),
    ],
)  # fmt: skip
def test_mistakes(old: str, new: str, message: str) -> None:
    found = told({"scenarios/a.yaml": STORY.replace(old, new)})
    assert any(message in one for one in found), found


def test_a_scenario_without_steps() -> None:
    found = told({"scenarios/a.yaml": "scenario: Nothing\nprocess: Lead\n"})
    assert found == ["scenarios/a.yaml:1: error: a scenario has steps"]
