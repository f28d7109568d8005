"""Records put into the bin and brought back, with all that hangs on them."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.core.actions import action
from leadline.core.batch import Batch
from leadline.core.bin import even_in_bin, put_in, take_out
from leadline.core.errors import Refused
from leadline.parties.actions.deleting import bring_back_party
from leadline.parties.models import Company, Person
from leadline.records import events
from leadline.records.models import Record

_along: set[str] = set()


def goes_along(kind: str) -> None:
    """Records of this kind have no page of their own: they go and come with what opened them."""
    _along.add(kind)


@action(_("delete record"), _("Puts a record into the bin."), events=(events.RECORD_DELETED,))
def delete_record(batch: Batch, record: Record) -> None:
    """Nothing fires for it, and it can be brought back for thirty days, as it was.

    Raises Refused while something that grew out of it is still there.
    """
    grown = [one for one in batch.of(record, grown_of) if not one.is_binned]
    if left := [one for one in grown if one.kind not in _along]:
        sentence = gettext("“%(title)s” has grown out of this. Delete that first.")
        raise Refused(sentence % {"title": left[0].title})
    for one in [record, *batch.lock(grown)]:
        put_in(batch, one)
        batch.happened(one, events.RECORD_DELETED)


@action(_("restore record"), _("Brings a record back."), events=(events.RECORD_RESTORED,))
def restore_record(batch: Batch, record: Record) -> None:
    """It stands where it stood, with what it grew out of and whom it is about.

    What would have happened meanwhile is late, and is answered as the playbook says.
    """
    bring_back(batch, record)


def bring_back(batch: Batch, record: Record) -> None:
    """Out of the bin with all that belongs to it; nothing happens to what is not there."""
    if not record.is_binned:
        return
    grown = batch.of(record, grown_of)
    went = [o for o in grown if o.kind in _along and o.binned_at == record.binned_at]
    for one in [record, *batch.lock(went)]:
        take_out(batch, one)
        batch.happened(one, events.RECORD_RESTORED)
    for row in batch.of(record, ground_of):
        [locked] = batch.lock([row])
        if isinstance(locked, Record):
            bring_back(batch, locked)
        else:
            bring_back_party(batch, locked)


def grown_of(records: Sequence[Record]) -> list[list[Record]]:
    """Loader: what has grown out of each, also what lies in the bin, oldest first; one query."""
    found: dict[int, list[Record]] = defaultdict(list)
    rows = Record.with_bin.filter(opener__in=[one.pk for one in records if one.pk])
    for row in rows.order_by("pk"):
        found[row.opener_id or 0].append(row)
    return [found[one.pk] for one in records]


def ground_of(records: Sequence[Record]) -> list[list[Record | Person | Company]]:
    """Loader: what lies in the bin of what each stands on: its opener, person and company."""
    columns: list[tuple[type[Record | Person | Company], str]] = [
        (Record, "opener_id"),
        (Person, "person_id"),
        (Company, "company_id"),
    ]
    found: dict[str, dict[int, Record | Person | Company]] = {}
    for model, column in columns:
        ids = {getattr(one, column) for one in records} - {None}
        rows = model.with_bin.filter(Q(pk__in=ids), binned_at__isnull=False)
        found[column] = {row.pk: row for row in rows}
    return [
        [
            found[column][pk]
            for _model, column in columns
            if (pk := getattr(one, column)) in found[column]
        ]
        for one in records
    ]


even_in_bin("restore record")
