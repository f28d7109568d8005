"""What is learned of a company or person in one place wakes their other records, in slices.

Whoever answers only leaves a row; the worker tells the records that ask about it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_noop as _

from leadline.automation import events
from leadline.automation.asking import asks_about
from leadline.automation.models import Learned
from leadline.core import bulk
from leadline.core.actions import action
from leadline.core.batch import Batch, Written
from leadline.core.models import Event
from leadline.parties.events import COMPANY_LEARNED, PERSON_LEARNED
from leadline.parties.models import Company, Person
from leadline.records.events import ANSWERED
from leadline.records.models import Record

ABOUT = {COMPANY_LEARNED.name: Company.stream, PERSON_LEARNED.name: Person.stream}


@action(
    _("tell answers"),
    _("Tells the next records of a company or person what was learned of it elsewhere."),
    events=(events.TOLD_ANSWERS,),
)
def tell_answers(batch: Batch, subject: None, *, most: int) -> int:
    """How many records were looked at; those that ask about it are woken."""
    row = Learned.objects.select_for_update().order_by("pk").first()
    if row is None:
        return 0
    behind = Record.objects.filter(
        **{row.about: row.party_id}, outcome="", visit__gt=0, version__isnull=False, pk__gt=row.upto
    ).order_by("pk")
    found = list(behind.values_list("pk", "version_id", "process")[:most])
    asking = [
        Record(pk=pk)
        for pk, version, process in found
        if pk not in row.known_to and asks_about(version, process, row.before)
    ]
    for record in batch.lock(asking):
        _tell(batch, record, row)
    if len(found) < most:
        bulk.delete(Learned, [row.pk])
    else:
        batch.change(row, upto=found[-1][0])
    return max(len(found), 1)


def _tell(batch: Batch, record: Record, row: Learned) -> None:
    """One that ended or was moved to another party in the meantime asks no more."""
    if record.is_open and getattr(record, f"{row.about}_id") == row.party_id:
        batch.happened(
            record,
            events.TOLD_ANSWERS,
            depth=row.depth,
            fields=sorted(row.before),
            was=dict(row.before),
        )


def heed(written: Mapping[type[Model], Written]) -> None:
    """Leaves a row for what a batch has learned of parties that others have records of, too.

    At most three queries, and none where nothing was learned.
    """
    news: Iterable[Any] = written[Event].new if Event in written else ()
    learned = [one for one in news if one.name in ABOUT and one.data.get("before") is not None]
    if not learned:
        return
    answered = [one for one in news if one.name == ANSWERED.name and one.stream == Record.stream]
    rows = _with_others([_row(one, answered) for one in learned])
    for row, pk in zip(rows, bulk.reserve_ids(Learned, len(rows)) if rows else (), strict=True):
        row.pk = pk
    bulk.insert(Learned, rows)


def _row(event: Event, answered: Sequence[Event]) -> Learned:
    """Records that were answered in the same batch know it from there."""
    before, about = event.data["before"], ABOUT[event.name]
    same = [one for one in answered if one.data.get("field") in before]
    return Learned(
        **{f"{about}_id": event.stream_id},
        before=before,
        known_to=sorted({one.stream_id for one in same}),
        depth=max((one.depth + 1 for one in same), default=0),
        learned_at=event.recorded_at,
    )


def _with_others(rows: Sequence[Learned]) -> list[Learned]:
    """Those whose party has open records that do not know it; a query for each kind of party."""
    kept = []
    for about in ABOUT.values():
        theirs = {row.party_id: row for row in rows if row.about == about}
        if not theirs:
            continue
        open_ones = Record.objects.filter(
            **{f"{about}__in": theirs}, outcome="", version__isnull=False
        )
        found = open_ones.values_list(f"{about}_id", "pk")
        having = {party for party, pk in found if pk not in theirs[party].known_to}
        kept += [row for row in rows if row.about == about and row.party_id in having]
    return kept
