"""Conditions are asked at an instant, of the view and of what the engine counts itself."""

from datetime import timedelta

from leadline.playbooks.engine.asking import known
from leadline.playbooks.engine.state import NOT_TOLD
from leadline.playbooks.tests.desk import MONDAY, acts, story_of, way

COMPLETE = """
    process: Deal
    follows: deal
    stages:
      First talk:
        ask:
          note: text
          size: number
        before leaving:
          - First talk is complete
        next:
          - go to: Second
            by: owner
      Second:
        while here:
          - once: arrival more than 2 working days ago
            task: Call
        next: [{on: anything, go to: End}]
    ends:
      End: {outcome: done}
"""


MOVED = """
    process: Deal
    follows: deal
    everywhere:
      - on: call logged
        send: hello
        when: stage is not "First"
    stages:
      First:
        next: [{on: anything, go to: Second}]
      Second:
        next: [{on: routed, go to: End}]
    ends:
      End: {outcome: done}
"""


def test_the_stage_is_the_one_it_stands_in_at_that_instant() -> None:
    """Also where a record is read late and the view was loaded after all that had happened."""
    files = {"fields.yaml": "deal:\n  stage: text\n"}
    story = story_of(MOVED, {"stage": "Second"}, files=files)
    for event in ("call logged", "anything", "call logged"):
        story.now += timedelta(hours=1)
        story.happen(event)
    story.work()
    assert (acts(story), way(story)) == (["send hello"], ["First", "Second"])


def test_a_gate_on_completeness_lists_the_open_questions() -> None:
    story = story_of(COMPLETE)
    story.answer({"note": NOT_TOLD})
    story.ask_to_move("Second")
    assert story.state.wish is not None
    assert story.state.wish.missing[0].fields == ("size",)
    story.answer({"size": 3})
    assert way(story) == ["First talk", "Second"]


def test_working_lengths_in_conditions_go_by_the_owners_hours() -> None:
    story = story_of(COMPLETE, stage="Second", at=MONDAY + timedelta(days=4))  # a Friday
    story.until(MONDAY + timedelta(days=8, hours=-1))
    assert acts(story) == []
    story.until(MONDAY + timedelta(days=8, hours=1))
    assert acts(story) == ["task Call"]


def test_what_was_not_told_is_unknown() -> None:
    assert known({"a": NOT_TOLD, "b": None, "c": 0}) == {"c": 0}
