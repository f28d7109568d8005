"""Asks the playbook's guards in every action's door; what they forbid is refused, or passed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from leadline.access.models import Firm
from leadline.automation import events
from leadline.automation.models import Passing
from leadline.automation.surroundings import is_who
from leadline.conditions.context import Context
from leadline.conditions.evaluate import unknown_inputs
from leadline.conditions.strict import certain
from leadline.conditions.tree import Condition
from leadline.core.actions import Action, check_with
from leadline.core.batch import Batch
from leadline.core.errors import Forbidden
from leadline.core.models import Eventful
from leadline.playbooks.carried import PLANNED_BY
from leadline.playbooks.definition import Guard, Playbook
from leadline.playbooks.explain.speaker import Speaker
from leadline.playbooks.passing import passer
from leadline.playbooks.spoken import language, words
from leadline.playbooks.versions import current_of
from leadline.playbooks.walk import guards_of
from leadline.records.in_force import views_in_force
from leadline.records.models import Record
from leadline.records.view import View
from leadline.work.loading import due


def check_guards(
    asked: Action[Any, Any, Any],
    batch: Batch,
    subject: Eventful | None,
    given: Mapping[str, Any],
) -> None:
    """The check in every door; guards are always those of the playbook's current version.

    A person who has said why passes those that let them; each passing is told and counted.
    """
    if not isinstance(subject, Record) or subject.version_id is None:
        return
    for one in standing_against(batch, subject, asked.name, given):
        if not (one.may_pass and batch.actor.passing.strip()):
            raise Forbidden(one.sentence, passed_by=one.passed_by, may_pass=one.may_pass)
        _passed(batch, subject, asked.name, one)


@dataclass(frozen=True)
class Standing:
    """A guard that refuses now: why, who may pass it (for people, "" nobody), may this actor."""

    guard: Guard
    sentence: str
    passed_by: str
    may_pass: bool


def standing_against(
    batch: Batch, record: Record, action: str, given: Mapping[str, Any]
) -> tuple[Standing, ...]:
    """Every guard that refuses the action now, to the actor of this batch."""
    if record.version_id is None:
        return ()
    playbook = batch.once(current_of, record.version_id)
    found = []
    guards = guards_on(playbook, record.process, action)
    for guard, sentence in _refusing(batch, record, guards, given) if guards else ():
        who = passer(guard, playbook)
        may = who is not None and is_who(batch, record, who, batch.actor)
        passed_by = _speaker(playbook).who(who) if who else ""
        found.append(Standing(guard, sentence, passed_by, may))
    return tuple(found)


def guards_on(playbook: Playbook, process: str, action: str) -> list[Guard]:
    """The guards that stand before this action in this process."""
    own = playbook.processes[process].guards if process in playbook.processes else ()
    return [guard for guard in (*playbook.guards, *own) if action in guard.actions]


def _refusing(
    batch: Batch, record: Record, guards: Sequence[Guard], given: Mapping[str, Any]
) -> Iterator[tuple[Guard, str]]:
    """Those guards that refuse now, each with why."""
    view = _view(batch, record)
    context = Context(now=batch.now, zone=ZoneInfo(batch.once(Firm.current).zone))
    speaker = _speaker(batch.once(current_of, record.version_id))
    for guard in guards:
        if guard.sooner_than and not _is_sooner(batch, guard, given):
            continue
        said = refusal(guard, view, context, speaker) or _not_them(batch, record, guard, speaker)
        if said:
            yield guard, said


def refusal(guard: Guard, view: Mapping[str, object], context: Context, speaker: Speaker) -> str:
    """Why the guard refuses, in its own words; "" when it does not. What is unknown refuses."""
    for condition, forbidden in ((guard.never_while, True), (guard.only_when, False)):
        if condition is None:
            continue
        answer = certain(condition, view, context)
        if answer is None:
            unknown = ", ".join(map(speaker.word, unknown_inputs(condition, view)))
            return _("Cannot tell: %(fields)s is unknown.") % {"fields": unknown}
        if answer is forbidden:
            return speaker.word(guard.say) or _default_sentence(condition, forbidden, speaker)
    if guard.sooner_than and not (guard.never_while or guard.only_when or guard.only_by):
        time = speaker.duration(guard.sooner_than)
        return speaker.word(guard.say) or _("Not sooner than in %(time)s.") % {"time": time}
    return ""


def refuses(guard: Guard, view: Mapping[str, object], context: Context) -> bool:
    """Whether its conditions do; what is unknown refuses."""
    told = ((guard.never_while, False), (guard.only_when, True))
    return any(
        condition is not None and certain(condition, view, context) is not allowed
        for condition, allowed in told
    )


def _not_them(batch: Batch, record: Record, guard: Guard, speaker: Speaker) -> str:
    """Why whoever asks is not one of those who alone may; "" when they are."""
    if not guard.only_by or any(is_who(batch, record, w, batch.actor) for w in guard.only_by):
        return ""
    who = speaker.whos(guard.only_by)
    return speaker.word(guard.say) or _("Only %(who)s can do this.") % {"who": who}


def _is_sooner(batch: Batch, guard: Guard, given: Mapping[str, Any]) -> bool:
    """Whether what is planned comes sooner than the guard says; what has no moment comes now."""
    assert guard.sooner_than is not None
    earliest = due(batch, batch.now, guard.sooner_than, None, None)
    named = (given.get(name) for name in sorted(PLANNED_BY))
    deadline = next((one for one in named if isinstance(one, datetime)), None)
    planned = due(batch, batch.now, given.get("within"), deadline, None) or batch.now
    return earliest is None or planned < earliest


def _default_sentence(condition: Condition, forbidden: bool, speaker: Speaker) -> str:
    said = {"condition": speaker.condition(condition)}
    return (_("Not while %(condition)s.") if forbidden else _("Only when %(condition)s.")) % said


def _passed(batch: Batch, record: Record, action: str, passed: Standing) -> None:
    count_passing(batch, record, action, rule_of(passed.guard), batch.actor.user_id)
    batch.happened(
        record,
        events.GUARD_PASSED,
        action=action,
        rule=rule_of(passed.guard),
        place=str(passed.guard.place),
        reason=batch.actor.passing.strip(),
    )


def count_passing(
    batch: Batch, record: Record, action: str, rule: str, user_id: int | None
) -> None:
    """One more time that somebody did what a guard or a gate forbids."""
    batch.add(
        Passing(
            record=record,
            playbook_id=record.version.playbook_id if record.version else None,
            action=action,
            rule=rule[:300],
            user_id=user_id,
            passed_at=batch.now,
        )
    )


def rule_of(guard: Guard) -> str:
    """What the rule says as it stands in the text, so that its passings can be counted."""
    conditions = [one.text for one in (guard.never_while, guard.only_when) if one is not None]
    people = [one.text for one in guard.only_by]
    said = [guard.say, *conditions, *people, str(guard.sooner_than or "")]
    return next(one for one in said if one)


def _speaker(playbook: Playbook) -> Speaker:
    """Says things of the playbook to whoever asks."""
    return Speaker(playbook, words(), language())


def _view(batch: Batch, record: Record) -> View:
    """What the guards ask about; read once more where this batch has changed the answers."""
    answers, view = batch.of(record, _with_answers)
    if answers is not record.answers:
        [(answers, view)] = _with_answers([record])
        batch.now_of(record, _with_answers, (answers, view))
    return {**view, "stage": record.stage or None}


def _with_answers(records: Sequence[Record]) -> list[tuple[object, View]]:
    return [
        (one.answers, view)
        for one, view in zip(records, views_in_force(records, _asked), strict=True)
    ]


def _asked(playbook: Playbook) -> frozenset[str]:
    found = guards_of(playbook)
    conditions = [c for g in found for c in (g.never_while, g.only_when) if c is not None]
    return frozenset(name for condition in conditions for name in condition.fields)


check_with("guards", check_guards)
