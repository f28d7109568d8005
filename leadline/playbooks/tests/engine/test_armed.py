"""What a record waits for: it wakes at the earliest, and at what time alone makes true (11, 12)."""

from datetime import UTC, date, datetime, timedelta

from leadline.playbooks.engine.decision import Result
from leadline.playbooks.tests.desk import MONDAY, acts, story_of, told, way

SHIPPED = """
    process: Deal
    follows: deal
    stages:
      Shipped:
        while here:
          - 14 days after shipped:
              - send: reminder
                when: urgent is not yes or urgent unknown
              - task: Contact them
          - 3 days after arrival:
              send: hello
          - 2 months after shipped:
              task: Is it running?
              by: 3 months after shipped
        next:
          - go to: Good
            when: paid is yes and shipped more than 3 months ago
          - on: reply received
            go to: Talking
      Talking: {next: [{on: reply received, go to: Shipped}]}
    ends:
      Good: {outcome: done}
"""
SHIPPED_AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_it_wakes_at_the_earliest_and_follows_a_date_that_moves() -> None:
    story = story_of(SHIPPED, {"shipped": SHIPPED_AT})
    assert story.wake_at == MONDAY + timedelta(days=3)
    story.until(MONDAY + timedelta(days=4))
    assert story.wake_at == SHIPPED_AT + timedelta(days=14)
    told(story, "date changed", shipped=SHIPPED_AT + timedelta(days=2))
    assert story.wake_at == SHIPPED_AT + timedelta(days=16)
    told(story, "date changed", shipped=None)
    assert story.wake_at is None


def test_a_line_is_judged_when_its_moment_comes_and_not_again() -> None:
    story = story_of(SHIPPED, {"shipped": SHIPPED_AT})
    told(story, "anything", urgent=True)
    story.until(SHIPPED_AT + timedelta(days=20))
    told(story, "anything", urgent=False)
    story.until(SHIPPED_AT + timedelta(days=30))
    assert acts(story) == ["send hello", "task Contact them"]


def test_a_window_says_until_when() -> None:
    story = story_of(SHIPPED, {"shipped": SHIPPED_AT})
    story.until(datetime(2026, 5, 2, tzinfo=UTC))
    (running,) = [one for one in story.done if one.object == "Is it running?"]
    assert running.at == datetime(2026, 5, 1, 11, tzinfo=UTC)  # summer: the same wall time
    assert running.params["deadline"] == datetime(2026, 6, 1, 11, tzinfo=UTC)


def test_time_alone_makes_a_line_fit_and_wakes_the_record() -> None:
    story = story_of(SHIPPED, {"shipped": SHIPPED_AT, "paid": True})
    story.until(datetime(2026, 7, 1, tzinfo=UTC))
    assert way(story) == ["Shipped", "Good"]
    assert story.moves[-1].at.date() == date(2026, 6, 1)


def test_sends_and_tasks_that_were_past_on_arrival_are_skipped_and_say_so() -> None:
    story = story_of(SHIPPED, {"shipped": SHIPPED_AT - timedelta(days=30)})
    story.until(MONDAY + timedelta(days=1))
    assert acts(story) == []
    past = [r.line for one in story.decisions for r in one.reasons if r.result is Result.PAST]
    assert past == ["Shipped/while here/send reminder", "Shipped/while here/task Contact them"]


def test_re_entry_begins_moments_on_arrival_anew() -> None:
    story = story_of(SHIPPED)
    story.until(MONDAY + timedelta(days=4))
    told(story, "reply received")
    told(story, "reply received")
    story.until(MONDAY + timedelta(days=8))
    assert acts(story) == ["send hello", "send hello"]
    assert story.state.times_in == {"Shipped": 2, "Talking": 1}


PAST_MOVE = """
    process: Deal
    follows: deal
    stages:
      Awaiting:
        while here:
          - on: anything
            send: hello
        next:
          - at: end of due day
            go to: Chasing
          - at: due day
            go to: Awaiting
            when: urgent is yes
      Chasing: {next: [{on: anything, go to: Won}]}
    ends:
      Won: {outcome: won}
"""


def test_a_move_whose_moment_is_past_happens_at_once() -> None:
    story = story_of(PAST_MOVE, {"due day": date(2026, 2, 20)})
    assert [(one.new, one.at) for one in story.moves] == [("Awaiting", MONDAY), ("Chasing", MONDAY)]


def test_the_due_day_itself_is_in_time() -> None:
    story = story_of(PAST_MOVE, {"due day": date(2026, 3, 2)})
    story.until(datetime(2026, 3, 2, 23, 59, tzinfo=UTC))
    assert way(story) == ["Awaiting"]
    story.until(datetime(2026, 3, 3, tzinfo=UTC))
    assert way(story) == ["Awaiting", "Chasing"]


LATE = """
    process: Deal
    follows: deal
    stages:
      Opening:
        on arrival:
          - open: trial
            within: 2 days
            then go to: Done
    ends:
      Done: {outcome: done}
"""


def test_an_action_that_takes_too_long_is_told_once() -> None:
    story = story_of(LATE)
    story.until(MONDAY + timedelta(days=5))
    (late,) = [one for one in story.done if one.verb == "overdue"]
    assert (late.object, late.at) == ("open trial", MONDAY + timedelta(days=2))
    story.finish(story.done[0])
    assert way(story) == ["Opening", "Done"]
