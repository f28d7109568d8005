"""What holds a move back: unanswered questions, undone work, and gates on both sides."""

from collections.abc import Iterator

from leadline.conditions.tree import Condition, asked
from leadline.playbooks.definition import Line, Mark, Question, Stage
from leadline.playbooks.engine.asking import lacking
from leadline.playbooks.engine.counting import stages_asked_about
from leadline.playbooks.engine.course import Course
from leadline.playbooks.engine.pieces import undone
from leadline.playbooks.engine.state import Lack, Missing
from leadline.playbooks.passing import is_firm


def is_plain(line: Line) -> bool:
    """Whether a line of `next` is read when the stage is complete: no event, moment or person."""
    return not (line.on or line.at or line.once or line.by)


def incomplete(course: Course) -> tuple[Missing, ...]:
    """Needed answers and needed work that the present stage still waits for."""
    answers = (
        Missing(Lack.ANSWER, name, (name,)) for name in _unanswered(course, course.stage.ask)
    )
    work = (Missing(Lack.WORK, name) for name in undone(course))
    return (*answers, *work)


def held_by(
    course: Course, line: Line, *, by_person: bool, passing: bool = False
) -> tuple[Missing, ...]:
    """All that keeps a line's move from happening now; nothing where it may.

    passing: somebody who may has said why the gates do not count this time; firm ones do.
    """
    target = course.process.stages[line.go_to]
    free = _leaves_freely(line, target)
    found = [*_said_on_the_way(course, line, target, by_person)]
    if by_person and is_plain(line) and not free:
        found += incomplete(course)
    for missing, firm in _shut_gates(course, line):
        found += [missing] if firm or not passing else []
    return tuple(dict.fromkeys(found))


def passed_by(course: Course, line: Line) -> tuple[str, ...]:
    """The conditions that somebody passes who goes this way with a reason."""
    return tuple(missing.name for missing, firm in _shut_gates(course, line) if not firm)


def _shut_gates(course: Course, line: Line) -> Iterator[tuple[Missing, bool]]:
    """Each gate on the way that is not met, and whether nobody passes it."""
    target = course.process.stages[line.go_to]
    leaving = () if _leaves_freely(line, target) else course.stage.before_leaving
    for side, gates in ((Lack.LEAVING, leaving), (Lack.ENTERING, target.before_entering)):
        for gate in gates:
            if not course.holds(gate.condition):
                fields = answers_to(course, gate.condition)
                firm = is_firm(gate.condition, course.playbook)
                yield Missing(side, gate.condition.text, fields), firm


def _leaves_freely(line: Line, target: Stage) -> bool:
    """Ends, what says so, and a skip: it asks its one reason and passes in one act."""
    return target.is_end or line.even_if_incomplete or line.mark is Mark.SKIP


def _said_on_the_way(
    course: Course, line: Line, target: Stage, by_person: bool
) -> Iterator[Missing]:
    """Data on the transition; the questions of an end are put to a person who goes there."""
    asked = (*line.ask, *target.ask) if by_person and target.is_end else line.ask
    for name in _unanswered(course, asked):
        yield Missing(Lack.ANSWER, name, (name,))


def _unanswered(course: Course, questions: tuple[Question, ...]) -> tuple[str, ...]:
    return lacking(questions, course.view, course.asker)


def answers_to(course: Course, condition: Condition) -> tuple[str, ...]:
    """The fields whose answer would help a condition: unknown ones, in reading order.

    For `S is complete` these are the questions of S that nobody has answered.
    """
    stages = stages_asked_about(course.playbook, course.state.process)
    found: list[str] = []
    for field in asked(condition.tree):
        if field.name in stages:
            found += _unanswered(course, stages[field.name].ask)
        elif field.means is None and course.asker.values.get(field.name) is None:
            found.append(field.name)
    return tuple(dict.fromkeys(found))
