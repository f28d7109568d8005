"""All mistakes are told at once, each with its file and line; the five trial playbooks have none."""

# ruff: noqa: E501 - a table reads best with one case a line

from pathlib import Path

import pytest

from leadline.playbooks.checks.every import check
from leadline.playbooks.problems import errors
from leadline.playbooks.tests.folders import LEAD, told
from leadline.playbooks.vocabulary_files import standard

TRIALS = Path(__file__).parents[4] / "tests" / "playbooks"
FIVE = ("channel-equipment", "lead-management", "presales-contract", "service-renewal",
        "trial-subscription-deal")  # fmt: skip


def test_the_small_playbook_is_in_order() -> None:
    assert told() == []


@pytest.mark.parametrize("name", FIVE)
def test_the_five_trial_playbooks_are_in_order(name: str) -> None:
    found = check(TRIALS / name, standard())
    assert [str(one) for one in errors(found.problems)] == []
    assert found.playbook is not None
    assert len(found.playbook.scenarios) >= 4


def test_twelve_mistakes_in_several_files_are_told_at_once() -> None:
    lead = (
        LEAD.replace("goal: Know whether they want it", "gaol: Know whether they want it")  # 9
        .replace("within: 4 working hours", "within: 4 moons")  # 16
        .replace("send: hello", "send: helo")  # 20
        .replace("when: interest is Yes", "when: interest is Yess")  # 27
        .replace("- open: trial", "- opne: trial")  # 33
        .replace("above 1,000 EUR", "above 1,000")  # 39
        .replace("by: owner", "by: Salse")  # 41
    )
    found = told(
        {
            "lead.yaml": lead,
            "playbook.yaml": "title: Small\nlanguages: [en, fr]\nroles: [Sales]\ntitle: Again\n",
            "emails/hello.md": "---\nsubject: Hello\n---\nDear {{ frist_name }}\n{% if %}\n",
            "guards.yaml": "- action: sned quote\n  only when: quote is signed\n",
            "routes.yaml": "sales:\n  - when: {a: b}\n    to: pool Sales\n",
        }
    )
    places = {one.partition(": ")[0] for one in found}
    assert places >= {
        "lead.yaml:9", "lead.yaml:16", "lead.yaml:20", "lead.yaml:27", "lead.yaml:33",
        "lead.yaml:39", "lead.yaml:41", "playbook.yaml:2", "playbook.yaml:4", "guards.yaml:1",
        "routes.yaml:2",
    }  # fmt: skip
    assert any(place.startswith("emails/hello.md:") for place in places)
    assert any("did you mean “goal”?" in one for one in found)
    assert any("did you mean “hello”?" in one for one in found)
    assert any("did you mean “send quote”?" in one for one in found)


def test_a_scenario_that_does_not_come_true_is_an_error_at_its_line() -> None:
    scenario = """\
scenario: They want it
process: Lead
steps:
  - when: {answer: {interest: "Yes"}}
    then:
      - stage: Bad
"""
    found = told({"scenarios/lead.yaml": scenario})
    assert len(found) == 1
    assert found[0].startswith("scenarios/lead.yaml:6: error: ")
