"""What is counted of a way: stays in a cycle, attempts, what came here, what is complete."""

from dataclasses import replace

from leadline.conditions.context import Context
from leadline.playbooks.engine.counting import (
    asked_with,
    asker_of,
    counted,
    own_fields,
    stages_asked_about,
)
from leadline.playbooks.engine.state import NOT_TOLD, Heard, State
from leadline.playbooks.tests.desk import MONDAY, story_of, told
from leadline.playbooks.tests.engine.test_asking import COMPLETE

STATE = State(
    "Deal", "Second", MONDAY, MONDAY, MONDAY, visit=4, cycle=2,
    times_in={"First talk": 1, "Second": 3}, heard={"call logged": Heard(2, MONDAY)},
)  # fmt: skip
ASKED = {"times in second", "times in end", "call logged here", "real conversation here",
         "first talk is complete", "size"}  # fmt: skip


def test_the_engines_own_fields_are_counted_from_the_state() -> None:
    stages = story_of(COMPLETE).playbook.processes["Deal"].stages.values()
    found = counted(own_fields(ASKED, stages), STATE, frozenset({"call logged"}))
    assert found == {
        "times in second": 3, "times in end": 0, "call logged here": True,
        "real conversation here": False, "stage": "Second", "arrival": MONDAY, "cycle": 2,
        "times here": 3, "attempts here": 2, "rounds here": 0,
    }  # fmt: skip


def test_what_is_complete_is_told_where_its_questions_are_known() -> None:
    stages = tuple(story_of(COMPLETE).playbook.processes["Deal"].stages.values())
    assert asked_with(ASKED, stages) == ASKED | {"note"}
    own = own_fields(ASKED, stages)
    asker = asker_of(own, STATE, {"note": NOT_TOLD, "size": 3}, Context(MONDAY))
    assert (asker.values["first talk is complete"], asker.values["cycle"]) == (True, 2)
    assert "note" not in asker.values
    asker = asker_of(own, replace(STATE, cycle=1), {"note": "Known"}, Context(MONDAY))
    assert (asker.values["first talk is complete"], asker.values["cycle"]) == (False, 1)


def test_of_what_follows_no_process_nothing_is_counted() -> None:
    own = own_fields(ASKED, ())
    assert asker_of(own, None, {"size": 3}, Context(MONDAY)).values == {"size": 3}


def test_the_stages_whose_completeness_is_asked() -> None:
    story = story_of(COMPLETE)
    found = stages_asked_about(story.playbook, "Deal")
    assert {name: stage.name for name, stage in found.items()} == {
        "first talk is complete": "First talk"
    }
    told(story, "anything")
    assert story.state.stage == "First talk"
