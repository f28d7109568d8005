"""Asks the playbook's guards in every action's door; what they forbid is refused."""

from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from leadline.access.models import Firm
from leadline.conditions.context import Context
from leadline.conditions.evaluate import unknown_inputs
from leadline.conditions.strict import certain
from leadline.conditions.tree import Condition
from leadline.core.actions import Action, check_with
from leadline.core.batch import Batch
from leadline.core.errors import Refused
from leadline.core.models import Eventful
from leadline.playbooks.definition import Guard, Playbook
from leadline.playbooks.versions import current_of
from leadline.records.models import Record
from leadline.records.view import View, views_of


def check_guards(asked: Action[Any, Any, Any], batch: Batch, subject: Eventful | None) -> None:
    """The check in every door; guards are always those of the playbook's current version."""
    if not isinstance(subject, Record) or subject.version_id is None:
        return
    playbook = batch.once(current_of, subject.version_id)
    guards = guards_on(playbook, subject.process, asked.name)
    if not guards:
        return
    view = batch.of(subject, _views)
    context = Context(now=batch.now, zone=ZoneInfo(batch.once(Firm.current).zone))
    for guard in guards:
        sentence = refusal(guard, view, context)
        if sentence:
            raise Refused(sentence)


def guards_on(playbook: Playbook, process: str, action: str) -> list[Guard]:
    """The guards that stand before this action in this process."""
    own = playbook.processes[process].guards if process in playbook.processes else ()
    return [guard for guard in (*playbook.guards, *own) if action in guard.actions]


def refusal(guard: Guard, view: Mapping[str, object], context: Context) -> str:
    """Why the guard refuses, in its own words; "" when it does not. What is unknown refuses."""
    for condition, forbidden in ((guard.never_while, True), (guard.only_when, False)):
        if condition is None:
            continue
        answer = certain(condition, view, context)
        if answer is None:
            unknown = ", ".join(unknown_inputs(condition, view))
            return _("Cannot tell: %(fields)s is unknown.") % {"fields": unknown}
        if answer is forbidden:
            return guard.say or _default_sentence(condition, forbidden)
    return ""


def _default_sentence(condition: Condition, forbidden: bool) -> str:
    if forbidden:
        return _("Not while %(condition)s.") % {"condition": condition.text}
    return _("Only when %(condition)s.") % {"condition": condition.text}


def _views(records: Sequence[Record]) -> list[View]:
    """Loader: what all guards of each record's playbook ask about."""
    views: list[View] = [{} for _ in records]
    groups: dict[int, list[int]] = {}
    for index, record in enumerate(records):
        groups.setdefault(record.version_id or 0, []).append(index)
    for version_id, indexes in groups.items():
        playbook = current_of(version_id) if version_id else None
        if playbook is None:
            continue
        found = views_of([records[i] for i in indexes], _asked(playbook), playbook.catalogue)
        for index, view in zip(indexes, found, strict=True):
            views[index] = view
    return views


def _asked(playbook: Playbook) -> frozenset[str]:
    guards = [*playbook.guards, *(g for p in playbook.processes.values() for g in p.guards)]
    conditions = [c for g in guards for c in (g.never_while, g.only_when) if c is not None]
    return frozenset(name for condition in conditions for name in condition.fields)


check_with("guards", check_guards)
