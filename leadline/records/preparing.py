"""What a list begins to ask about is prepared for all records there are, in small slices."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from leadline.conditions.catalogue import Field
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.records.indexing import field_of, index
from leadline.records.models import AskedField, Record

SLICE = 200  # records of one transaction
SETTLED = timedelta(seconds=2)  # after it, every batch that writes answers knows of the field


@dataclass(frozen=True)
class Preparing:
    """A field that lists cannot be asked about yet. percent: of the records that are done."""

    name: str
    percent: int


def not_ready(fields: Iterable[Field]) -> list[Preparing]:
    """Those of the fields whose answers are not all in the index; no query for no fields."""
    wanted = {field.name: field for field in fields}
    if not wanted:
        return []
    rows = {row.name: row for row in AskedField.objects.filter(name__in=wanted)}
    lacking = [name for name, field in wanted.items() if not _is_ready(rows.get(name), field)]
    if not lacking:
        return []
    last = Record.objects.order_by("-pk").values_list("pk", flat=True).first() or 1
    return [Preparing(name, _percent(rows.get(name), wanted[name], last)) for name in lacking]


def unknown_of(fields: Iterable[Field], rows: Mapping[str, AskedField]) -> list[Field]:
    """Those of the fields that nobody has asked about, or that were of another kind then."""
    return [field for field in fields if not _is_same(rows.get(field.name), field)]


def prepare_due(now: datetime, limit: int = SLICE) -> int:
    """Indexes the next records for the fields that are not ready; returns how many there were.

    Fields that stand at the same record go together; those that are furthest behind go first.
    """
    waiting = AskedField.objects.filter(ready_at=None).order_by("filled_to", "pk")
    first = waiting.first()
    if first is None:
        return 0
    with Batch(AUTOMATION, now) as batch:
        asked = list(waiting.filter(filled_to=first.filled_to).select_for_update())
        records = batch.lock(_next(first.filled_to, limit))
        index(records, [field_of(one) for one in asked])
        done = max((record.pk for record in records), default=first.filled_to)
        for one in asked:
            settled = len(records) < limit and now - one.asked_at >= SETTLED
            batch.change(one, filled_to=done, ready_at=now if settled else None)
    return len(records)


def _next(after: int, limit: int) -> Sequence[Record]:
    ids = Record.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)
    return [Record(pk=pk) for pk in ids[:limit]]


def _is_ready(row: AskedField | None, field: Field) -> bool:
    return row is not None and row.ready_at is not None and _is_same(row, field)


def _is_same(row: AskedField | None, field: Field) -> bool:
    asked = (field.kind.value, field.unit, field.about)
    return row is not None and (row.kind, row.unit, row.about) == asked


def _percent(row: AskedField | None, field: Field, last: int) -> int:
    done = row.filled_to if row is not None and _is_same(row, field) else 0
    return min(99, 100 * done // last)
