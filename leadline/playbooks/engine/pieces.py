"""Pieces of work in a stage: opened when they may begin, done, undone, kept open or withdrawn."""

from collections.abc import Iterator
from dataclasses import replace

from leadline.playbooks.definition import Work
from leadline.playbooks.engine.asking import lacking
from leadline.playbooks.engine.course import Course, hears
from leadline.playbooks.engine.effects import late_of, params_of
from leadline.playbooks.engine.state import Work as Status
from leadline.playbooks.engine.state import WorkState

OVER = (Status.DONE, Status.NOT_NEEDED)


def follow(course: Course) -> None:
    """Bring all work up to the event: undone, finished, no more needed, done, opened."""
    for piece in course.stage.work:
        state = course.state.work.get(piece.name)
        if state is not None:
            _hear(course, piece, state)
    _settle_kept(course)
    settle(course)


def settle(course: Course) -> None:
    """Open, close and do without pieces until nothing changes; each opens what waited for it."""
    for _ in course.stage.work:
        changed = [_settle(course, piece) for piece in course.stage.work]
        if not any(changed):
            return


def undone(course: Course) -> tuple[str, ...]:
    """Needed pieces that hold the stage."""
    states = course.state.work
    return tuple(
        piece.name
        for piece in course.stage.work
        if not piece.keeps_open
        and (piece.name not in states or states[piece.name].status not in OVER)
    )


def leave(course: Course) -> None:
    """Forget the stage's work; open pieces that keep open go on under "name@visit"."""
    kept: dict[str, WorkState] = {}
    here = {piece.name: piece for piece in course.stage.work}
    for name, state in course.state.work.items():
        if _is_kept(name, state):
            kept[name] = state
        elif name in here and here[name].keeps_open and state.status is Status.OPEN:
            kept[f"{name}@{state.visit}"] = state
    course.remember(work=kept)


def arrive(course: Course) -> None:
    """Take back pieces that were kept open since an earlier visit, so that none is open twice."""
    work = dict(course.state.work)
    for name, state in tuple(work.items()):
        if _is_kept(name, state) and state.stage == course.stage.name:
            del work[name]
            work[_plain(name, state)] = state
    course.remember(work=work)


def open_keys(course: Course) -> tuple[str, ...]:
    """Keys of the work that is open, to be kept or withdrawn."""
    return tuple(
        _key(course, _plain(name, state), state)
        for name, state in course.state.work.items()
        if state.status is Status.OPEN
    )


def _hear(course: Course, piece: Work, state: WorkState) -> None:
    if state.status is Status.DONE and hears(course, piece.undone_by):
        stale = piece.done_when is not None and course.holds(piece.done_when)
        state = replace(state, status=Status.BLOCKED, since=course.at, stale=stale,
                        finished=frozenset())  # fmt: skip
        _keep(course, piece.name, state)
    done = _finished(course, piece, state)
    if done and state.status is Status.OPEN:
        _keep(course, piece.name, replace(state, finished=state.finished | done, stale=False))


def _finished(course: Course, piece: Work, state: WorkState) -> frozenset[str]:
    """Which of the piece's actions the event finishes."""
    key = course.news.data.get("finishes") if course.news else None
    failed = course.news is not None and course.news.data.get("failed")
    own = {of for _, of in _keys(course, piece, state)}
    return frozenset({str(key)}) if key in own and not failed else frozenset()


def _settle(course: Course, piece: Work) -> bool:
    """Whether the piece stands otherwise than before."""
    prior = course.state.work.get(piece.name)
    state = prior or WorkState(course.stage.name, course.state.visit, Status.BLOCKED, course.at)
    if state.stale and not course.holds(piece.done_when):
        state = replace(state, stale=False)
    status = _status(course, piece, state)
    if prior is not None and status is prior.status:
        if state != prior:
            _keep(course, piece.name, state)
        return False
    was_open = state.status is Status.OPEN
    state = replace(state, status=status, since=course.at)
    if status is Status.OPEN:
        state = replace(state, count=state.count + 1, finished=frozenset())
    _keep(course, piece.name, state)
    _tell(course, piece, state, was_open=was_open)
    return True


def _status(course: Course, piece: Work, state: WorkState) -> Status:
    if state.status is Status.DONE:
        return Status.DONE  # what is done stays done until one of `undone by` comes
    if not course.holds(piece.needed_when):
        return Status.NOT_NEEDED
    if _is_done(course, piece, state):
        return Status.DONE
    others = course.state.work
    free = all(name in others and others[name].status in OVER for name in piece.after)
    return Status.OPEN if free else Status.BLOCKED


def _is_done(course: Course, piece: Work, state: WorkState) -> bool:
    if piece.done_when is not None:
        return not state.stale and course.holds(piece.done_when)
    if lacking(piece.ask, course.view, course.asker):
        return False
    if piece.ask and not piece.does and not piece.agenda:
        return True
    keys = {key for _, key in _keys(course, piece, state)}
    return state.status is Status.OPEN and state.finished >= keys


def _tell(course: Course, piece: Work, state: WorkState, *, was_open: bool) -> None:
    key = _key(course, piece.name, state)
    if state.status is Status.OPEN:
        _open(course, piece, state)
    elif was_open:
        verb = "finish work" if state.status is Status.DONE else "withdraw"
        params = {"keys": (key,), "work": piece.name}
        course.do(verb, piece.name, f"{key}/{verb}", place=piece.place, params=params)


def _open(course: Course, piece: Work, state: WorkState) -> None:
    about = {"by": piece.by, "started by": piece.started_by, "with help of": piece.with_help_of,
             "goal": piece.goal, "agenda": piece.agenda, "within": piece.within,
             "ask": piece.ask, "work": piece.name}  # fmt: skip
    about = {name: value for name, value in about.items() if value}
    for index, key in _keys(course, piece, state):
        if index is None:
            course.do("work", piece.name, key, place=piece.place, params=about, awaited=True)
        else:
            doing = piece.does[index]
            params = {**about, **params_of(course, doing)}
            course.do(doing.verb, doing.object, key, place=doing.place, params=params, awaited=True,
                      when_late=late_of(doing))  # fmt: skip


def _keys(course: Course, piece: Work, state: WorkState) -> Iterator[tuple[int | None, str]]:
    """The keys of what the piece opened: one task, or each of its actions."""
    key = _key(course, piece.name, state)
    if not piece.does:
        yield None, key
    for index, doing in enumerate(piece.does):
        yield index, f"{key}/{doing.phrase}"


def _key(course: Course, name: str, state: WorkState) -> str:
    return course.key(state.visit, f"work {name}", state.count, everywhere=True)


def _settle_kept(course: Course) -> None:
    """Work kept open from earlier visits is done by its condition or by its finishing event."""
    for name, state in tuple(course.state.work.items()):
        piece = _kept_piece(course, name, state)
        if piece is None:
            continue
        state = replace(state, finished=state.finished | _finished(course, piece, state))
        _keep(course, name, state)
        if _is_done(course, piece, state):
            course.remember(work={k: v for k, v in course.state.work.items() if k != name})
            _tell(course, piece, replace(state, status=Status.DONE), was_open=True)


def _kept_piece(course: Course, name: str, state: WorkState) -> Work | None:
    stage = course.process.stages.get(state.stage)
    if stage is None or not _is_kept(name, state):
        return None
    return next((piece for piece in stage.work if piece.name == _plain(name, state)), None)


def _is_kept(name: str, state: WorkState) -> bool:
    return name.endswith(f"@{state.visit}")


def _plain(name: str, state: WorkState) -> str:
    return name.removesuffix(f"@{state.visit}")


def _keep(course: Course, name: str, state: WorkState) -> None:
    course.remember(work={**course.state.work, name: state})
