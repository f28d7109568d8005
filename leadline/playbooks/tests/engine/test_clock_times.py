"""When a clock warns and is due, over owners with different hours, pauses and teams without any."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from leadline.core.durations import parse_duration
from leadline.core.schedules import Schedule
from leadline.core.workdays import WorkingDays
from leadline.playbooks.definition import Clock, Line, Place
from leadline.playbooks.engine.clock_times import DUE, WARN, due_at, steps, warn_at
from leadline.playbooks.engine.course import Course
from leadline.playbooks.engine.state import ClockState, Run
from leadline.playbooks.tests.desk import HOURS, LONDON, MONDAY, story_of

TEXT = """
    process: Deal
    follows: deal
    stages:
      A: {next: [{on: anything, go to: End}]}
    ends:
      End: {outcome: done}
"""
HERE = Place("deal.yaml", 1)
NEVER = Schedule(WorkingDays(LONDON, ((),) * 7))  # type: ignore[arg-type]
LATER = Line("later", HERE, after=parse_duration("2 working hours"))
CLOCK = Clock("c", HERE, ("x",), parse_duration("4 working hours"), missed=(LATER,))


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, 2, hour, minute, tzinfo=UTC)


@pytest.fixture
def course() -> Course:
    """Bo works all the time, Zoe never, everybody else from nine to five."""
    story = story_of(TEXT)
    always = Schedule(WorkingDays(LONDON, (HOURS.days.week[0],) * 7))  # type: ignore[arg-type]
    who = {"owner:Bo": always, "owner:Zoe": NEVER}
    around = replace(story.around(), schedule_of=lambda key: who.get(key, HOURS))
    return Course(story.playbook, story.state, story.view, around)


def running(*owners: str) -> ClockState:
    since = tuple((MONDAY + timedelta(hours=2 * n), f"owner:{one}") for n, one in enumerate(owners))
    return ClockState(MONDAY, owners=since)


def test_what_one_owner_used_counts_for_the_next(course: Course) -> None:
    assert due_at(course, CLOCK, running("Ann", "Bo")) == at(13)


def test_a_team_without_hours_is_never_late(course: Course) -> None:
    assert due_at(course, CLOCK, running("Zoe")) is None
    assert list(steps(course, CLOCK, running("Zoe"))) == []


@pytest.mark.parametrize(
    ("warn", "when"),
    [("", None), ("at 75 %", at(12)), ("1 working hour before", at(12)),
     ("30 minutes before", at(12, 30))],
)  # fmt: skip
def test_warnings(course: Course, warn: str, when: datetime | None) -> None:
    assert warn_at(course, replace(CLOCK, warn=warn), running("Ann")) == when


def test_a_share_of_calendar_time(course: Course) -> None:
    clock = replace(CLOCK, within=parse_duration("2 days"), warn="at 50 %")
    assert warn_at(course, clock, running("Ann")) == MONDAY + timedelta(days=1)


def test_steps_come_while_they_are_open(course: Course) -> None:
    clock = replace(CLOCK, warn="at 50 %")
    assert {what: when for when, what in steps(course, clock, running("Ann"))} == {
        DUE: at(13),
        WARN: at(11),
    }
    missed = replace(running("Ann"), status=Run.MISSED, missed_at=at(13))
    assert list(steps(course, clock, missed)) == [(at(15), "later")]
    done = replace(missed, done=frozenset({"later"}))
    assert list(steps(course, clock, done)) == []
