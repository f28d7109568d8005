"""Carries out what the engine decided: each effect becomes an action, done by automation."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from leadline.automation import events as own
from leadline.automation import measuring
from leadline.automation.giving import give
from leadline.automation.guards import count_passing
from leadline.core.actions import Action, declared_actions
from leadline.core.batch import Batch
from leadline.core.events import event_type
from leadline.playbooks.carried import parameter
from leadline.playbooks.engine.decision import Effect
from leadline.playbooks.versions import definition_of
from leadline.records import actions as records
from leadline.records import events
from leadline.records.answers import read_answer
from leadline.records.cause import Cause
from leadline.records.models import Record
from leadline.work.actions import engine as work

AnyAction = Action[Any, Any, Any]
Handler = Callable[[Batch, Record, Effect, Cause], None]


class NobodyDoes(Exception):
    """A published playbook asks for an action that no room carries out."""


def carry_out(
    batch: Batch, record: Record, effect: Effect, why: object, *, late: bool = False
) -> AnyAction | None:
    """Does one effect; returns the action that did it, if it was one of the catalogue.

    why: the decision record that the timeline shows. late: a letter is held, so that somebody
    decides about it. Raises NobodyDoes, Refused.
    """
    cause = cause_of(effect, why, late=late)
    handler = _OWN.get(f"{effect.verb} {effect.object}") or _OWN.get(effect.verb)
    if handler is not None:
        handler(batch, record, effect, cause)
        return None
    action, by_phrase = action_for(effect.verb, effect.object)
    arguments = arguments_for(action, effect.params)
    if not by_phrase:
        arguments["what"] = effect.object
    action.within(batch, record, cause=cause, **arguments)
    return action


def cause_of(effect: Effect, why: object, *, late: bool = False) -> Cause:
    """Why an action is done, as it is told to the action."""
    return Cause(effect.key, effect.line, effect.at, why, effect.depth, late)


def door_of(effect: Effect) -> tuple[str, Mapping[str, Any]]:
    """The name of the action whose door the effect goes through, and what that is told."""
    if effect.verb in _DOORS:
        return _DOORS[effect.verb], {}
    action, _by_phrase = action_for(effect.verb, effect.object)
    return action.name, arguments_for(action, effect.params)


@cache
def guarded_name(verb: str, object: str) -> str:
    """The action in whose door guards are asked about an effect; "" where it goes through none."""
    if verb in _DOORS:
        return _DOORS[verb]
    is_own = f"{verb} {object}" in _OWN or verb in _OWN
    return "" if is_own else action_for(verb, object)[0].name


@cache
def action_for(verb: str, object: str) -> tuple[AnyAction, bool]:
    """The action that a verb and its object name; whether the object is part of its name."""
    catalogue = declared_actions()
    for name, by_phrase in ((f"{verb} {object}", True), (verb, False)):
        if name in catalogue:
            return catalogue[name], by_phrase
    raise NobodyDoes(f"no room carries out “{verb} {object}”")


def arguments_for(action: AnyAction, options: Mapping[str, Any]) -> dict[str, Any]:
    """The options of a line as the action's parameters: `at stage` → at_stage, `with` → with_."""
    named = {parameter(option): value for option, value in options.items()}
    return {name: value for name, value in named.items() if name in action.parameters}


def _set(batch: Batch, record: Record, effect: Effect, cause: Cause) -> None:
    value = effect.params.get("to")
    field = batch.once(definition_of, record.version_id).catalogue.get(effect.object)
    if field is not None and isinstance(value, str):
        value = read_answer(field, value)
    records.give_answers.within(batch, record, answers={effect.object: value}, cause=cause)


def _forget(batch: Batch, record: Record, effect: Effect, cause: Cause) -> None:
    records.forget_answers.within(batch, record, fields=[effect.object], cause=cause)


def _record(batch: Batch, record: Record, effect: Effect, cause: Cause) -> None:
    batch.happened(
        record,
        event_type(effect.object),
        occurred_at=effect.at,
        why=cause.why,
        depth=effect.depth,
    )


def _refuse(batch: Batch, record: Record, effect: Effect, cause: Cause) -> None:
    batch.happened(
        record, events.MOVE_REFUSED, to=effect.object, allowed=list(effect.params["allowed"])
    )


def _stuck(batch: Batch, record: Record, effect: Effect, cause: Cause) -> None:
    records.stop(batch, record, effect.why)


def _passed(batch: Batch, record: Record, effect: Effect, cause: Cause) -> None:
    """Somebody went through a gate that was not met, for a reason; each gate is counted."""
    batch.happened(record, own.GATE_PASSED, stage=effect.object, reason=effect.why)
    for gate in effect.params["gates"]:
        count_passing(batch, record, "ask move", gate, effect.params["by"])


def _nothing(batch: Batch, record: Record, effect: Effect, cause: Cause) -> None:
    """The engine's state holds all of it: sequences and the beginning and end of clocks."""


_DOORS = {"assign": "assign", "set": "give answers", "forget": "ask answers again"}
_OWN: dict[str, Handler] = {
    "assign": give,
    "set": _set,
    "forget": _forget,
    "record": _record,
    "refuse": _refuse,
    "stuck": _stuck,
    "pass gate": _passed,
    "work": work.open_work,
    "finish work": work.finish_work,
    "ask": work.ask,
    "withdraw": work.withdraw,
    "overdue": work.overdue,
    "clock started": _nothing,
    "clock warned": work.warn,
    "clock missed": measuring.missed,
    "clock met": measuring.met,
    "clock stopped": measuring.stopped,
    "start": _nothing,
    "stop sequences": _nothing,
    "stop tasks": work.stop_tasks,
}
