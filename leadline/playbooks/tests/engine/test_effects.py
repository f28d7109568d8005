"""Effects carry what is needed to do them: parameters worked out, a key, what to do when late."""

from datetime import date

from leadline.playbooks.definition import WhenLate
from leadline.playbooks.tests.desk import acts, story_of, told

OPENING = """
    process: Deal
    follows: deal
    stages:
      Here:
        while here:
          - on: asked
            open: order
            once per: size and deal
            with: [note, size]
          - on: quote sent
            open: order
            with:
              note: By hand
          - on: quote changed
            send: hello
          - on: anything
            stop: sequences
        next: [{on: reply received, go to: Won}]
    ends:
      Won: {outcome: won}
"""


def test_fields_are_taken_along_and_values_given() -> None:
    story = story_of(OPENING, {"note": "fragile", "size": 4})
    told(story, "asked")
    told(story, "quote sent")
    assert [one.params["with"] for one in story.done] == [
        {"note": "fragile", "size": 4},
        {"note": "By hand"},
    ]


def test_once_per_something_is_kept_by_what_it_names() -> None:
    story = story_of(OPENING)
    for size in (4, 5, 4):
        told(story, "asked", size=size)
    assert [one.key for one in story.done] == [
        "once/Deal/size=4+deal:1/Here/while here/open order #1",
        "once/Deal/size=5+deal:1/Here/while here/open order #1",
    ]


def test_what_the_event_names_goes_before_the_field() -> None:
    story = story_of(OPENING, {"size": 4})
    story.happen("asked", data={"size": 9})
    story.work()
    assert "size=9" in story.done[0].key


def test_a_late_letter_is_asked_about() -> None:
    story = story_of(OPENING, {"due day": date(2026, 3, 4)})
    told(story, "quote changed")
    assert [one.when_late for one in story.done] == [WhenLate.ASK]
    assert acts(story) == ["send hello"]
    assert story.done[0].why == "quote changed"


def test_depth_counts_on_with_every_effect() -> None:
    story = story_of(OPENING)
    story.happen("quote changed", depth=4)
    story.work()
    assert story.done[0].depth == 5
