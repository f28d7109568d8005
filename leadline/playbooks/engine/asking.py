"""Conditions as the engine asks them: compiled once, at an instant, on what was known then."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from leadline.conditions.catalogue import Field, normalised
from leadline.conditions.context import Context
from leadline.conditions.evaluate import Predicate, holds
from leadline.conditions.fading import as_of, fading_in
from leadline.conditions.tree import Condition, asked
from leadline.core import worktime
from leadline.core.schedules import Schedule
from leadline.playbooks.definition import Playbook, Question, Stage
from leadline.playbooks.engine.asked import Once, asked_fields
from leadline.playbooks.engine.state import NOT_TOLD, State

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
        return {name: self._value(found[name]) for name in sorted(found)}

    def _value(self, field: Field) -> object:
        """Of a derived field, whether what it stands for holds."""
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


def counted(playbook: Playbook, state: State, attempts: frozenset[str]) -> dict[str, object]:
    """The fields that the engine itself counts; `… is complete` is added by `completed`.

    `rounds here` counts answers to the question `round`, and any other "<event> here" says whether
    the event came in this visit.
    """
    heard = state.heard
    own = _own_fields(playbook)[state.process]
    found: dict[str, object] = {name: event in heard for name, event in own.flags}
    found |= {name: state.times_in.get(stage, 0) for name, stage in own.times}
    return found | {
        "stage": state.stage,
        "arrival": state.entered_at,
        "cycle": state.cycle,
        "times here": state.times_in.get(state.stage, 0),
        "attempts here": sum(heard[name].times for name in attempts if name in heard),
        "rounds here": heard["round answered"].times if "round answered" in heard else 0,
    }


def completed(
    playbook: Playbook, process: str, view: Mapping[str, object], asker: Asker
) -> Iterator[tuple[str, bool]]:
    """Each field `S is complete` that is asked: whether all needed questions of S are answered."""
    for name, stage in _own_fields(playbook)[process].complete:
        if name not in asker.values:
            yield name, not lacking(stage.ask, view, asker)


def stages_asked_about(playbook: Playbook, process: str) -> Mapping[str, Stage]:
    """Field `S is complete` → the stage S, for those that the process asks about."""
    return dict(_own_fields(playbook)[process].complete)


@dataclass(frozen=True)
class OwnFields:
    """The engine's own fields that one process asks about: name and what it is about."""

    times: tuple[tuple[str, str], ...]
    flags: tuple[tuple[str, str], ...]
    complete: tuple[tuple[str, Stage], ...]


def _own(playbook: Playbook) -> Mapping[str, OwnFields]:
    return {name: _own_of(playbook, name) for name in playbook.processes}


def _own_of(playbook: Playbook, name: str) -> OwnFields:
    asked, stages = asked_fields(playbook, name), playbook.processes[name].stages
    times = ((normalised(f"times in {stage}"), stage) for stage in stages)
    complete = ((normalised(f"{one.name} is complete"), one) for one in stages.values())
    flags = ((one, one.removesuffix(" here")) for one in sorted(asked) if one.endswith(" here"))
    return OwnFields(
        tuple((field, stage) for field, stage in times if field in asked),
        tuple(flags),
        tuple((field, one) for field, one in complete if field in asked),
    )


_own_fields: Once[Playbook, Mapping[str, OwnFields]] = Once(_own)
