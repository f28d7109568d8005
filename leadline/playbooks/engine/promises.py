"""Which promises run for a record, and when each is due: for lists, rings and Today."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from leadline.playbooks.definition import Playbook, Who
from leadline.playbooks.engine.clock_times import due_at
from leadline.playbooks.engine.clocks import clocks_here
from leadline.playbooks.engine.course import Course
from leadline.playbooks.engine.decision import Surroundings
from leadline.playbooks.engine.state import State


@dataclass(frozen=True)
class Promise:
    """A clock that runs: what was promised, since when, when it is due (None while it stands)."""

    name: str
    promise: str
    started_at: datetime
    due_at: datetime | None
    of: Who | None
    missed_at: datetime | None
    paused: bool


def running(
    playbook: Playbook, state: State, view: Mapping[str, object], surroundings: Surroundings
) -> tuple[Promise, ...]:
    """The promises that run at a state, the one that is due first at the head."""
    course = Course(playbook, state, view, surroundings)
    found = []
    for name, clock in clocks_here(course):
        one = state.clocks.get(name)
        if one is not None and one.is_open:
            due = due_at(course, clock, one)
            promise = Promise(
                clock.name,
                clock.promise or clock.name,
                one.started_at,
                due,
                clock.of,
                one.missed_at,
                one.is_paused,
            )
            found.append(promise)
    return tuple(sorted(found, key=lambda one: (one.due_at is None, one.due_at or one.started_at)))
