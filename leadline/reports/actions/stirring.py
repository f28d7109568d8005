"""Whatever is counted stirs: its record's number goes into the queue, in the same transaction."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model

from leadline.core import bulk
from leadline.core.batch import Written
from leadline.deals.models import Deal
from leadline.intake.models import Arrival, Outcome
from leadline.leads.models import Lead
from leadline.records.models import Record, StageVisit
from leadline.reports.models import Credit, Stirred
from leadline.work.models import Call

Table = type[Model]
# The rows of each table by which something is counted, and the field that names their record.
OF_RECORD: Mapping[Table, str] = {
    StageVisit: "record_id",
    Lead: "record_id",
    Deal: "record_id",
    Call: "record_id",
    Credit: "record_id",
}
COUNTED = frozenset(
    f"{name}{end}"
    for name in ("owner", "team", "outcome", "person", "binned_at")
    for end in ("", "_id")
)
ANSWERS = "answers"  # a reason may be among them


def heed(written: Mapping[Table, Written]) -> None:
    """Queues every record of which something was written that is counted."""
    found: set[int | None] = set()
    for table, name in OF_RECORD.items():
        if table in written:
            found |= {getattr(row, name) for row in _rows(written[table])}
    if Record in written:
        lines: Iterable[Any] = written[Record].changed
        found |= {row.pk for row, names in lines if names & COUNTED or _told(row, names)}
    if Arrival in written and any(_lost(row) for row, _names in written[Arrival].changed):
        found.add(None)
    stir(found)


def stir(records: Iterable[int | None]) -> None:
    """Queues these records; None says that some are gone."""
    wanted = sorted(set(records), key=lambda one: one or 0)
    if wanted:
        ids = bulk.reserve_ids(Stirred, len(wanted))
        rows = [Stirred(pk=pk, about=about) for pk, about in zip(ids, wanted, strict=True)]
        bulk.insert(Stirred, rows)


def _rows(written: Written) -> Iterable[Model]:
    yield from written.new
    yield from (row for row, _names in written.changed)


def _told(record: Record, names: frozenset[str]) -> bool:
    return ANSWERS in names and record.kind == "lead" and record.visit > 1


def _lost(row: Model) -> bool:
    """An import was taken back, and the record of this line went with it."""
    return isinstance(row, Arrival) and row.outcome == Outcome.TAKEN_BACK and row.record_id is None
