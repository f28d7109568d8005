"""When a clock warns, is due and takes its later steps: pure, from its state and the schedules."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from leadline.core import worktime
from leadline.core.durations import Duration, parse_duration
from leadline.core.schedules import Schedule
from leadline.core.workdays import NeverOpens
from leadline.core.worktime import Length, Segment
from leadline.playbooks.definition import Clock
from leadline.playbooks.engine.course import Course
from leadline.playbooks.engine.state import ClockState, Pauses, Run

WARN, DUE = "warn", "due"


def steps(course: Course, clock: Clock, state: ClockState) -> Iterator[tuple[datetime, str]]:
    """What the clock still has to do and when: WARN, DUE, or the id of a later `missed` line."""
    if state.status is Run.RUNNING:
        due = due_at(course, clock, state)
        warn = warn_at(course, clock, state)
        if due is not None:
            yield due, DUE
            if warn is not None and warn < due and WARN not in state.done:
                yield warn, WARN
    elif state.status is Run.MISSED and state.missed_at is not None:
        schedule = segments(course, state)[-1][0]
        for line in clock.missed:
            if line.after is not None and line.id not in state.done:
                when = course.around.once(_never_or, schedule, state.missed_at, line.after)
                if when is not None:
                    yield when, line.id


def due_at(course: Course, clock: Clock, state: ClockState) -> datetime | None:
    """When the promise is broken if nothing changes; None while it stands still."""
    return course.around.once(_due, segments(course, state), clock.within, state.pauses)


def warn_at(course: Course, clock: Clock, state: ClockState) -> datetime | None:
    """`at 75 %` of the time, or so long before it is due."""
    if not clock.warn:
        return None
    spans, once = segments(course, state), course.around.once
    if clock.warn.endswith(" before"):
        due = once(_due, spans, clock.within, state.pauses)
        length = parse_duration(clock.warn.removesuffix(" before"))
        return None if due is None else once(worktime.subtract, spans[-1][0], due, length)
    percent = int(clock.warn.removeprefix("at ").removesuffix("%"))
    whole = once(worktime.budget, spans[0][0], state.started_at, clock.within)
    if clock.within.working:
        return once(_due, spans, whole * percent / 100, state.pauses)
    return state.started_at + whole * percent / 100


def spent_at(course: Course, state: ClockState) -> timedelta:
    """The working time that has been spent on the promise by now, less its pauses."""
    return worktime.spent_over(segments(course, state), course.at, state.pauses)


def segments(course: Course, state: ClockState) -> tuple[Segment, ...]:
    """Whose schedule counts from when until when."""
    starts = [since for since, _ in state.owners]
    ends: list[datetime | None] = [*starts[1:], None]
    return tuple(
        (course.around.schedule_of(owner), since, until)
        for (since, owner), until in zip(state.owners, ends, strict=True)
    )


def _due(spans: tuple[Segment, ...], length: Length, pauses: Pauses) -> datetime | None:
    try:
        return worktime.due_over(spans, length, pauses)
    except NeverOpens:  # a team without hours: the promise is never due, and `check` says so
        return None


def _never_or(schedule: Schedule, start: datetime, length: Duration) -> datetime | None:
    try:
        return worktime.add(schedule, start, length)
    except NeverOpens:
        return None
