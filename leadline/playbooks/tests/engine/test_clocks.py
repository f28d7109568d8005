"""Promises: started, warned, missed with later steps, kept, paused, handed over, left."""

from datetime import UTC, datetime, timedelta

from leadline.core.durations import parse_duration
from leadline.playbooks.scenarios.story import Story
from leadline.playbooks.tests.desk import MONDAY, acts, story_of, told

ANSWER = """
    process: Deal
    follows: deal
    clocks:
      quote out:
        from: asked
        until: [quote sent]
        within: 2 working days
        of: owner
        warn: 1 working day before
        missed:
          - tell: owner
          - after: 4 working hours
            task: Do it yourself
    stages:
      Talking:
        clocks:
          first word:
            until: [call logged]
            within: 4 working hours
            warn: at 75 %
            paused while: disputed is yes
            missed:
              - tell: supervisor of owner
        next: [{on: reply received, go to: Silent}]
      Silent: {next: [{on: anything, go to: Won}]}
    ends:
      Won: {outcome: won}
"""
CLOCK = ("clock started", "clock warned", "clock missed", "clock met", "clock stopped")


def clock_times(story: Story, name: str) -> list[tuple[str, datetime]]:
    return [(one.verb.removeprefix("clock "), one.at) for one in story.done
            if one.object == name and one.verb in CLOCK]  # fmt: skip


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


def test_a_clock_warns_and_is_missed_in_working_time() -> None:
    story = story_of(ANSWER, at=at(2, 15))  # two hours left today
    story.until(at(3, 12))
    assert clock_times(story, "first word") == [
        ("started", at(2, 15)),
        ("warned", at(3, 10)),
        ("missed", at(3, 11)),
    ]
    assert acts(story) == ["tell supervisor of owner"]


def test_a_clock_that_is_kept_says_so_and_late_if_it_was_late() -> None:
    story = story_of(ANSWER)
    told(story, "call logged")
    assert clock_times(story, "first word")[-1] == ("met", MONDAY)
    story = story_of(ANSWER)
    story.until(at(3, 9))
    told(story, "call logged")
    met = [one for one in story.done if one.verb == "clock met"]
    assert [one.params["late"] for one in met] == [True]


def test_a_clock_of_the_process_spans_stages_and_takes_its_later_steps() -> None:
    story = story_of(ANSWER)
    told(story, "asked")
    told(story, "reply received")
    story.until(at(5, 9))
    assert clock_times(story, "quote out") == [
        ("started", MONDAY),
        ("warned", at(3, 9)),
        ("missed", at(4, 9)),
    ]
    assert acts(story) == ["tell owner", "task Do it yourself"]
    assert next(e for e in story.done if e.verb == "task").at == at(4, 13)


def test_a_second_request_gets_a_second_run_after_the_first_was_kept() -> None:
    story = story_of(ANSWER)
    for event in ("asked", "asked", "quote sent", "asked"):
        told(story, event)
    assert [what for what, _ in clock_times(story, "quote out")] == ["started", "met", "started"]
    assert len({one.key for one in story.done}) == len(story.done)


def test_time_does_not_run_while_it_is_paused() -> None:
    story = story_of(ANSWER)
    story.until(at(2, 10))
    told(story, "anything", disputed=True)
    assert story.wake_at is None
    story.until(at(4, 10))
    told(story, "anything", disputed=False)
    story.until(at(4, 16))
    assert clock_times(story, "first word")[-1] == ("missed", at(4, 13))


def test_leaving_the_stage_stops_its_clock_but_not_the_process_one() -> None:
    story = story_of(ANSWER)
    told(story, "asked")
    told(story, "reply received")
    assert [what for what, _ in clock_times(story, "first word")] == ["started", "stopped"]
    assert [what for what, _ in clock_times(story, "quote out")] == ["started"]
    told(story, "anything")
    assert [what for what, _ in clock_times(story, "quote out")] == ["started", "stopped"]


MANY = """
    process: Deal
    follows: deal
    stages:
      Handing over:
        next: [{on: routed, go to: Trying}]
      Trying:
        clocks:
          accept:
            from: routed
            until: [reply received]
            within: 1 working day
          tries:
            at least: 2 attempts
            until: [real conversation]
            within: 2 working days
          of two:
            until: [reply received]
            within: 6 working hours
            when reassigned: starts anew
        next: [{on: anything, go to: Won}]
    ends:
      Won: {outcome: won}
"""


def test_an_event_that_led_here_starts_a_clock_here() -> None:
    story = story_of(MANY)
    told(story, "routed")
    assert clock_times(story, "accept") == [("started", MONDAY)]


def test_a_promise_about_a_number_is_kept_by_the_number_or_by_its_event() -> None:
    story = story_of(MANY, stage="Trying")
    told(story, "call logged")
    assert [what for what, _ in clock_times(story, "tries")] == ["started"]
    told(story, "call logged")
    assert [what for what, _ in clock_times(story, "tries")] == ["started", "met"]
    story = story_of(MANY, stage="Trying")
    told(story, "call logged")
    story.wait(parse_duration("3 working days"))
    assert clock_times(story, "tries")[-1] == ("missed", MONDAY + timedelta(days=2))


def test_a_clock_starts_anew_with_a_new_owner_where_it_says_so() -> None:
    story = story_of(MANY, stage="Trying")
    story.until(at(2, 14))
    told(story, "reassigned", owner="Bo")
    story.until(at(3, 17))
    assert clock_times(story, "of two")[1:] == [("started", at(2, 14)), ("missed", at(3, 12))]


def test_a_move_that_records_what_a_clock_waits_for_keeps_it() -> None:
    kept = ANSWER.replace(
        "{on: reply received, go to: Silent}",
        "{on: reply received, go to: Silent, records: call logged}",
    )
    for text, result in ((kept, "clock met first word"), (ANSWER, "clock stopped first word")):
        story = story_of(text)
        told(story, "reply received")
        assert acts(story, *CLOCK)[-1] == result


def test_what_was_spent_is_told_in_working_time() -> None:
    story = story_of(ANSWER)
    story.until(MONDAY + timedelta(hours=1))
    story.happen("field set", sets={"disputed": True})
    story.until(MONDAY + timedelta(hours=3))
    story.happen("field set", sets={"disputed": False})
    story.until(MONDAY + timedelta(hours=3, minutes=30))
    told(story, "call logged")
    [met] = [effect for effect in story.done if effect.verb == "clock met"]
    assert met.params["took"] == timedelta(hours=1, minutes=30)
