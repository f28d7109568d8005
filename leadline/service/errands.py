"""What has to be carried out in a product, and who hears of it."""

from datetime import datetime

from leadline.core.batch import Batch
from leadline.core.events import EventType
from leadline.records.cause import Cause
from leadline.records.models import Record
from leadline.service.models import Entitlement, Errand, How


def made(
    batch: Batch,
    entitlement: Entitlement,
    what: Errand.What,
    cause: Cause,
    until: datetime | None = None,
) -> Errand:
    """An errand for the product's hook or for a person; the same cause makes it once."""
    by_hand = entitlement.product.how == How.TASK
    return batch.add(
        Errand(
            entitlement=entitlement,
            what=what,
            key=cause.key or f"{what}/{entitlement.lead_id}/{batch.now.isoformat()}",
            finishes=cause.key or "",
            asked_at=batch.now,
            until=until,
            by_hand=by_hand,
            next_at=None if by_hand else batch.now,
        )
    )


def told(
    batch: Batch, entitlement: Entitlement, event: EventType, cause: Cause, **data: object
) -> None:
    """Records an event of the trial in its own history and in that of the record it is for."""
    own, lead = entitlement.record, entitlement.lead
    if own.pk is not None:
        own = batch.lock([own])[0]
        batch.happened(own, event, occurred_at=cause.at, **data)
    if lead.pk is not None:
        lead = batch.lock([Record(pk=lead.pk)])[0]
    batch.happened(lead, event, occurred_at=cause.at, why=cause.why, depth=cause.depth, **data)
