"""What automation notes of leads that stand with partners: not answered in time."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_noop as _

from leadline.channel import events
from leadline.channel.actions.handing import open_leads
from leadline.channel.models import State
from leadline.core.actions import action
from leadline.core.batch import Batch
from leadline.records.cause import Cause
from leadline.records.models import Record
from leadline.records.who import owner_of
from leadline.work.actions.telling import give
from leadline.work.models import NoticeKind


@action(
    _("tell late partners"),
    _("Tells owners which partners have not answered in their time."),
    events=(events.LATE,),
)
def tell_late(batch: Batch, subject: None, *, records: Sequence[int]) -> None:
    """What was answered meanwhile is left alone; the same is told once."""
    for record in batch.lock([Record(pk=pk) for pk in records]):
        lead = batch.of(record, open_leads)
        if lead is None or lead.state != State.WAITING or lead.late_at or lead.due_at > batch.now:
            continue
        batch.change(lead, late_at=batch.now)
        batch.happened(
            record, events.LATE, partner=str(lead.partner), partner_id=lead.partner_id,
            due_at=lead.due_at,
        )  # fmt: skip
        owner = owner_of(batch, record)
        if owner is not None:
            due: dict[str, Any] = {"clock": str(lead.partner), "due_at": lead.due_at.isoformat()}
            give(batch, record, [owner], NoticeKind.CLOCK_MISSED, Cause(), **due)
