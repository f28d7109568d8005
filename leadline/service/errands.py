"""What has to be carried out in a product, and who hears of it."""

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from leadline.core.batch import Batch
from leadline.core.events import EventType
from leadline.records.cause import Cause
from leadline.records.models import Record
from leadline.service.models import Entitlement, Errand, How
from leadline.service.queries import running_of


def made(
    batch: Batch,
    entitlement: Entitlement,
    what: Errand.What,
    cause: Cause,
    until: datetime | None = None,
) -> Errand:
    """An errand for the product's hook or for a person, under a key that it keeps for ever."""
    by_hand = entitlement.product.how == How.TASK
    return batch.add(
        Errand(
            entitlement=entitlement,
            what=what,
            key=cause.key or f"{what}/{secrets.token_hex(16)}",
            finishes=cause.key or "",
            asked_at=batch.now,
            until=until,
            by_hand=by_hand,
            next_at=None if by_hand else batch.now,
        )
    )


def told(
    batch: Batch, entitlement: Entitlement, event: EventType, cause: Cause, **data: Any
) -> None:
    """Records an event of the trial in its own history and in that of the record it is for."""
    if entitlement.record.pk is not None:  # one that is only being made begins with its own event
        [own] = batch.lock([entitlement.record])
        batch.happened(own, event, occurred_at=cause.at, **data)
    lead = entitlement.lead
    if lead.pk is not None:
        [lead] = batch.lock([lead])
    batch.happened(lead, event, occurred_at=cause.at, why=cause.why, depth=cause.depth, **data)


def running(batch: Batch, lead: Record) -> Entitlement | None:
    """The trial that runs for the lead, its history locked; asked once for all of a batch."""
    return batch.of(lead, batch.once(_locking, batch))


def now_running(batch: Batch, lead: Record, entitlement: Entitlement) -> None:
    """From here on this is the trial that runs for the lead in this batch."""
    batch.now_of(lead, batch.once(_locking, batch), entitlement)


def locked(batch: Batch, pk: int) -> Errand:
    """The errand as it is now; its lead, its trial's history and itself locked, in this order."""
    seen = Errand.objects.select_related("entitlement").get(pk=pk)
    batch.lock([Record(pk=seen.entitlement.lead_id), Record(pk=seen.entitlement_id)])
    rows = Errand.objects.select_for_update(of=("self",))
    return rows.select_related(
        "entitlement__record", "entitlement__lead", "entitlement__product"
    ).get(pk=pk)


Loader = Callable[[Sequence[Record]], list[Entitlement | None]]


def _locking(batch: Batch) -> Loader:
    """`running_of`, which also locks the histories of all the trials that it finds."""

    def load(leads: Sequence[Record]) -> list[Entitlement | None]:
        found = running_of(leads)
        batch.lock([trial.record for trial in found if trial is not None])
        for lead, trial in zip(leads, found, strict=True):
            if trial is not None:
                trial.lead = lead
        return found

    return load
