"""What waits for its time: moments, clocks, sequences, late actions, answers that time changes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum

from leadline.conditions.flips_at import can_flip, flips_at
from leadline.conditions.tree import Condition
from leadline.playbooks.definition import Line, MomentKind, Place, Step
from leadline.playbooks.engine import clocks, sequences
from leadline.playbooks.engine.asked import Once
from leadline.playbooks.engine.course import Course
from leadline.playbooks.engine.gates import incomplete, is_plain
from leadline.playbooks.engine.moments import times
from leadline.playbooks.engine.state import Work

NOWHERE = Place("", 0)
by_time: Once[Condition, bool] = Once(can_flip)


class Kind(IntEnum):
    """What has come due, in the order in which things of one instant and place are done."""

    CLOCK = 1
    MOMENT = 2
    STEP = 3
    OVERDUE = 4
    FLIP = 5  # a condition's answer changes by time alone: read again


@dataclass(frozen=True, order=True)
class Due:
    """One thing and its time; `at` is never before what has been read already, `past` says so.

    name: of a clock or sequence, the key of a late action, the id of a line. what: a clock's step,
    which time of a moment.
    """

    at: datetime
    place: Place
    kind: Kind
    name: str = ""
    what: str = ""
    past: bool = False
    step: Step | None = field(default=None, compare=False)


def armed(course: Course) -> Iterator[Due]:
    """All that may come due if nothing else happens, in no order."""
    if not course.state.stuck:
        yield from _clocks(course)
        yield from _moments(course)
        yield from _steps(course)
        yield from _overdue(course)
        yield from _flips(course)


def next_due(course: Course) -> Due | None:
    """The earliest, by time, then by place in the text."""
    return min(armed(course), default=None)


def moments_due(course: Course, at: datetime) -> tuple[Due, ...]:
    """All moments of lines that come at one instant: they are read in one go."""
    return tuple(due for due in _moments(course) if due.at == at)


def _clocks(course: Course) -> Iterator[Due]:
    for when, name, clock, what in clocks.armed(course):
        yield _due(course, when, clock.place, Kind.CLOCK, name, what)


def _moments(course: Course) -> Iterator[Due]:
    if course.stage.is_end:
        return
    for line in _moment_lines(course):
        assert line.at is not None
        again = line.at.kind is MomentKind.EVERY
        since = course.state.read_until if again else course.state.entered_at
        found = times(line.at, course.asker.values, since, course.around, course.schedule(None))
        for nth, when in found:
            if _was_before(course, when):
                continue
            if f"{line.id}@{nth}" not in course.state.fired:
                yield _due(course, when, line.place, Kind.MOMENT, line.id, nth)
                break


def _was_before(course: Course, when: datetime) -> bool:
    """Whether a moment lay before the record was placed where it still stands."""
    placed = course.state.placed_at
    return placed is not None and course.state.visit == 1 and when < placed


def _moment_lines(course: Course) -> Iterator[Line]:
    lines = (*course.process.everywhere, *course.stage.while_here, *course.stage.next)
    return (line for line in lines if line.at is not None and not (line.go_to and line.by))


def _steps(course: Course) -> Iterator[Due]:
    for when, name, step in sequences.armed(course):
        yield _due(course, when, step.place, Kind.STEP, name, step.line.id, step)


def _overdue(course: Course) -> Iterator[Due]:
    for key, waiting in course.state.waiting.items():
        if waiting.due_at is not None:
            yield _due(course, waiting.due_at, NOWHERE, Kind.OVERDUE, key)


def _flips(course: Course) -> Iterator[Due]:
    """The moment at which time alone changes an answer that something waits for."""
    for condition in listened_to(course):
        if not by_time(condition):
            continue
        when = flips_at(condition, course.asker.foreseeable, course.asker.context)
        if when is not None and when > course.at:
            yield Due(when, NOWHERE, Kind.FLIP)


def listened_to(course: Course) -> Iterator[Condition]:
    """Every condition whose answer would be acted upon if it changed now."""
    found = (*_of_sequences(course), *(() if course.stage.is_end else _of_stage(course)))
    return (one for one in found if one is not None)


def _of_sequences(course: Course) -> Iterator[Condition | None]:
    for _, sequence, _ in sequences.running(course):
        yield sequence.only_while
        yield sequence.pause_while


def _of_stage(course: Course) -> Iterator[Condition | None]:
    stage, state = course.stage, course.state
    for name, clock in clocks.clocks_here(course):
        if name in state.clocks and state.clocks[name].is_open:
            yield clock.paused_while
    for piece in stage.work:
        known = state.work.get(piece.name)
        if known is None or known.status is not Work.DONE:
            yield from (piece.needed_when, piece.done_when)
    for question in (*stage.ask, *(q for piece in stage.work for q in piece.ask)):
        yield question.needed_when
    complete = not incomplete(course)
    for line in (*course.process.everywhere, *stage.while_here, *stage.next):
        if line.once is not None and line.id not in state.fired:
            yield from (line.once, line.when)
        elif line in stage.next and is_plain(line) and (complete or line.even_if_incomplete):
            yield line.when
    yield from _of_wish(course)


def _of_wish(course: Course) -> Iterator[Condition | None]:
    wish = course.state.wish
    if wish is not None and wish.to in course.process.stages:
        target = course.process.stages[wish.to]
        for gate in (*course.stage.before_leaving, *target.before_entering):
            yield gate.condition


def _due(
    course: Course,
    when: datetime,
    place: Place,
    kind: Kind,
    name: str,
    what: str = "",
    step: Step | None = None,
) -> Due:
    read = course.state.read_until
    return Due(max(when, read), place, kind, name, what, when < read, step)
