"""Calls that were made: a log of attempts, which never moves a record from its stage."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.core.actions import action
from leadline.core.batch import Batch
from leadline.core.errors import Invalid
from leadline.parties.models import PhoneNumber
from leadline.records.actions import give_answers
from leadline.records.answers import kept
from leadline.records.cause import BY_HAND
from leadline.records.company import answers_of
from leadline.records.models import Record
from leadline.work import events, rules
from leadline.work.actions.finishing import close
from leadline.work.loading import last_contacts_of, one_task
from leadline.work.models import Call, Task
from leadline.work.pieces import open_condition
from leadline.work.results import CallResult


@action(
    _("log call"),
    _("Notes that somebody was called and what came of it."),
    changes=("last call result", "last contact"),
    events=(events.CALL_LOGGED, events.CALL_FAILED, events.REAL_CONVERSATION),
)
def log_call(
    batch: Batch,
    record: Record,
    *,
    result: CallResult | str,
    detail: str = "",
    note: str = "",
    at: datetime | None = None,
    phone: PhoneNumber | None = None,
    task: Task | None = None,
    answers: Mapping[str, object] | None = None,
) -> Call:
    """at: when the call was made, if that was earlier. phone: the number that was dialed.

    task: the call that was to be made. It is done once they talked and what it asks is known; a
    failed attempt ends it, too, unless it is a piece of the stage's work, which stays open.
    Raises Invalid for a result that is none, or a call that is still to come.
    """
    outcome, called_at = _outcome(result), _made_at(batch, at)
    mine = one_task(batch, record, task) if task else None
    logged = batch.add(
        Call(
            record=record,
            **_person(record),
            phone=phone,
            task=mine,
            user_id=batch.actor.user_id,
            result=outcome,
            detail=detail.strip()[:200],
            note=note.strip(),
            called_at=called_at,
        )
    )
    _tell(batch, record, logged)
    if phone is not None and outcome.spoils_number:
        batch.change(phone, flaw=outcome.value)
    if answers:
        give_answers.within(batch, record, answers=answers, evidence="call")
    _end(batch, record, mine, logged)
    return logged


def bring_in_call(
    batch: Batch, record: Record, *, result: CallResult, detail: str = "", at: datetime
) -> Call:
    """A call that another system had logged: kept without news, so that nothing follows from it."""
    return batch.add(
        Call(
            record=record,
            **_person(record),
            result=result,
            detail=detail.strip()[:200],
            called_at=at,
        )
    )


def _end(batch: Batch, record: Record, task: Task | None, logged: Call) -> None:
    result = CallResult(logged.result)
    if task is not None and task.is_open and _ends(batch, record, task, result):
        failed = "" if result.is_conversation else result.value
        close(batch, record, task, BY_HAND, result=logged.note or result.value, failed=failed)


def _ends(batch: Batch, record: Record, task: Task, outcome: CallResult) -> bool:
    if outcome.is_conversation:
        needed = rules.still_needed(task.asks, answers_of(batch, record))
        return not needed and not open_condition(batch, record, task)
    return not task.piece


def _tell(batch: Batch, record: Record, logged: Call) -> None:
    when, result = logged.called_at, CallResult(logged.result)
    batch.happened(
        record,
        events.CALL_LOGGED,
        occurred_at=when,
        result=result.value,
        detail=logged.detail,
        note=logged.note,
        number=logged.phone.text if logged.phone else "",
    )
    if result.is_conversation:
        was = {"last contact": kept(batch.of(record, last_contacts_of))}
        batch.happened(record, events.REAL_CONVERSATION, occurred_at=when, was=was)
    else:
        batch.happened(record, events.CALL_FAILED, occurred_at=when, result=result.value)


def _outcome(result: CallResult | str) -> CallResult:
    try:
        return CallResult(result)
    except ValueError as error:
        sentence = gettext("Choose what came of the call.")
        raise Invalid(sentence, {"result": sentence}) from error


def _made_at(batch: Batch, at: datetime | None) -> datetime:
    if at is not None and at > batch.now:
        sentence = gettext("A call is logged after it was made.")
        raise Invalid(sentence, {"at": sentence})
    return at or batch.now


def _person(record: Record) -> dict[str, Any]:
    """Whom the record is about: by object where it is at hand, since it may be new itself."""
    if Record.person.is_cached(record):
        return {"person": record.person}
    return {"person_id": record.person_id}
