"""What has lain in the bin for thirty days goes for good; that it was there, and when, stays."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Model, Q
from django.utils.translation import gettext_noop as _

from leadline.access.roles import reserve
from leadline.channel.models import Partner
from leadline.core.actions import action
from leadline.core.batch import Batch
from leadline.core.models import Event
from leadline.deals.models import Deal
from leadline.intake.models import Arrival
from leadline.leads.models import Lead
from leadline.mail.models import Letter
from leadline.parties.events import PARTY_GONE
from leadline.parties.models import Company, DoNotContact, Merge, Person
from leadline.records.events import RECORD_GONE
from leadline.records.models import Record
from leadline.service.models import Entitlement
from leadline.work.events import NOTE_WRITTEN
from leadline.work.models import Call, Note
from leadline.workspace.models import View

SLICE = 200  # rows of one table in one transaction


@action(
    _("empty bin"),
    _("Removes for good what has lain in the bin for 30 days."),
    events=(RECORD_GONE, PARTY_GONE),
)
def empty_bin(batch: Batch, subject: None, *, before: datetime) -> int:
    """The next of what was put in before that moment; how many rows went.

    Events keep their shape without what was personal. What came in stays counted: its arrival
    keeps day, way in and outcome. Who asked not to be contacted stays known by a hash. A constant
    number of queries.
    """
    notes = list(Note.with_bin.filter(binned_at__lte=before).order_by("pk")[:SLICE])
    records = list(Record.with_bin.filter(binned_at__lte=before).order_by("-pk")[:SLICE])
    views = View.objects.filter(removed_at__lte=before).order_by("pk")
    number = len(notes) + len(records)
    _empty_of_notes(notes)
    _empty_of_records(batch, records)
    number += _empty_of_people(batch, before) + _empty_of_companies(batch, before)
    return number + _empty_of_views(list(views.values_list("pk", flat=True)[:SLICE]))


def _empty_of_notes(notes: Sequence[Note]) -> None:
    """Each with what the history of its record said of it."""
    if not notes:
        return
    told = Event.objects.filter(
        stream=Record.stream,
        stream_id__in={one.record_id for one in notes},
        name=NOTE_WRITTEN.name,
        recorded_at__in={one.written_at for one in notes},
    )
    gone = {(one.record_id, one.written_at, one.text) for one in notes}
    rows = told.values_list("pk", "stream_id", "recorded_at", "data")
    ids = [pk for pk, record, at, data in rows if (record, at, data.get("note")) in gone]
    Event.objects.filter(pk__in=ids).erase()
    Note.with_bin.filter(pk__in=[one.pk for one in notes]).delete()


def _empty_of_records(batch: Batch, records: Sequence[Record]) -> None:
    """Each with its tasks, calls, notes, letters and trials; what came of it was deleted before."""
    if not records:
        return
    locked = batch.lock(records)
    for one in locked:
        batch.happened(one, RECORD_GONE)
    batch.write()
    ids = [one.pk for one in locked]
    _forget(Record, ids)
    Arrival.objects.filter(record__in=ids).update(raw=None)
    Entitlement.objects.filter(Q(lead__in=ids) | Q(record__in=ids)).delete()
    Deal.with_bin.filter(lead__in=ids).update(lead=None)
    Lead.with_bin.filter(previous__in=ids).update(previous=None)
    Letter.with_bin.filter(record__in=ids).delete()
    Record.with_bin.filter(opener__in=ids).update(opener=None)
    Record.with_bin.filter(pk__in=ids).delete()


def _empty_of_people(batch: Batch, before: datetime) -> int:
    """Those of whom there is no record; with each whoever was merged into them."""
    rows = Person.with_bin.filter(binned_at__lte=before)
    rows = rows.exclude(pk__in=Record.with_bin.exclude(person=None).values("person"))
    ids = _gone(batch, list(rows.order_by("pk")[:SLICE]))
    if ids:
        everyone = _with_merged(Person, ids)
        Merge.objects.filter(Q(person__in=everyone) | Q(lost_person__in=everyone)).delete()
        _forget(Person, everyone)
        Call.with_bin.filter(person__in=everyone).update(person=None)
        Letter.with_bin.filter(person__in=everyone).update(person=None)
        DoNotContact.objects.filter(person__in=everyone).update(words="")
        _remove(Person, everyone)
    return len(ids)


def _empty_of_companies(batch: Batch, before: datetime) -> int:
    """As of people; those who are still somebody's company wait for them, and partners stay."""
    rows = Company.with_bin.filter(binned_at__lte=before)
    people = Person.with_bin.filter(merged_into=None).exclude(company=None)
    records = Record.with_bin.exclude(company=None)
    rows = rows.exclude(pk__in=people.values("company")).exclude(pk__in=records.values("company"))
    rows = rows.exclude(pk__in=Partner.objects.values("company"))
    ids = _gone(batch, list(rows.order_by("pk")[:SLICE]))
    if ids:
        everyone = _with_merged(Company, ids)
        Merge.objects.filter(Q(company__in=everyone) | Q(lost_company__in=everyone)).delete()
        _forget(Company, everyone)
        Person.with_bin.filter(company__in=everyone).update(company=None)
        _remove(Company, everyone)
    return len(ids)


def _empty_of_views(ids: Sequence[int]) -> int:
    if ids:
        _forget(View, ids)
        View.objects.filter(pk__in=ids).delete()
    return len(ids)


def _gone(batch: Batch, parties: Sequence[Person] | Sequence[Company]) -> list[int]:
    """The last thing that their histories say."""
    locked: list[Any] = batch.lock(list(parties))
    for one in locked:
        batch.happened(one, PARTY_GONE)
    batch.write()
    return [one.pk for one in locked]


def _with_merged(model: type[Any], ids: Collection[int]) -> set[int]:
    """These and whoever was merged into them, over any number of merges."""
    found, new = set(ids), set(ids)
    while new:
        new = set(model.with_bin.filter(merged_into__in=new).values_list("pk", flat=True)) - found
        found |= new
    return found


def _remove(model: type[Any], ids: Collection[int]) -> None:
    model.with_bin.filter(pk__in=ids).update(merged_into=None)
    model.with_bin.filter(pk__in=ids).delete()


def _forget(model: type[Model], ids: Collection[int]) -> None:
    """Their events lose what is personal."""
    Event.objects.filter(stream=model.stream, stream_id__in=ids).erase()  # type: ignore[attr-defined]


reserve("empty bin")
