"""What a playbook asks that history does not answer: nobody was asked for it at the time."""

from collections.abc import Mapping
from datetime import datetime

from leadline.automation.rehearsal.past import trace
from leadline.conditions.catalogue import normalised
from leadline.playbooks.definition import Stage
from leadline.playbooks.engine.course import Course
from leadline.playbooks.engine.gates import incomplete
from leadline.playbooks.engine.state import Lack, Missing

# Acts that are over as soon as they leave; all others end when somebody or something says so.
AT_ONCE = frozenset({"send", "tell", "note", "play", "set", "assign", "start", "stop", "record"})


class Answered:
    """What the run that happened shows: who was asked what, and what was begun.

    later: field → when history says it last.
    """

    def __init__(
        self, asked: set[str], made: Mapping[str, datetime], later: Mapping[str, datetime]
    ) -> None:
        self.asked, self.made, self.later = asked, made, later

    def unknown(self, course: Course) -> tuple[str, ...]:
        """What keeps the record here and nobody can know, in the words of the text."""
        if course.stage.is_end:
            return ()
        wish = course.state.wish
        held = (*incomplete(course), *(wish.missing if wish else ()))
        found = [name for one in held for name in self._lacking(course, one)]
        return tuple(dict.fromkeys([*found, *self._unfinished(course)]))

    def _lacking(self, course: Course, missing: Missing) -> tuple[str, ...]:
        if missing.kind is Lack.WORK:
            return (missing.name,) if self._is_new_work(course, missing.name) else ()
        return tuple(name for name in missing.fields if not self._is_told(course, name))

    def _is_told(self, course: Course, name: str) -> bool:
        """Somebody was asked, be it in vain, or says it later on."""
        return normalised(name) in self.asked or self._comes(course, name)

    def _comes(self, course: Course, name: str) -> bool:
        said = self.later.get(normalised(name))
        return said is not None and said > course.at

    def _is_new_work(self, course: Course, name: str) -> bool:
        if any(made.startswith(f"work {name}/") for made in self.made):
            return False
        piece = next(one for one in course.stage.work if one.name == name)
        fields = [
            *(piece.done_when.fields if piece.done_when else ()),
            *(q.field for q in piece.ask),
        ]
        return not any(self._comes(course, one) for one in fields)

    def _unfinished(self, course: Course) -> tuple[str, ...]:
        return tuple(
            waiting.doing
            for key, waiting in course.state.waiting.items()
            if trace(key) not in self.made and waiting.doing.partition(" ")[0] not in AT_ONCE
        )


def asked_here(stage: Stage) -> set[str]:
    """Fields that whoever works on a record in this stage is asked for."""
    questions = [*stage.ask, *(one for piece in stage.work for one in piece.ask)]
    return {normalised(one.field) for one in questions}
