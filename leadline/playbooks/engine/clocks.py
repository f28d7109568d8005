"""Promises with a start, an end and a length in somebody's working time: kept or broken."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from leadline.conditions.catalogue import normalised
from leadline.playbooks.definition import Clock, Line, Stage
from leadline.playbooks.engine.clock_times import DUE, WARN, due_at, spent_at, steps
from leadline.playbooks.engine.course import Course, hears, who_key
from leadline.playbooks.engine.decision import Result
from leadline.playbooks.engine.moments import moment_in
from leadline.playbooks.engine.state import ClockState, Run, paused


def clocks_here(course: Course) -> Iterator[tuple[str, Clock]]:
    """Every clock that may run now, with its name in the state: the process's, then the stage's."""
    if not course.stage.is_end:
        yield from ((clock.name, clock) for clock in course.process.clocks)
        yield from ((_in(course.stage, clock), clock) for clock in course.stage.clocks)


def start_on_arrival(course: Course) -> None:
    """Start the stage's clocks that count from arrival or from an event of the visit before.

    For a new record or a new cycle the process's clocks start, too.
    """
    anew = course.left is None or course.left.cycle != course.state.cycle
    for name, clock in clocks_here(course):
        if anew or name != clock.name:
            start = _start_of(course, clock)
            if start is not None:
                _start(course, name, clock, start)


def follow(course: Course) -> None:
    """Bring every clock up to the instant: kept, started, handed over, paused or going on."""
    for name, clock in clocks_here(course):
        state = course.state.clocks.get(name)
        if state is not None and state.is_open and hears(course, clock.until):
            _keep(course, name, _with_attempt(course, state))
            _end(course, name, clock, Run.MET)
        elif state is not None and state.is_open:
            _go_on(course, name, clock, state)
        elif hears(course, (clock.start,)):
            _start(course, name, clock, course.at)
        elif state is None and clock.start:
            start = moment_in(course.view.get(normalised(clock.start)), course.around)
            if start is not None:
                _start(course, name, clock, start)


def step(course: Course, name: str, what: str) -> tuple[Line, ...]:
    """Do what has come due, and answer with the `missed` lines that are to be read for it."""
    clock = dict(clocks_here(course))[name]
    state = course.state.clocks[name]
    _keep(course, name, replace(state, done=state.done | {what}))
    if what == WARN:
        _tell(course, name, clock, "clock warned")
        return ()
    if what != DUE:
        return tuple(line for line in clock.missed if line.id == what)
    state = replace(state, status=Run.MISSED, missed_at=course.at, done=state.done | {what})
    _keep(course, name, state)
    _tell(course, name, clock, "clock missed")
    return tuple(line for line in clock.missed if line.after is None)


def armed(course: Course) -> Iterator[tuple[datetime, str, Clock, str]]:
    """Every step still to come: when, the clock's name in the state, the clock, which step."""
    for name, clock in clocks_here(course):
        state = course.state.clocks.get(name)
        if state is not None and state.is_open:
            for when, what in steps(course, clock, state):
                yield when, name, clock, what


def leave(course: Course, *, whole_process: bool, records: frozenset[str] = frozenset()) -> None:
    """Stop the stage's clocks, and at an end those of the process.

    records: what the move itself records; a clock that waits for it is kept by the move.
    """
    for name, clock in clocks_here(course):
        state = course.state.clocks.get(name)
        if state is None or not state.is_open:
            continue
        if records & set(map(normalised, clock.until)):
            _end(course, name, clock, Run.MET)
        elif whole_process or name != clock.name:
            _end(course, name, clock, Run.STOPPED)
    if course.stage.clocks:
        gone = {_in(course.stage, clock) for clock in course.stage.clocks}
        kept = {name: one for name, one in course.state.clocks.items() if name not in gone}
        course.remember(clocks=kept)


def key_of(course: Course, name: str) -> tuple[object, ...]:
    """What keys of this run of the clock begin with; a process clock outlives visits."""
    state = course.state.clocks[name]
    visit = () if name in {clock.name for clock in course.process.clocks} else (course.state.visit,)
    return (*visit, f"clock {name}", state.run)


def _in(stage: Stage, clock: Clock) -> str:
    return f"{stage.name}/{clock.name}"


def _start_of(course: Course, clock: Clock) -> datetime | None:
    if not clock.start or hears(course, (clock.start,)):
        return course.at
    heard = course.left.heard.get(normalised(clock.start)) if course.left else None
    if heard is not None:
        return heard.last_at
    return moment_in(course.view.get(normalised(clock.start)), course.around)


def _start(course: Course, name: str, clock: Clock, at: datetime) -> None:
    before = course.state.clocks.get(name)
    stands = clock.paused_while is not None and course.holds(clock.paused_while)
    state = ClockState(
        at,
        before.run + 1 if before else 1,
        owners=((at, who_key(clock.of, course.view)),),
        pauses=paused((), stands, at),
    )
    _keep(course, name, state)
    _tell(course, name, clock, "clock started")


def _go_on(course: Course, name: str, clock: Clock, state: ClockState) -> None:
    owner = who_key(clock.of, course.view)
    if owner != state.owners[-1][1]:
        if clock.starts_anew:
            _start(course, name, clock, course.at)
            return
        state = replace(state, owners=(*state.owners, (course.at, owner)))
    if clock.paused_while is not None:
        stands = course.holds(clock.paused_while)
        state = replace(state, pauses=paused(state.pauses, stands, course.at))
    state = _with_attempt(course, state)
    _keep(course, name, state)
    if clock.at_least is not None and state.attempts >= clock.at_least:
        _end(course, name, clock, Run.MET)


def _with_attempt(course: Course, state: ClockState) -> ClockState:
    """One more where the event is an attempt, be it the one that keeps the promise."""
    is_one = course.news is not None and course.news.names & course.attempts
    return replace(state, attempts=state.attempts + 1) if is_one else state


def _end(course: Course, name: str, clock: Clock, how: Run) -> None:
    state = course.state.clocks[name]
    _keep(course, name, replace(state, status=how))
    if how is Run.MET:
        _tell(course, name, clock, "clock met", late=state.status is Run.MISSED)
    else:
        _tell(course, name, clock, "clock stopped", late=state.status is Run.MISSED)
        course.note(f"clock {clock.name} stopped", Result.DROPPED, clock.place)


def _tell(course: Course, name: str, clock: Clock, what: str, **more: object) -> None:
    state = course.state.clocks[name]
    params = {
        "started_at": state.started_at,
        "due_at": due_at(course, clock, state),
        "of": clock.of,
        "promise": clock.promise,
        "attempts": state.attempts,
        "took": spent_at(course, state),
        "stage": name.rpartition("/")[0],
        **more,
    }
    key = course.key(*key_of(course, name), what, everywhere=True)
    course.do(what, clock.name, key, place=clock.place, params=params)


def _keep(course: Course, name: str, state: ClockState) -> None:
    course.remember(clocks={**course.state.clocks, name: state})
