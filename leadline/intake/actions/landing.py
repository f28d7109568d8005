"""Rows that were read become leads, with the calls and wishes that came along with them."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from leadline.core.batch import Batch
from leadline.intake.rows import Row
from leadline.leads.actions import open_leads
from leadline.leads.incoming import Door, Fate, How, Outcome
from leadline.parties.actions.contacting import refuse_contact
from leadline.parties.actions.entering import OnMatch
from leadline.parties.models import Channel
from leadline.records.models import Record
from leadline.work import events as work_events
from leadline.work.models import Call
from leadline.work.results import CallResult


def land(
    batch: Batch, door: Door, rows: Sequence[Row], on_match: OnMatch = OnMatch.FILL
) -> list[Outcome]:
    """Each row's fate, aligned; a constant number of queries."""
    if not rows:
        return []
    outcomes = open_leads.within(
        batch, None, door=door, incoming=[row.incoming for row in rows], on_match=on_match
    )
    for row, outcome in zip(rows, outcomes, strict=True):
        if outcome.fate is not Fate.CREATED:
            continue
        _wishes(batch, outcome.record, row)
        if row.call is not None:
            _called(batch, outcome.record, *row.call)
        if door.how is not How.NEWS:
            _let_rest(batch, outcome.record)
    return outcomes


def _wishes(batch: Batch, record: Record, row: Row) -> None:
    """Who asked elsewhere not to be contacted has asked us."""
    if record.person is None:
        return
    words = _("So it came from %(source)s.") % {"source": row.incoming.source}
    for wished, channel in ((row.no_mail, Channel.EMAIL), (row.no_call, Channel.PHONE)):
        if wished:
            refuse_contact.within(batch, record.person, channel=channel, words=words)


def _called(batch: Batch, record: Record, result: CallResult, words: str) -> None:
    """A call that was made elsewhere: in the log, never a status (S3.11), and nothing follows."""
    call = batch.add(
        Call(
            record=record,
            person=record.person,
            result=result,
            detail=words[:200],
            called_at=record.opened_at,
        )
    )
    batch.happened(
        record,
        work_events.CALL_LOGGED,
        occurred_at=record.opened_at,
        result=result.value,
        detail=call.detail,
    )


def _let_rest(batch: Batch, record: Record) -> None:
    """Nothing that was before wakes anybody: it counts as answered."""
    batch.change(record, answered_seq=record.seq, wake_at=None)
