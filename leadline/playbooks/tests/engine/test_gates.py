"""Gates on both sides, what they let through, and what is told to be missing (rule 8)."""

from leadline.playbooks.engine.state import Lack
from leadline.playbooks.tests.desk import acts, story_of, told, way

GATED = """
    process: Deal
    follows: deal
    stages:
      Talking:
        ask:
          note: {ask: text, optional: yes}
        before leaving:
          - note known
        next:
          - go to: Waiting
            when: urgent is yes
            even if: incomplete
          - on: quote accepted
            go to: Billing
          - on: quote sent
            go to: Lost
      Waiting: {next: [{on: anything, go to: Lost}]}
      Billing:
        before entering:
          - size above 10
        next: [{on: anything, go to: Lost}]
    ends:
      Lost: {outcome: lost}
"""


def test_both_gates_hold_a_wish_and_what_is_unknown_is_asked_for_once() -> None:
    story = story_of(GATED)
    told(story, "quote accepted")
    assert story.state.wish is not None
    missing = {one.kind: (one.name, one.fields) for one in story.state.wish.missing}
    assert missing == {
        Lack.LEAVING: ("note known", ("note",)),
        Lack.ENTERING: ("size above 10", ("size",)),
    }
    told(story, "anything")
    assert acts(story, "ask") == ["ask note", "ask size"]
    assert {e.key for e in story.done if e.verb == "ask"} == {
        "deal:1/1/ask/note",
        "deal:1/1/ask/size",
    }


def test_a_known_value_that_shuts_a_gate_is_missing_but_nothing_is_asked() -> None:
    story = story_of(GATED, {"note": "there", "size": 3})
    told(story, "quote accepted")
    assert story.decisions[-1].missing[0].fields == ()
    assert acts(story, "ask") == []
    told(story, "anything", size=11)
    assert way(story) == ["Talking", "Billing"]


def test_ends_and_even_if_incomplete_skip_the_exit_gate() -> None:
    story = story_of(GATED)
    told(story, "quote sent")
    assert way(story) == ["Talking", "Lost"]
    story = story_of(GATED)
    told(story, "anything", urgent=True)
    assert way(story) == ["Talking", "Waiting"]


def test_an_automatic_wish_is_read_again_under_the_new_answers() -> None:
    """The wish was made under other answers: the line that fits now goes first."""
    story = story_of(GATED)
    told(story, "quote accepted")
    told(story, "anything", urgent=True)
    assert way(story) == ["Talking", "Waiting"]
    assert story.state.wish is None


def test_an_unmet_wish_is_met_as_soon_as_everything_is_there() -> None:
    story = story_of(GATED)
    told(story, "quote accepted")
    told(story, "anything", note="x")
    assert way(story) == ["Talking"]
    told(story, "anything", size=20)
    assert way(story) == ["Talking", "Billing"]


ENDS_ASK = """
    process: Deal
    follows: deal
    stages:
      Talking:
        next:
          - on: quote sent
            go to: Later
            ask:
              due day: day
          - on: quote accepted
            go to: Lost
          - go to: Lost
            by: owner
      Later: {next: [{on: anything, go to: Lost}]}
    ends:
      Lost:
        outcome: lost
        ask:
          note: text
"""


def test_a_person_says_why_before_the_end_and_a_machine_need_not() -> None:
    story = story_of(ENDS_ASK)
    story.ask_to_move("Lost")
    assert story.state.wish is not None
    assert [one.name for one in story.state.wish.missing] == ["note"]
    story.ask_to_move("Lost", answers={"note": "too dear"})
    assert way(story) == ["Talking", "Lost"]
    assert story.moves[-1].sets == {"note": "too dear"}
    story = story_of(ENDS_ASK)
    told(story, "quote accepted")
    assert way(story) == ["Talking", "Lost"]


def test_data_on_the_way_holds_an_automatic_move_too() -> None:
    story = story_of(ENDS_ASK)
    told(story, "quote sent")
    assert story.state.wish is not None
    assert story.state.wish.missing[0].fields == ("due day",)
