"""Order in time, sleep, and what happens when one event leads to too much (rules 4 and 9)."""

from datetime import UTC, datetime, timedelta

from leadline.core.actor import AUTOMATION
from leadline.playbooks.engine.deciding import decide
from leadline.playbooks.engine.decision import News
from leadline.playbooks.scenarios.story import SOMEBODY
from leadline.playbooks.tests.desk import MONDAY, acts, story_of, told, way

TIMED = """
    process: Deal
    follows: deal
    stages:
      Quoted:
        while here:
          - 3 days after arrival:
              go to: Silent
        next:
          - on: reply received
            go to: Talking
      Talking: {next: [{on: anything, go to: Won}]}
      Silent: {next: [{on: reply received, go to: Talking}]}
    ends:
      Won: {outcome: won}
"""
THREE_DAYS = MONDAY + timedelta(days=3)


def slept(*events: tuple[str, datetime]) -> list[str]:
    """The way of a record whose worker slept for ten days over these events."""
    story = story_of(TIMED)
    news = [News(seq, name, at, AUTOMATION) for seq, (name, at) in enumerate(events, 1)]
    story.now = MONDAY + timedelta(days=10)
    decision = decide(story.playbook, story.state, news, story.view, story.around())
    return ["Quoted", *(move.new for move in decision.moves)]


def test_an_event_before_the_moment_comes_first() -> None:
    assert slept(("reply received", THREE_DAYS - timedelta(seconds=1))) == ["Quoted", "Talking"]


def test_an_event_after_the_moment_comes_second() -> None:
    later = THREE_DAYS + timedelta(seconds=1)
    assert slept(("reply received", later)) == ["Quoted", "Silent", "Talking"]


def test_events_come_before_moments_of_the_same_instant() -> None:
    assert slept(("reply received", THREE_DAYS)) == ["Quoted", "Talking"]


def test_what_an_event_replaced_is_what_was_known_before_it() -> None:
    text = TIMED.replace("go to: Silent", "go to: Silent\n              when: urgent is yes")
    story = story_of(text, {"urgent": True})
    story.now = MONDAY + timedelta(days=10)
    story.happen("anything", sets={"urgent": False})
    story.work()
    assert way(story) == ["Quoted", "Silent"]  # it was urgent on the third day


def test_an_event_from_before_is_answered_after_what_was_done_since() -> None:
    story = story_of(TIMED)
    story.until(THREE_DAYS + timedelta(days=1))
    old = News(1, "reply received", MONDAY)
    decision = decide(story.playbook, story.state, [old], story.view, story.around())
    assert [move.at for move in decision.moves] == [THREE_DAYS]  # not before what is answered


CHAIN = """
    process: Deal
    follows: deal
    stages:
      Here:
        next:
          - go to: There
            when: urgent is yes
      There:
        on arrival:
          - send: hello
        next:
          - go to: Here
            when: urgent is yes
    ends:
      Won: {outcome: won}
"""


def test_a_chain_without_end_makes_the_record_stuck_and_does_nothing_else() -> None:
    story = story_of(CHAIN)
    told(story, "anything", urgent=True)
    assert (story.state.stage, story.state.visit) == ("Here", 1)
    assert acts(story, "stuck", "send") == ["stuck Here"]
    assert "20 moves" in story.state.stuck
    assert story.wake_at is None


def test_nothing_automatic_happens_until_a_person_acts() -> None:
    story = story_of(CHAIN)
    told(story, "anything", urgent=True)
    told(story, "reply received", urgent=False)
    assert story.state.stuck
    story.happen("anything", actor=SOMEBODY)
    story.work()
    assert story.state.stuck == ""


def test_a_chain_through_other_records_ends_by_its_depth() -> None:
    story = story_of(
        CHAIN.replace("Here\n            when: urgent is yes", "Won\n            by: owner")
    )
    story.happen("anything", sets={"urgent": True}, depth=20)
    story.work()
    assert story.state.stuck


MANY = """
    process: Deal
    follows: deal
    stages:
      Here:
        on arrival:
          - send: hello
        while here:
          - on: anything
            send: hello
LINES
        next: [{on: quote sent, go to: Won}]
    ends:
      Won: {outcome: won}
"""


def test_the_200th_effect_is_done_and_one_more_is_too_much() -> None:
    def lines(count: int) -> str:
        return "\n".join(f"          - {{on: asked, task: T{number}}}" for number in range(count))

    story = story_of(MANY.replace("LINES", lines(200)))
    told(story, "asked")
    assert (len(acts(story, "task")), story.state.stuck) == (200, "")
    story = story_of(MANY.replace("LINES", lines(201)))
    told(story, "asked")
    assert acts(story, "task", "stuck") == ["stuck Here"]


def test_summer_time_does_not_move_the_hour_of_a_moment() -> None:
    story = story_of(TIMED, at=datetime(2026, 3, 27, 9, tzinfo=UTC))
    assert story.wake_at == datetime(2026, 3, 30, 8, tzinfo=UTC)
