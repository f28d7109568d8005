"""People get tasks done, give them to somebody, put them off, and open them again."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.access.models import User
from leadline.core.actions import action
from leadline.core.batch import Batch
from leadline.core.errors import Invalid, Refused
from leadline.records.actions import give_answers
from leadline.records.cause import BY_HAND, Cause
from leadline.records.company import answers_of
from leadline.records.models import Record
from leadline.work import events, rules
from leadline.work.actions.telling import give
from leadline.work.loading import one_task
from leadline.work.models import NoticeKind, Task, TaskKind
from leadline.work.pieces import open_condition


@action(_("finish task"), _("Gets a task done."), events=(events.TASK_DONE,))
def finish_task(
    batch: Batch,
    record: Record,
    *,
    task: Task,
    result: str = "",
    answers: Mapping[str, object] | None = None,
    ticks: Collection[int] = (),
    cause: Cause = BY_HAND,
) -> None:
    """answers: by field's name, for what the task asks. ticks: points of the agenda, from 0.

    Raises Refused while something that it asks has no answer (`missing` names the fields), or
    while the playbook's condition for this piece of work does not hold.
    """
    mine = open_one(batch, record, task)
    if mine.kind == TaskKind.RETRY:
        raise Refused(gettext("Try this again, or give it up."))
    if answers:
        evidence = f"task {mine.pk}"
        give_answers.within(batch, record, answers=answers, evidence=evidence, cause=cause)
    missing = rules.still_needed(mine.asks, answers_of(batch, record))
    if missing:
        sentence = gettext("Still needed: %(fields)s.") % {"fields": ", ".join(missing)}
        raise Refused(sentence, missing=missing)
    if condition := open_condition(batch, record, mine):
        raise Refused(gettext("This is done when %(condition)s.") % {"condition": condition})
    close(batch, record, mine, cause, result=result, ticks=ticks)


@action(_("reopen task"), _("Opens a task that was done."), events=(events.TASK_REOPENED,))
def reopen_task(batch: Batch, record: Record, *, task: Task) -> None:
    """It is to be done after all; its answers stay."""
    mine = one_task(batch, record, task)
    if mine.is_open:
        return
    if mine.withdrawn_at is not None:
        raise Refused(gettext("This is no longer to be done: %(task)s.") % {"task": mine})
    batch.change(mine, done_at=None, done_by=None)
    batch.happened(record, events.TASK_REOPENED, task=mine.title, task_id=mine.pk)


@action(_("assign task"), _("Gives a task to somebody."), events=(events.TASK_ASSIGNED,))
def assign_task(
    batch: Batch, record: Record, *, task: Task, assignee: User, cause: Cause = BY_HAND
) -> None:
    """They hear of it, unless they took it themselves."""
    mine = open_one(batch, record, task)
    if mine.assignee_id == assignee.pk:
        return
    batch.change(mine, assignee=assignee)
    batch.happened(
        record,
        events.TASK_ASSIGNED,
        task=mine.title,
        task_id=mine.pk,
        assignee=str(assignee),
        why=cause.why,
        depth=cause.depth,
    )
    if assignee.pk != batch.actor.user_id:
        by = batch.actor.name
        give(batch, record, [assignee], NoticeKind.ASSIGNED, cause, by=by, task=mine.title)


@action(_("snooze task"), _("Hides a task until later."), events=(events.TASK_PUT_OFF,))
def snooze_task(
    batch: Batch, record: Record, *, task: Task, until: datetime, reason: str = ""
) -> None:
    """It is not shown before; when it is due does not change.

    Raises Invalid for a time gone by, and beyond a promise (when the task is due, or what the
    record was promised) where no reason is given.
    """
    mine = open_one(batch, record, task)
    if until <= batch.now:
        sentence = gettext("Choose a time to come.")
        raise Invalid(sentence, {"until": sentence})
    if not reason.strip() and (promised := rules.promised_before(until, mine, record)):
        due = date_format(localtime(promised), "DATETIME_FORMAT")
        sentence = gettext("It is promised for %(due)s. Say why it comes later.") % {"due": due}
        raise Invalid(sentence, {"reason": sentence})
    before = mine.opens_at
    batch.change(mine, opens_at=until)
    batch.happened(
        record,
        events.TASK_PUT_OFF,
        task=mine.title,
        task_id=mine.pk,
        until=until.isoformat(),
        before=before.isoformat() if before else None,
        note=reason.strip()[:500] or None,
    )


@action(_("allow call"), _("Calls without a basis, for a reason."), events=(events.CALL_ALLOWED,))
def allow_call(batch: Batch, record: Record, *, task: Task, reason: str) -> None:
    """A person takes it upon themselves to call somebody whom nothing says we may call."""
    mine = open_one(batch, record, task)
    if mine.kind != TaskKind.CALL:
        raise Refused(gettext("This task is no call."))
    if not reason.strip():
        sentence = gettext("Say why they may be called.")
        raise Invalid(sentence, {"reason": sentence})
    batch.change(mine, call_anyway=reason.strip()[:500])
    batch.happened(record, events.CALL_ALLOWED, reason=mine.call_anyway)


def open_one(batch: Batch, record: Record, task: Task) -> Task:
    """The task as it is now. Raises Refused when it was done or withdrawn meanwhile."""
    mine = one_task(batch, record, task)
    if mine.done_at is not None:
        raise Refused(gettext("This was done already: %(task)s.") % {"task": mine})
    if mine.withdrawn_at is not None:
        raise Refused(gettext("This is no longer to be done: %(task)s.") % {"task": mine})
    return mine


def close(
    batch: Batch,
    record: Record,
    task: Task,
    cause: Cause,
    *,
    result: str = "",
    ticks: Collection[int] = (),
    failed: str = "",
) -> None:
    """Done by whoever acts. failed: it was tried in vain, so what waits for it does not go on."""
    batch.change(
        task,
        done_at=batch.now,
        done_by_id=batch.actor.user_id,
        result=result,
        agenda=rules.ticked(task.agenda, ticks),
    )
    finished: dict[str, Any] = {"finishes": task.key} if task.key else {}
    if failed:
        finished["failed"] = failed
    batch.happened(
        record,
        events.TASK_DONE,
        task=task.title,
        task_id=task.pk,
        result=result,
        why=cause.why,
        depth=cause.depth,
        **finished,
    )
