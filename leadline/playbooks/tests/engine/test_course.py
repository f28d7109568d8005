"""The working copy: whose time counts, which events are heard, what is too much."""

from dataclasses import replace

import pytest

from leadline.playbooks.definition import Line, Place, Who, WhoKind
from leadline.playbooks.engine.course import Course, TooMuch, hears, looked_at, who_key
from leadline.playbooks.engine.decision import News
from leadline.playbooks.reader.phrases import moment_from
from leadline.playbooks.tests.desk import MONDAY, story_of

TEXT = """
    process: Deal
    follows: deal
    stages:
      A: {next: [{on: anything, go to: End}]}
    ends:
      End: {outcome: done}
"""


@pytest.fixture
def course() -> Course:
    story = story_of(TEXT)
    return Course(story.playbook, story.state, story.view, story.around())


@pytest.mark.parametrize(
    ("who", "key"),
    [
        (None, "owner:Ann"),
        (Who(WhoKind.OWNER, text="owner"), "owner:Ann"),
        (Who(WhoKind.ROLE, "Sales Admin", text="role Sales Admin"), "role Sales Admin"),
        (Who(WhoKind.POOL, "LDR"), "pool LDR"),
    ],
)
def test_whose_time_counts(who: Who | None, key: str) -> None:
    assert who_key(who, {"owner": "Ann"}) == key
    assert who_key(None, {}) == "owner:"


def test_a_sequence_that_ends_has_had_no_reply(course: Course) -> None:
    course.come_to(MONDAY, News(1, "chase ended", MONDAY))
    assert hears(course, ("Chase ended without reply",))
    assert not hears(course, ("chase stopped", ""))
    course.come_to(MONDAY)
    assert not hears(course, ("chase ended",))


def test_keys_begin_with_the_record_and_the_visit(course: Course) -> None:
    assert course.key("a", 1) == "deal:1/1/a/1"
    assert course.key("a", everywhere=True) == "deal:1/a"


def test_too_much_is_an_error_and_an_instant_begins_anew(course: Course) -> None:
    for number in range(200):
        course.do("send", "x", f"k{number}")
    with pytest.raises(TooMuch):
        course.do("send", "x", "one more")
    course.come_to(MONDAY, News(1, "x", MONDAY, depth=21))
    with pytest.raises(TooMuch):
        course.do("send", "x", "too deep")


def test_what_a_line_waits_for() -> None:
    line = Line("l", Place("deal.yaml", 1))
    assert looked_at(line) == ""
    assert looked_at(replace(line, on="quote sent")) == "quote sent"
    assert (
        looked_at(replace(line, at=moment_from("3 days after arrival"))) == "3 days after arrival"
    )


def test_a_change_that_no_field_counts_keeps_the_asker(course: Course) -> None:
    asker = course.asker
    course.fire("x")
    assert course.asker is asker
    course.remember(cycle=2)
    assert course.asker.values["cycle"] == 2
