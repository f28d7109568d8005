"""Reads the lines of a stage in their order: what fits is done, the first `go to` ends it."""

from collections.abc import Callable, Iterator

from leadline.playbooks.definition import Line
from leadline.playbooks.engine import clocks, pieces
from leadline.playbooks.engine.course import Course, hears
from leadline.playbooks.engine.decision import MOVE_ASKED, Result
from leadline.playbooks.engine.effects import act, first_time, once_key
from leadline.playbooks.engine.gates import incomplete, is_plain
from leadline.playbooks.engine.moves import Asking, drop_wish, request

Looking = tuple[Line | None, bool]  # a line, and is it of `next`; None: here the wish is read


def read(course: Course) -> None:
    """Read everything that looks at this instant, then the lines of each stage that is entered."""
    if not course.stage.is_end and not course.arrived:
        _read_in_order(course, tuple(_looking(course)))
    while course.arrived:
        course.arrived = False
        _arrive(course)


def perform(course: Course, line: Line, key: str, *, past: bool = False) -> None:
    """Do what a line that fits says, and go or wish to go where it says."""
    if line.once_per and not first_time(course, line, once_key(course, line.once_per, line)):
        return
    done = [act(course, line, doing, _of_doing(line, key, index), past=past)
            for index, doing in enumerate(line.does)]  # fmt: skip
    if line.records and not line.go_to:
        course.do("record", line.records, f"{key}/{line.records}", line=line)
    if any(done) or line.go_to or line.records:
        used = course.asker.used(line.once, line.when)
        course.because(line, Result.FIRED, values=used)
    if line.go_to:
        request(course, line)


def fits(course: Course, line: Line) -> bool:
    """Whether the conditions of a line hold; says so if they do not."""
    if course.holds(line.once) and course.holds(line.when):
        return True
    used = course.asker.used(line.once, line.when)
    course.because(line, Result.NO_FIT, values=used)
    return False


def trigger_key(course: Course, line: Line) -> str:
    """The key of a line's act by rule 10: by visit and line, and by event or nth moment."""
    if line.id in course.due:
        nth = course.due[line.id]
        return course.key(line.id, *((nth,) if nth else ()))
    if not line.on or course.news is None:
        return course.key(line.id)
    return course.key(line.id, f"event {course.news.seq}")


def _looking(course: Course) -> Iterator[Looking]:
    """The lines that look at this instant, in the order in which they are read."""
    steps = (*course.process.everywhere, *course.stage.while_here)
    for line in steps:
        if line.once is None and not _is_for_persons(line) and _is_looked_at(course, line):
            yield line, False
    if course.news is not None and course.news.answers:
        yield from ((line, False) for line in course.stage.on_answer)
    yield from ((line, False) for line in steps if _is_unfired_once(course, line))
    yield None, False
    yield from _looking_next(course, fresh=False)


def _looking_next(course: Course, *, fresh: bool) -> Iterator[Looking]:
    for line in course.stage.next:
        if _is_for_persons(line):
            continue
        if fresh and (line.on or line.at):
            continue
        if _is_unfired_once(course, line) or (line.once is None and _is_looked_at(course, line)):
            yield line, True


def _read_in_order(course: Course, lines: tuple[Looking, ...]) -> None:
    ended = False
    for line, is_next in lines:
        if line is None:
            ended = ended or read_wish(course)
        elif ended:
            if line.id in course.due and not course.arrived:
                _mark(
                    course, line
                )  # its moment has come and gone, and the record still stands here
            course.because(line, Result.NOT_READ)
        elif is_next and is_plain(line) and not _may_be_read(course, line):
            continue
        elif _is_wished(course, line):
            ended = True  # it fits, and was tried as the wish just now
        else:
            ended = _read_one(course, line) and (bool(line.go_to) or is_next)


def _read_one(course: Course, line: Line) -> bool:
    """Do what a line says if it fits; a moment is judged when it comes, and not again."""
    past, key, fitting = line.id in course.past, trigger_key(course, line), fits(course, line)
    if fitting or line.id in course.due:
        _mark(course, line)
    if not fitting:
        return False
    perform(course, line, key, past=past)
    return True


def _is_wished(course: Course, line: Line) -> bool:
    wish = course.state.wish
    return wish is not None and not wish.by_person and wish.line == line.id and is_plain(line)


def _may_be_read(course: Course, line: Line) -> bool:
    """A plain line of `next` needs a complete stage, and yields to what a person asked for."""
    wish = course.state.wish
    if wish is not None and wish.by_person:
        course.because(line, Result.NOT_READ, f"a person asked for {wish.to}")
        return False
    missing = () if line.even_if_incomplete else incomplete(course)
    if missing:
        course.because(
            line, Result.NO_FIT, "not complete", {one.name: one.kind.value for one in missing}
        )
    return not missing


def read_wish(course: Course) -> bool:
    """Try again to go where the record is on its way to; True if it went."""
    wish = course.state.wish
    if wish is None or (course.news is not None and course.news.name == MOVE_ASKED):
        return False
    line = line_by_id(course, wish.line)
    if line is None:
        drop_wish(course, "its line is gone")
        return False
    if wish.by_person:
        return request(course, line, Asking(True, wish.actor, wish.answers))
    plain = is_plain(line) and line in course.stage.next and not line.even_if_incomplete
    if not fits(course, line) or (plain and incomplete(course)):
        drop_wish(course, "its line does not fit any more")
        return False
    return request(course, line)


def line_by_id(course: Course, id: str) -> Line | None:
    """The line of that identity that can be read here, `then` lines and clocks' lines included."""
    stage = course.stage
    known = (*course.process.everywhere, *stage.on_arrival, *stage.while_here, *stage.on_answer,
             *stage.next)  # fmt: skip
    sequences = (step.line for one in course.playbook.sequences.values() for step in one.steps)
    missed = (line for clock in (*course.process.clocks, *stage.clocks) for line in clock.missed)
    for line in (*known, *missed, *sequences):
        then = (after for doing in line.does for after in doing.then)
        found = next((one for one in (line, *then) if one.id == id), None)
        if found is not None:
            return found
    return None


def _arrive(course: Course) -> None:
    """On arrival, then work and clocks, then `once` lines and `next`: all without any event."""
    read_steps(course, course.stage.on_arrival, lambda line: course.key(line.id))
    if course.arrived or course.stage.is_end:
        return
    pieces.arrive(course)
    pieces.settle(course)
    clocks.start_on_arrival(course)
    steps = (*course.process.everywhere, *course.stage.while_here)
    once = ((line, False) for line in steps if _is_unfired_once(course, line))
    _read_in_order(course, (*once, *_looking_next(course, fresh=True)))


def read_steps(course: Course, steps: tuple[Line, ...], key_of: Callable[[Line], str]) -> None:
    """Read lines one after the other until one that fits names a stage."""
    ended = False
    for line in steps:
        if ended:
            course.because(line, Result.NOT_READ)
        elif fits(course, line):
            perform(course, line, key_of(line))
            ended = bool(line.go_to)


def _is_looked_at(course: Course, line: Line) -> bool:
    if line.on or line.at:
        return bool(line.on and hears(course, (line.on,))) or line.id in course.due
    return line.id not in course.state.fired


def _is_unfired_once(course: Course, line: Line) -> bool:
    return line.once is not None and line.id not in course.state.fired and not _is_for_persons(line)


def _is_for_persons(line: Line) -> bool:
    return bool(line.go_to and line.by)


def _mark(course: Course, line: Line) -> None:
    """Fired stays fired: a moment for its time, what waits for no event for the visit."""
    if line.id in course.due:
        course.fire(f"{line.id}@{course.due[line.id]}")
    elif not line.on and (line.does or line.records):
        course.fire(line.id)


def _of_doing(line: Line, key: str, index: int) -> str:
    return f"{key}/{line.does[index].phrase}" if len(line.does) > 1 else key
