"""Decides what follows from what happened to one record: no database, no clock, no chance.

What each rule of the language means here stands in docs/algorithms/decide.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from leadline.conditions.catalogue import normalised
from leadline.core.actor import Actor
from leadline.playbooks.definition import Offer, Playbook
from leadline.playbooks.engine import moves, persons, timeline
from leadline.playbooks.engine.asked import asked_fields
from leadline.playbooks.engine.course import Course
from leadline.playbooks.engine.decision import Decision, News, Surroundings
from leadline.playbooks.engine.persons import Way
from leadline.playbooks.engine.state import State

__all__ = ["allowed_moves", "asked_fields", "begin", "decide", "offers", "place"]


def decide(
    playbook: Playbook,
    state: State,
    events: Sequence[News],
    view: Mapping[str, object],
    surroundings: Surroundings,
) -> Decision:
    """What follows from events (those already answered are passed over) and from time.

    view: field (as `asked_fields` names it) → value; see conditions' Field for the shapes. None is
    unknown, NOT_TOLD is answered and unknown. Raises KeyError where the process or stage of the
    state is not in this version: migrate first.
    """
    course = Course(playbook, state, view, surroundings)
    unanswered = _in_order(state, events)
    answered = _answer_all(course, unanswered)
    course.remember(**_answered(state, unanswered, answered))
    if len(answered) < len(unanswered):
        return _decision(course, stopped=True)
    done = timeline.catch_up(course, surroundings.now, inclusive=True)
    return _decision(course, stopped=not done)


def begin(
    playbook: Playbook,
    process_name: str,
    stage: str,
    at: datetime,
    view: Mapping[str, object],
    surroundings: Surroundings,
    *,
    news: News | None = None,
    cycle: int = 1,
) -> Decision:
    """Open a record at a stage ("" is the first): first visit, on arrival and the chain.

    news: the event that opened it; its depth counts on, and its seq counts as answered. cycle: how
    often it has been through, this record among them.
    """
    first = stage or playbook.processes[process_name].first_stage.name
    state = State(process_name, first, at, at, at, times_in={first: 1}, cycle=cycle,
                  answered_seq=news.seq if news else 0)  # fmt: skip
    course = Course(playbook, state, view, surroundings)
    moves.first_visit(course, state)
    timeline.begin(course, news)
    done = timeline.catch_up(course, surroundings.now, inclusive=True)
    return _decision(course, stopped=not done)


def place(
    process_name: str, stage: str, at: datetime, now: datetime, *, answered_seq: int = 0
) -> State:
    """A record brought in as history: it stands in a stage since a day; nothing is read or done.

    What lay before now never comes, moves neither, when the record is decided upon one day.
    """
    return State(process_name, stage, at, at, max(at, now), times_in={stage: 1},
                 answered_seq=answered_seq, placed_at=now)  # fmt: skip


def allowed_moves(
    playbook: Playbook,
    state: State,
    view: Mapping[str, object],
    surroundings: Surroundings,
    actor: Actor | None = None,
) -> tuple[Way, ...]:
    """Where a person may ask the record to go, and for the rest why not and what is missing."""
    course = _looking(playbook, state, view, surroundings)
    course.asking = actor
    return tuple(persons.ways(course))


def offers(
    playbook: Playbook, state: State, view: Mapping[str, object], surroundings: Surroundings
) -> tuple[Offer, ...]:
    """What `may` be done here now, and the first thing to `suggest` that fits."""
    return persons.offers(_looking(playbook, state, view, surroundings))


def _looking(
    playbook: Playbook, state: State, view: Mapping[str, object], surroundings: Surroundings
) -> Course:
    """A course that stands in the present, to be asked and thrown away."""
    present = replace(state, read_until=max(state.read_until, surroundings.now))
    return Course(playbook, present, view, surroundings)


def _in_order(state: State, events: Sequence[News]) -> list[News]:
    """The unanswered events by the time they became true; at one instant by seq."""
    waiting = (e for e in events if e.seq > state.answered_seq)
    fresh = [e for e in waiting if e.seq not in state.answered_ahead]
    return sorted(fresh, key=lambda e: (max(e.occurred_at, state.read_until), e.seq))


def _answer_all(course: Course, unanswered: Sequence[News]) -> list[News]:
    """Those events that were answered before the reading had to stop."""
    before, *after = _views(course.view, unanswered)
    course.see(before)
    answered: list[News] = []
    for news, seen in zip(unanswered, after, strict=True):
        at = max(min(news.occurred_at, course.around.now), course.state.read_until)
        if not timeline.catch_up(course, at, inclusive=False) or timeline.must_stop(course, at):
            break
        for name in news.was:  # what is said now counts more than what was said with a move
            course.given.pop(normalised(name), None)
        course.see(seen)
        timeline.answer(course, at, news)
        answered.append(news)
    return answered


def _answered(state: State, events: Sequence[News], answered: Sequence[News]) -> dict[str, Any]:
    """What the state remembers of them: a number, and those ahead of one that still waits."""
    done = {news.seq for news in answered} | state.answered_ahead
    first_open = min((news.seq for news in events if news.seq not in done), default=None)
    upto = max((seq for seq in done if first_open is None or seq < first_open), default=0)
    ahead = frozenset(seq for seq in done if first_open is not None and seq > first_open)
    return {"answered_seq": max(upto, state.answered_seq), "answered_ahead": ahead}


def _views(view: Mapping[str, object], events: Sequence[News]) -> list[Mapping[str, object]]:
    """The values before the first event, after it, after the second …: the present ones last."""
    views = [view]
    for news in reversed(events):
        was = {normalised(name): value for name, value in news.was.items()}
        views.append({**views[-1], **was})
    return views[::-1]


def _decision(course: Course, *, stopped: bool) -> Decision:
    wake_at = course.around.now if stopped else course.waits_for
    return Decision(
        course.state, tuple(course.effects), tuple(course.reasons), tuple(course.moves), wake_at
    )
