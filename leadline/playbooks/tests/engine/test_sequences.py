"""Cadences beside the stages: steps, ends, stops, pauses, dates that are past or move."""

from datetime import UTC, date, datetime, timedelta

from leadline.playbooks.engine.decision import Result
from leadline.playbooks.tests.desk import MONDAY, acts, story_of, told, way

DEAL = """
    process: Deal
    follows: deal
    stages:
      Quoted:
        on arrival:
          - start: chase
        next:
          - on: chase ended without reply
            go to: Silent
          - on: quote accepted
            go to: Accepted
      Accepted:
        on arrival:
          - start: payment
        next: [{on: anything, go to: Won}]
      Silent: {next: [{on: quote changed, go to: Quoted}]}
    ends:
      Won: {outcome: won, stop: [sequences]}
"""
CADENCES = {
    "cadences.yaml": """
        sequence: chase
        steps:
          - 3 days: {send: reminder}
          - 7 days: {send: goodbye}
        stops on: [reply received]
        pause while: disputed is yes
        ---
        sequence: payment
        around: due day
        steps:
          - -3 days: {send: hello}
          - 0 days: {send: reminder}
          - 3 days: {task: Escalate}
        only while: paid is not yes or paid unknown
        already past: skipped
        ---
        sequence: nurture
        every: 10 days
        steps:
          - 1 day: {send: hello}
    """
}


def day(number: int, hour: int = 9) -> datetime:
    return datetime(2026, 3, number, hour, tzinfo=UTC)


def test_steps_then_the_end_which_is_news_to_the_record() -> None:
    story = story_of(DEAL, files=CADENCES)
    story.until(day(20))
    assert [(e.object, e.at) for e in story.done if e.verb == "send"] == [
        ("reminder", day(5)),
        ("goodbye", day(9)),
    ]
    assert [(m.new, m.at) for m in story.moves] == [("Quoted", MONDAY), ("Silent", day(9))]


def test_started_again_it_counts_from_then_with_new_keys() -> None:
    story = story_of(DEAL, files=CADENCES)
    story.until(day(20))
    told(story, "quote changed")
    story.until(day(28))
    assert acts(story) == ["send reminder", "send goodbye"] * 2
    assert len({e.key for e in story.done}) == len(story.done)


def test_a_reply_stops_it_and_it_outlives_its_stage_otherwise() -> None:
    story = story_of(DEAL, files=CADENCES)
    told(story, "reply received")
    story.until(day(20))
    assert acts(story) == []
    story = story_of(DEAL, files=CADENCES)
    told(story, "quote accepted")
    story.until(day(6))
    assert acts(story) == ["send reminder"]


def test_a_pause_pushes_the_steps_on() -> None:
    story = story_of(DEAL, files=CADENCES)
    story.until(day(4))
    told(story, "anything", disputed=True)
    story.until(day(10))
    assert acts(story) == []
    told(story, "anything", disputed=False)
    story.until(day(12))
    assert [e.at for e in story.done if e.verb == "send"] == [day(11)]


def test_steps_around_a_day_that_are_past_are_skipped_and_say_so() -> None:
    story = story_of(DEAL, {"due day": date(2026, 3, 4)}, files=CADENCES, stage="Accepted")
    story.until(day(3))
    assert acts(story) == []
    past = [r for one in story.decisions for r in one.reasons if r.result is Result.PAST]
    assert [one.line for one in past] == ["sequence payment/send hello"]
    story.until(day(8))
    assert acts(story) == ["send reminder", "task Escalate"]


def test_the_day_moves_and_the_steps_with_it() -> None:
    story = story_of(DEAL, {"due day": date(2026, 3, 10)}, files=CADENCES, stage="Accepted")
    told(story, "date changed", due_day=date(2026, 3, 20))
    story.until(day(16))
    assert acts(story) == []
    story.until(day(20))
    assert [(e.object, e.at) for e in story.done if e.verb == "send"] == [
        ("hello", day(17)),
        ("reminder", day(20)),
    ]


def test_it_stops_when_its_reason_is_gone_and_at_an_end_that_stops_sequences() -> None:
    story = story_of(DEAL, {"due day": date(2026, 3, 10)}, files=CADENCES, stage="Accepted")
    told(story, "payment booked", paid=True)
    story.until(day(30))
    assert acts(story) == []
    story = story_of(DEAL, {"due day": date(2026, 3, 10)}, files=CADENCES, stage="Accepted")
    told(story, "anything")
    story.until(day(30))
    assert acts(story) == []
    assert acts(story, "record") == ["record payment stopped"]


def test_one_that_says_every_comes_again_and_again() -> None:
    text = DEAL.replace("start: chase", "start: nurture")
    story = story_of(text, files=CADENCES)
    story.until(day(2) + timedelta(days=25))
    assert [e.at for e in story.done if e.verb == "send"] == [day(3), day(13), day(23)]


def test_two_ends_of_a_story() -> None:
    story = story_of(DEAL, files=CADENCES)
    told(story, "quote accepted")
    assert way(story) == ["Quoted", "Accepted"]
