"""Cadences that run beside the stages: started, paused, stepped through, ended or stopped."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from leadline.conditions.catalogue import normalised
from leadline.playbooks.definition import Line, Place, Sequence, Step
from leadline.playbooks.engine.course import Course, hears
from leadline.playbooks.engine.decision import Result
from leadline.playbooks.engine.moments import moment_in, shifted
from leadline.playbooks.engine.state import Run, SequenceState, paused


def start(course: Course, name: str) -> None:
    """Start a sequence; one that runs already begins anew, so its steps count from now."""
    sequence = course.playbook.sequences[name]
    if not course.holds(sequence.only_while):
        course.note(f"{name} is not started: its `only while` does not hold", Result.NO_FIT,
                    sequence.place, course.asker.used(sequence.only_while))  # fmt: skip
        return
    before = course.state.sequences.get(name)
    stands = sequence.pause_while is not None and course.holds(sequence.pause_while)
    run = before.run + 1 if before else 1
    _keep(course, name, SequenceState(course.at, run, pauses=paused((), stands, course.at)))


def stop(course: Course, name: str, why: str) -> None:
    """Stop a sequence that runs; what it has done stays done."""
    state = course.state.sequences.get(name)
    if state is not None and state.status is Run.RUNNING:
        _keep(course, name, replace(state, status=Run.STOPPED))
        course.note(f"{name} stopped: {why}", Result.DROPPED, _place(course, name))
        _record(course, name, "stopped")


def running(course: Course) -> Iterator[tuple[str, Sequence, SequenceState]]:
    """Every sequence that runs and that this version still has."""
    for name, state in course.state.sequences.items():
        sequence = course.playbook.sequences.get(name)
        if sequence is not None and state.status is Run.RUNNING:
            yield name, sequence, state


def follow(course: Course) -> None:
    """Bring every running sequence up to the instant: stopped, paused or going on."""
    for name, sequence, state in tuple(running(course)):
        if hears(course, sequence.stops_on):
            stop(course, name, course.news.name if course.news else "")
        elif not course.holds(sequence.only_while):
            stop(course, name, "its `only while` holds no more")
        elif sequence.pause_while is not None:
            stands = course.holds(sequence.pause_while)
            _keep(course, name, replace(state, pauses=paused(state.pauses, stands, course.at)))


def armed(course: Course) -> Iterator[tuple[datetime, str, Step]]:
    """Every step still to come: when, of which sequence, the step."""
    for name, sequence, state in running(course):
        for step in sequence.steps:
            if step.line.id not in state.done:
                when = step_at(course, sequence, state, step)
                if when is not None:
                    yield when, name, step


def step_at(
    course: Course, sequence: Sequence, state: SequenceState, step: Step
) -> datetime | None:
    """When a step comes; None while its date is unknown or it waits for a pause to end."""
    base = state.round_at or state.started_at
    if sequence.around and not state.round_at:
        around = moment_in(course.view.get(normalised(sequence.around)), course.around)
        if around is None or (state.is_paused and sequence.already_past_now):
            return None
        base = around
    schedule = course.schedule(None)
    when = shifted(base, step.offset, before=step.before, schedule=schedule)
    return when if when is None or sequence.around else _later(when, base, state)


def take(course: Course, name: str, step: Step, *, past: bool) -> tuple[Line, ...]:
    """Mark a step as done and answer with its line, unless it is skipped."""
    sequence, state = course.playbook.sequences[name], course.state.sequences[name]
    _keep(course, name, replace(state, done=state.done | {step.line.id}))
    if past and not sequence.already_past_now:
        course.because(step.line, Result.PAST, f"step of {name}")
        return ()
    if state.is_paused:
        course.because(step.line, Result.DROPPED, f"{name} is paused")
        return ()
    return (step.line,)


def finish_round(course: Course, name: str) -> None:
    """After the last step: begin the next round, or say that the sequence has ended."""
    sequence, state = course.playbook.sequences[name], course.state.sequences[name]
    if state.status is not Run.RUNNING or {s.line.id for s in sequence.steps} - state.done:
        return
    length = next((d for when, d in sequence.every if course.holds(when)), None)
    if length is None:
        _keep(course, name, replace(state, status=Run.ENDED))
        _record(course, name, "ended")
        return
    base = state.round_at or state.started_at
    at = shifted(base, length, before=False, schedule=course.schedule(None))
    fresh = frozenset[str]()
    _keep(course, name, replace(state, round=state.round + 1, round_at=at, done=fresh))


def key_of(course: Course, name: str) -> tuple[object, ...]:
    """What keys of this round of this run begin with."""
    state = course.state.sequences[name]
    return (f"sequence {name}", state.run, state.round)


def _later(when: datetime, base: datetime, state: SequenceState) -> datetime | None:
    """Pushed on by the pauses since the step's count began."""
    for since, until in state.pauses:
        if until is None:
            return None if since <= when else when
        if since <= when and until > base:
            when += until - max(since, base)
    return when


def _record(course: Course, name: str, how: str) -> None:
    key = course.key(*key_of(course, name), how, everywhere=True)
    course.do("record", f"{name} {how}", key, place=_place(course, name))


def _place(course: Course, name: str) -> Place | None:
    sequence = course.playbook.sequences.get(name)
    return sequence.place if sequence else None


def _keep(course: Course, name: str, state: SequenceState) -> None:
    course.remember(sequences={**course.state.sequences, name: state})
