"""Records whose stage asks what is sales-ready hear that both sides have signed it, by slices."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import cast

from django.db.models import Model

from leadline.automation import events
from leadline.automation.models import SignedDefinition
from leadline.automation.waiting import waiting_for
from leadline.core import bulk
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch, Written, heed_writing
from leadline.core.batch_size import at_once
from leadline.playbooks.models import Signature
from leadline.playbooks.rulebook import SIGNED
from leadline.records.models import Record

SLICE, FEW = 500, 100  # records in one transaction; few where it keeps every writer waiting


def tell_signed(now: datetime) -> int:
    """Tells the next records; returns how many, and one where that was all.

    How far it has come stands in the same transaction, so that each is told once.
    """
    if not SignedDefinition.objects.exists():
        return 0
    with Batch(AUTOMATION, now) as batch:
        rows = SignedDefinition.objects.select_for_update(skip_locked=True, of=("self",))
        row = rows.select_related("signature").order_by("pk").first()
        return _tell(batch, row, at_once(SLICE, FEW)) if row is not None else 0


def _tell(batch: Batch, row: SignedDefinition, most: int) -> int:
    waiting = waiting_for([row.signature])
    found: list[Record] = []
    if waiting is not None:
        open_ones = Record.objects.filter(waiting, outcome="", visit__gt=0, pk__gt=row.told_to)
        ids = open_ones.order_by("pk").values_list("pk", flat=True)[:most]
        found = batch.lock([Record(pk=pk) for pk in ids])
    for record in found:
        batch.happened(record, events.DEFINITION_SIGNED, was={SIGNED: False})
    if found:
        batch.change(row, told_to=found[-1].pk)
        return len(found)
    bulk.delete(SignedDefinition, [row.pk])
    return 1


def heed(written: Mapping[type[Model], Written]) -> None:
    """A signature that may be the last one is remembered with it; the worker does the rest."""
    if (signatures := written.get(Signature)) is None:
        return
    with Batch(AUTOMATION) as batch:
        for one in cast(Sequence[Signature], signatures.new):
            if waiting_for([one]) is not None:
                batch.add(SignedDefinition(signature=one))


heed_writing(heed)
