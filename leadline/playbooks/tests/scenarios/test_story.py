"""A story drives its clock, carries out what is done at once, and ends where nothing ends."""

from datetime import timedelta

import pytest

from leadline.core.durations import parse_duration
from leadline.playbooks.scenarios import story as stories
from leadline.playbooks.tests.desk import MONDAY, acts, story_of, told

TEXT = """
    process: Deal
    follows: deal
    stages:
      A:
        owner: role Finance
        on arrival:
          - set: note
            to: welcome
        while here:
          - 2 days after arrival:
              send: hello
        next:
          - on: anything
            go to: B
            records: quote changed
      B:
        while here:
          - on: quote changed
            send: goodbye
        next: [{on: quote sent, go to: End}]
    ends:
      End: {outcome: done}
"""


def test_what_the_language_does_itself_is_done_at_once() -> None:
    story = story_of(TEXT)
    assert (story.view["note"], story.view["owner"]) == ("welcome", "role Finance")


def test_what_is_recorded_is_news_to_the_record_itself() -> None:
    story = story_of(TEXT)
    told(story, "anything")
    assert acts(story) == ["send goodbye"]


def test_time_passes_by_working_hours_and_wakes_the_record() -> None:
    story = story_of(TEXT)
    story.wait(parse_duration("3 working days"))
    assert story.now == MONDAY + timedelta(days=3)
    assert [one.at for one in story.done if one.verb == "send"] == [MONDAY + timedelta(days=2)]


def test_a_record_that_never_rests_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    story = story_of(TEXT)
    monkeypatch.setattr(stories, "MOST_ROUNDS", 0)
    with pytest.raises(RuntimeError, match="never comes to rest"):
        story.work()
