"""Conditions as the engine asks them: compiled once, at an instant, on what was known then."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from leadline.conditions.catalogue import Field, normalised
from leadline.conditions.context import Context
from leadline.conditions.evaluate import Predicate, holds
from leadline.conditions.fading import as_of, fading_in
from leadline.conditions.tree import Condition, asked
from leadline.core import worktime
from leadline.core.schedules import Schedule
from leadline.playbooks.definition import Question
from leadline.playbooks.engine.asked import Once
from leadline.playbooks.engine.state import NOT_TOLD

predicate: Once[Condition, Predicate] = Once(holds)


@dataclass(frozen=True)
class Asker:
    """Answers conditions at one instant.

    fading: those of the values that fall by time alone, for the moment at which they do.
    """

    values: Mapping[str, object]
    context: Context
    fading: Mapping[str, object] = field(default_factory=dict)

    @property
    def foreseeable(self) -> Mapping[str, object]:
        """The values as `flips_at` wants them."""
        return {**self.values, **self.fading} if self.fading else self.values

    def holds(self, condition: Condition | None) -> bool:
        """No condition always holds."""
        return condition is None or predicate(condition)(self.values, self.context)

    def used(self, *conditions: Condition | None) -> dict[str, object]:
        """The values that conditions hang on, by field; None is unknown."""
        found = {one.name: one for it in conditions if it is not None for one in asked(it.tree)}
        return {name: self.value(found[name]) for name in sorted(found)}

    def value(self, field: Field) -> object:
        """None where it is unknown; of a derived field, whether what it stands for holds."""
        return self.values.get(field.name) if field.means is None else self.holds(field.means)


def asker_at(
    view: Mapping[str, object],
    counted: Mapping[str, object],
    context: Context,
    at: datetime,
    schedule: Schedule,
) -> Asker:
    """An asker at an instant; working lengths go by one team's hours."""
    values = {**known(view), **counted}
    context = replace(context, now=at, working=lambda start, d: worktime.add(schedule, start, d))
    return Asker(as_of(values, at), context, fading_in(values))


def known(view: Mapping[str, object]) -> dict[str, object]:
    """A view as conditions see it: what was asked and not told is unknown."""
    return {name: value for name, value in view.items() if value is not None and value != NOT_TOLD}


def lacking(
    questions: tuple[Question, ...], view: Mapping[str, object], asker: Asker
) -> tuple[str, ...]:
    """The fields of needed questions that nobody has answered, in order."""
    return tuple(
        question.field
        for question in questions
        if not question.optional
        and view.get(normalised(question.field)) is None
        and asker.holds(question.needed_when)
    )
