"""The order of lines, the frozen view, what is read and what is not (rules 5 to 7, 10)."""

from datetime import timedelta

import pytest

from leadline.playbooks.engine.decision import Result
from leadline.playbooks.tests.desk import acts, story_of, told, way

ORDER = """
    process: Deal
    follows: deal
    everywhere:
      - on: quote sent
        send: hello
    stages:
      Talking:
        while here:
          - on: quote sent
            task: While here
          - once: urgent is yes
            task: Once
        next:
          - on: quote sent
            go to: Quoted
          - on: quote sent
            send: goodbye
      Quoted:
        on arrival:
          - send: welcome
        next:
          - on: quote sent
            go to: Won
    ends:
      Won: {outcome: won}
"""


def test_lines_are_read_everywhere_then_here_then_once_then_next() -> None:
    story = story_of(ORDER)
    told(story, "quote sent", urgent=True)
    assert acts(story) == ["send hello", "task While here", "task Once", "send welcome"]


def test_the_event_that_led_to_a_stage_is_not_heard_there() -> None:
    story = story_of(ORDER)
    told(story, "quote sent")
    assert way(story) == ["Talking", "Quoted"]
    told(story, "quote sent")
    assert way(story) == ["Talking", "Quoted", "Won"]


def test_the_decision_says_what_was_not_read_and_what_did_not_fit() -> None:
    story = story_of(ORDER)
    story.happen("quote sent")
    before = len(story.decisions)
    story.work()
    reasons = {r.line: r for r in story.decisions[before].reasons}
    assert reasons["Talking/next/send goodbye"].result is Result.NOT_READ
    once = reasons["Talking/while here/task Once"]
    assert (once.result, once.values) == (Result.NO_FIT, {"urgent": None})
    assert reasons["Talking/next/go to Quoted"].result is Result.FIRED


@pytest.mark.parametrize(
    ("event", "keys"),
    [("quote sent", {"deal:1/1/everywhere/send hello/event 1",
                     "deal:1/1/Talking/while here/task While here/event 1",
                     "deal:1/2/Quoted/on arrival/send welcome"}),
     ("anything", {"deal:1/1/Talking/while here/task Once"})],
)  # fmt: skip
def test_keys_name_visit_line_and_event(event: str, keys: set[str]) -> None:
    story = story_of(ORDER)
    told(story, event, urgent=event == "anything")
    assert {e.key for e in story.done if e.verb in ("send", "task")} == keys


CHOICES = """
    process: Deal
    follows: deal
    stages:
      Talking:
        ask:
          note: text
          size: {ask: number, needed when: "urgent is yes"}
        next:
          - go to: Big
            when: size above 10
          - go to: Small
      Big: {next: [{on: anything, go to: Won}]}
      Small: {next: [{on: anything, go to: Won}]}
    ends:
      Won: {outcome: won}
"""


def test_next_is_read_once_all_needed_answers_are_there() -> None:
    story = story_of(CHOICES, {"urgent": True})
    story.answer({"note": "yes"})
    assert way(story) == ["Talking"]
    story.answer({"size": 11})
    assert way(story) == ["Talking", "Big"]


def test_an_answer_that_is_not_needed_does_not_hold_and_otherwise_is_last() -> None:
    story = story_of(CHOICES)
    story.answer({"note": "yes"})
    assert way(story) == ["Talking", "Small"]


def test_asked_and_not_told_counts_as_answered_but_not_as_known() -> None:
    story = story_of(CHOICES, {"urgent": True, "size": "asked, not told"})
    story.answer({"note": "asked, not told"})
    assert way(story) == ["Talking", "Small"]


def test_a_stage_that_asks_nothing_is_complete_on_arrival() -> None:
    text = CHOICES.replace("next: [{on: anything, go to: Won}]", "next: [{go to: Won}]")
    story = story_of(text, {"note": "there"})
    assert way(story) == ["Talking", "Small", "Won"]


ONCE = """
    process: Deal
    follows: deal
    everywhere:
      - once: deal amount above 100 GBP
        open: order
        once per: deal
    stages:
      Here:
        while here:
          - once: urgent is yes
            task: Hurry
        next: [{on: quote sent, go to: There}]
      There:
        on arrival:
          - send: goodbye
            once per: deal
        next: [{on: quote changed, go to: Here}]
    ends:
      Won: {outcome: won}
"""


def test_once_fires_once_a_visit_and_once_per_deal_only_once() -> None:
    story = story_of(ONCE, {"urgent": True, "deal amount": (20_000, "GBP")})
    told(story, "anything")
    for event in ("quote sent", "quote changed", "quote sent"):
        told(story, event)
    assert acts(story) == ["open order", "task Hurry", "send goodbye", "task Hurry"]
    assert story.done[0].key == "once/Deal/deal:1/everywhere/open order"


def test_a_once_that_becomes_true_later_fires_then() -> None:
    story = story_of(ONCE, {"deal amount": (9_999, "GBP")})
    assert acts(story) == []
    told(story, "anything", deal_amount=(10_001, "GBP"))
    assert acts(story) == ["open order"]


THEN = """
    process: Deal
    follows: deal
    stages:
      Opening:
        on arrival:
          - open: trial
            then go to: On trial
        while here:
          - 1 day after arrival:
              task: Where is the trial?
        next: [{on: quote sent, go to: Elsewhere}]
      On trial:
        on arrival:
          - send: welcome
            then go to: Elsewhere
      Elsewhere: {next: [{on: anything, go to: Won}]}
    ends:
      Won: {outcome: won}
"""


def test_then_is_read_when_the_action_has_finished() -> None:
    story = story_of(THEN)
    (opening,) = story.done
    assert opening.awaited
    waiting = story.state.waiting[opening.key]
    assert (waiting.doing, waiting.going_to) == ("open trial", "On trial")
    story.finish(opening)
    assert way(story) == ["Opening", "On trial", "Elsewhere"]  # a letter is done at once
    assert story.state.waiting == {}


def test_a_failed_action_moves_nothing_and_waits_no_more() -> None:
    story = story_of(THEN)
    story.finish(story.done[0], failed="no seats")
    assert way(story) == ["Opening"]
    assert story.state.waiting == {}


def test_an_action_that_finishes_after_its_stage_was_left_moves_nothing() -> None:
    story = story_of(THEN)
    opening = story.done[0]
    told(story, "quote sent")
    story.finish(opening)
    assert way(story) == ["Opening", "Elsewhere"]


def test_what_was_done_at_an_instant_is_heard_before_later_moments() -> None:
    """A worker that slept over the task's day does not move on before the letter has left."""
    story = story_of(THEN)
    story.happen("anything", data={"finishes": story.done[0].key})
    story.now += timedelta(days=3)
    story.work()
    assert way(story) == ["Opening", "On trial", "Elsewhere"]
    assert acts(story, "task") == []


HELD_AT_ONE_MOMENT = """
    process: Deal
    follows: deal
    stages:
      Talking:
        while here:
          - 3 days after arrival:
              go to: Quoted
        next:
          - 3 days after arrival:
              go to: Lost
      Quoted:
        before entering:
          - urgent is yes
        next:
          - go to: Lost
            by: owner
    ends:
      Lost: {outcome: lost}
"""


def test_a_moment_that_comes_while_another_line_is_held_back_comes_once() -> None:
    """The gate keeps the first line's wish; the second line is not read, and time goes on."""
    story = story_of(HELD_AT_ONE_MOMENT)
    story.until(story.now + timedelta(days=5))
    assert way(story) == ["Talking"]
    told_at_last = story.decisions[-1].reasons
    assert all(reason.line != "Talking/next/go to Lost" for reason in told_at_last)
    told(story, "anything", urgent=True)
    assert way(story) == ["Talking", "Quoted"]
