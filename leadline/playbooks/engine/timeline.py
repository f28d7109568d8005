"""Goes through what became true, instant by instant: events before moments, each answered whole."""

from dataclasses import dataclass, replace
from datetime import datetime

from leadline.playbooks.definition import Line
from leadline.playbooks.engine import clocks, lines, persons, pieces, sequences
from leadline.playbooks.engine.armed import Due, Kind, moments_due, next_due
from leadline.playbooks.engine.course import Course, TooMuch
from leadline.playbooks.engine.decision import News, Result
from leadline.playbooks.engine.state import Heard, State


def catch_up(course: Course, until: datetime, *, inclusive: bool) -> bool:
    """Do all that comes due before (or at) a moment; False if the reading must stop before that.

    It stops as soon as something has been done and more became true at a later instant: what was
    done may bring news that comes first.
    """
    while (due := next_due(course)) is not None:
        course.waits_for = due.at
        if due.at > until or (due.at == until and not inclusive):
            return True
        if must_stop(course, due.at):
            return False
        _answered_whole(course, due.at, None, due)
    course.waits_for = None
    return True


def must_stop(course: Course, at: datetime) -> bool:
    """Whether something that may bring news was done at an instant before this one."""
    return any(effect.at < at and effect.verb != "withdraw" for effect in course.effects)


def answer(course: Course, at: datetime, news: News) -> None:
    """Answer one event."""
    if course.state.stuck and not news.by_person:
        course.come_to(at, news)
        course.note(f"{news.name}: stuck, {course.state.stuck}", Result.NOT_READ)
    else:
        course.remember(stuck="")
        _answered_whole(course, at, news, None)


def begin(course: Course, news: News | None) -> None:
    """Read the first stage of a record that has just been opened."""
    course.come_to(course.at, news)
    course.left = None
    mark = _mark(course)
    try:
        lines.read(course)
    except TooMuch as error:
        _stick(course, mark, str(error))


def _answered_whole(course: Course, at: datetime, news: News | None, due: Due | None) -> None:
    """All that one event or moment leads to, or, if that is too much, only a call for help."""
    mark = _mark(course)
    course.come_to(at, news)
    try:
        _follow(course)
        if due is not None:
            _come_due(course, due)
        if not course.arrived:
            persons.answer(course)
        lines.read(course)
    except TooMuch as error:
        _stick(course, mark, str(error))


def _follow(course: Course) -> None:
    """Bring up to the instant what goes on beside the lines, then read what has finished."""
    _hear(course)
    if not course.stage.is_end:
        clocks.follow(course)
    sequences.follow(course)
    pieces.follow(course)
    _read_finished(course)


def _hear(course: Course) -> None:
    if course.news is None:
        return
    heard = dict(course.state.heard)
    for name in course.news.names:
        times = heard[name].times if name in heard else 0
        heard[name] = Heard(times + 1, course.at)
    course.remember(heard=heard)


def _read_finished(course: Course) -> None:
    """`then` lines are read when the action they wait for has finished; a failure ends the wait."""
    news = course.news
    key = str(news.data.get("finishes", "")) if news else ""
    waiting = course.state.waiting.get(key)
    if news is None or waiting is None:
        return
    rest = {other: one for other, one in course.state.waiting.items() if other != key}
    course.remember(waiting=rest)
    if news.data.get("failed"):
        course.note(f"{waiting.doing} failed: {news.data['failed']}", Result.DROPPED)
        return
    line = lines.line_by_id(course, waiting.line)
    then = [d.then for d in line.does if d.phrase == waiting.doing] if line else []
    for after in then[:1]:
        lines.read_steps(course, after, lambda one: course.key(one.id, f"event {news.seq}"))


def _come_due(course: Course, due: Due) -> None:
    match due.kind:
        case Kind.CLOCK:
            missed = clocks.step(course, due.name, due.what)
            begin = clocks.key_of(course, due.name)
            _perform_fitting(course, missed, begin)
        case Kind.STEP if due.step is not None:
            begin = sequences.key_of(course, due.name)
            step = sequences.take(course, due.name, due.step, past=due.past)
            _perform_fitting(course, step, begin)
            sequences.finish_round(course, due.name)
        case Kind.MOMENT:
            together = moments_due(course, due.at)
            course.due = {one.name: one.what for one in together}
            course.past = frozenset(one.name for one in together if one.past)
        case Kind.OVERDUE:
            _overdue(course, due.name)
        case _:
            return  # an answer that changes by time alone: reading again is all


def _perform_fitting(course: Course, some: tuple[Line, ...], begin: tuple[object, ...]) -> None:
    """Lines of clocks and sequences: keyed by their run, so that they outlive visits."""
    lines.read_steps(course, some, lambda line: course.key(*begin, line.id, everywhere=True))


def _overdue(course: Course, key: str) -> None:
    late = course.state.waiting[key]
    course.remember(waiting={**course.state.waiting, key: replace(late, due_at=None)})
    course.do("overdue", late.doing, f"{key}/overdue", params={"since": late.since})


@dataclass(frozen=True)
class Mark:
    """Where the decision stood before an event, to be taken back to."""

    state: State
    effects: int
    moves: int


def _mark(course: Course) -> Mark:
    return Mark(course.state, len(course.effects), len(course.moves))


def _stick(course: Course, mark: Mark, why: str) -> None:
    """Take back all that one event led to, and ask a person: nothing automatic until one acts."""
    del course.effects[mark.effects :], course.moves[mark.moves :]
    course.state = mark.state
    course.remember(stuck=why, read_until=course.at, stage=mark.state.stage)
    course.depth, course.begun_at, course.arrived = 0, len(course.effects), False
    course.note(f"stuck: {why}", Result.DROPPED)
    course.do("stuck", course.state.stage, course.key("stuck", course.at.isoformat()), why=why)
