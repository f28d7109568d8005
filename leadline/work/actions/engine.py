"""What automation does for the engine's own effects: work, questions, withdrawals, clocks.

Each takes (batch, locked record, effect, cause), as automation's table of handlers wants it.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from leadline.access.models import User
from leadline.conditions.catalogue import normalised
from leadline.core.batch import Batch
from leadline.core.events import EventType
from leadline.playbooks.engine.decision import Effect
from leadline.records.cause import Cause
from leadline.records.models import Record
from leadline.records.routing.finding import everybody
from leadline.records.who import owner_of
from leadline.work import events, rules
from leadline.work.actions.finishing import close
from leadline.work.actions.making import Plan, make
from leadline.work.actions.telling import give
from leadline.work.loading import tasks_of
from leadline.work.models import NoticeKind, Task, TaskKind


def open_work(batch: Batch, record: Record, effect: Effect, cause: Cause) -> None:
    """A named piece of work of the stage becomes a task."""
    given = effect.params
    plan = Plan(
        by=given.get("by"),
        within=given.get("within"),
        agenda=given.get("agenda", ()),
        ask=given.get("ask", ()),
        goal=given.get("goal", ""),
        work=given.get("work", effect.object),
    )
    make(batch, record, rules.kind_of_work(plan.by, plan.ask), effect.object, plan, cause)


def finish_work(batch: Batch, record: Record, effect: Effect, cause: Cause) -> None:
    """A piece of work is done by its condition: its tasks are, too."""
    for task in _open(batch, record, lambda one: rules.is_of(one.key, effect.params["keys"])):
        close(batch, record, task, cause)


def ask(batch: Batch, record: Record, effect: Effect, cause: Cause) -> None:
    """What a move still needs becomes a question for the owner, unless a task asks it already."""
    field = normalised(effect.object)
    if _open(batch, record, lambda one: any(ask["field"] == field for ask in one.asks)):
        return
    plan = Plan(asks=[{"field": field, "optional": False, "choices": []}])
    make(batch, record, TaskKind.ANSWER, effect.object, plan, cause)


def withdraw(batch: Batch, record: Record, effect: Effect, cause: Cause) -> None:
    """Open tasks of a piece of work, or of a visit except what is kept open, are called off."""
    keys, kept = effect.params.get("keys"), effect.params.get("except", ())
    visit = effect.params.get("visit")
    if keys is not None:
        found = _open(batch, record, lambda one: rules.is_of(one.key, keys))
    else:
        found = _open(
            batch,
            record,
            lambda one: visit is not None and one.visit == visit and not rules.is_of(one.key, kept),
        )
    call_off(batch, record, found, effect.object, cause)


def stop_tasks(batch: Batch, record: Record, effect: Effect, cause: Cause) -> None:
    """`stop: tasks`: nothing is left to do here, whatever it came from."""
    call_off(batch, record, _open(batch, record, lambda one: True), record.stage, cause)


def overdue(batch: Batch, record: Record, effect: Effect, cause: Cause) -> None:
    """An action has not finished in its time: whoever does it, else the owner, hears of it."""
    begun = effect.key.removesuffix("/overdue")
    found = _open(batch, record, lambda one: one.key == begun)
    what = found[0].title if found else effect.object
    since = effect.params.get("since")
    assignees = {one.assignee_id for one in found if one.assignee_id}
    people = list(User.objects.filter(pk__in=assignees)) if assignees else []
    people = people or _owner(batch, record)
    given = give(batch, record, people, NoticeKind.OVERDUE, cause, task=what)
    if given or not people:
        _tell(batch, record, events.TASK_OVERDUE, effect, cause, task=what, since=since)


def warn(batch: Batch, record: Record, effect: Effect, cause: Cause) -> None:
    """A promise is nearly due: who has to keep it hears of it."""
    _of_clock(batch, record, effect, cause, NoticeKind.CLOCK_WARNED, events.CLOCK_WARNED)


def missed(batch: Batch, record: Record, effect: Effect, cause: Cause) -> None:
    """A promise was broken: who had to keep it hears of it; the playbook's lines tell others."""
    _of_clock(batch, record, effect, cause, NoticeKind.CLOCK_MISSED, events.CLOCK_MISSED)


def _of_clock(
    batch: Batch,
    record: Record,
    effect: Effect,
    cause: Cause,
    kind: NoticeKind,
    event: EventType,
) -> None:
    promise = effect.params.get("promise") or effect.object
    due_at: datetime | None = effect.params.get("due_at")
    people = _owner(batch, record)
    who = effect.params.get("of")
    if not people and who is not None and who.name:
        people = everybody(batch, record, who)
    give(batch, record, people, kind, cause, clock=promise, due_at=due_at and due_at.isoformat())
    _tell(batch, record, event, effect, cause, clock=effect.object, due_at=due_at)


def _owner(batch: Batch, record: Record) -> list[User]:
    owner = owner_of(batch, record)
    return [owner] if owner else []


def _open(batch: Batch, record: Record, fits: Callable[[Task], bool]) -> list[Task]:
    return [task for task in batch.of(record, tasks_of) if task.is_open and fits(task)]


def call_off(batch: Batch, record: Record, tasks: list[Task], why: str, cause: Cause) -> None:
    """These open tasks are not to be done any more."""
    for task in tasks:
        batch.change(task, withdrawn_at=batch.now, withdrawn_because=why[:200])
        batch.happened(
            record,
            events.TASK_WITHDRAWN,
            task=task.title,
            task_id=task.pk,
            reason=why,
            why=cause.why,
            depth=cause.depth,
        )


def _tell(
    batch: Batch, record: Record, event: EventType, effect: Effect, cause: Cause, **data: Any
) -> None:
    batch.happened(record, event, occurred_at=effect.at, why=cause.why, depth=cause.depth, **data)
