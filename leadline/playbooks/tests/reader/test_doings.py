"""Acts and their options; objects that do not exist are told with the nearest that does."""

# ruff: noqa: E501 - a table reads best with one case a line

import pytest

from leadline.playbooks.tests.folders import SMALL, replaced, small, spoiled


def test_options_are_typed() -> None:
    playbook = replaced(
        "by: Sales",
        "by: 5 days after arrival\n          within: 2 days\n          agenda: [One, Two]",
    )
    (doing,) = playbook.processes["Lead"].stages["New"].while_here[0].does
    assert doing.phrase == "task Call them"
    assert doing.options["deadline"].text == "5 days after arrival"
    assert str(doing.options["within"]) == "2 days"
    assert doing.options["agenda"] == ("One", "Two")


def test_whom_to_tell_is_somebody() -> None:
    (line,) = small().processes["Lead"].stages["New"].clocks[0].missed
    assert line.does[0].options["who"].kind == "supervisor"


def test_a_holiday_ends_a_window() -> None:
    files = {
        "playbook.yaml": SMALL["playbook.yaml"] + "holidays: [New Year]\n",
        "lead.yaml": SMALL["lead.yaml"].replace("by: Sales", "by: New Year"),
    }
    (doing,) = small(files).processes["Lead"].stages["New"].while_here[0].does
    assert (doing.options["deadline"].kind, doing.options["deadline"].field) == (
        "holiday",
        "New Year",
    )


@pytest.mark.parametrize(
    ("new", "told"),
    [
        ("- open: trail", "“trail” is no process and nothing that can be opened (did you mean “trial”?)"),
        ("- play: song", "there is nothing to say called “song”"),
        ("- start: chase", "there is no sequence “chase”"),
        ("- end: tial", "no action is called “end tial” (did you mean “end trial”?)"),
        ("- set: budgt", "no field is called “budgt” (did you mean “budget”?)"),
        ("- open: deal\n        at stage: Nowhere", "there is no stage “Nowhere”"),
        ("- open: deal\n        with: [nothing known]", "no field is called “nothing known”"),
        ("- open: deal\n        task: Look\n        by: owner", "“by” could belong to any of several actions"),
    ],
)  # fmt: skip
def test_objects(new: str, told: str) -> None:
    found = spoiled("- open: trial", new)
    assert any(told in one for one in found), found
