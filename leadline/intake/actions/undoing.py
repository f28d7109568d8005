"""An import is taken back: what it made goes, what it changed is as before, the rest is listed."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import ProtectedError
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.access.roles import MANAGER, MARKETING, reserve
from leadline.core.actions import action
from leadline.core.batch import Batch
from leadline.core.errors import Refused
from leadline.core.models import Event
from leadline.intake import events
from leadline.intake.models import Arrival, Import, Outcome, State
from leadline.leads.models import Lead
from leadline.parties.models import Company, Person
from leadline.parties.normalise.names import read_name
from leadline.parties.normalise.text import comparable
from leadline.parties.rows import keys_of_row, name_values
from leadline.records.models import Record
from leadline.search.actions import index_people

SLICE = 500  # leads taken back in one transaction


@action(
    _("take back rows"),
    _("Takes back some leads of an import, unless somebody has worked on them."),
)
def take_back_rows(batch: Batch, begun: Import, *, after: int) -> int | None:
    """The next leads behind line `after`; the last line done, None when there are none left.

    What has gone on since the import stays, and its arrival says why.
    """
    if begun.state not in (State.DONE, State.FAILED):
        raise Refused(gettext("Only an import that has ended can be taken back."))
    rows = begun.arrivals.filter(outcome=Outcome.CREATED, record__isnull=False, line__gt=after)
    arrivals = list(rows.select_related("record").order_by("line")[:SLICE])
    if not arrivals:
        return None
    records = batch.lock([one.record for one in arrivals if one.record])
    touched = _touched(arrivals)
    gone: list[Record] = []
    for arrival, record in zip(arrivals, records, strict=True):
        if record.pk in touched:
            batch.change(arrival, reason=gettext("Somebody has worked on it since."))
        else:
            gone.append(record)
            batch.change(arrival, outcome=Outcome.TAKEN_BACK, record=None, reason="")
    batch.write()
    _remove(gone, {one.received_at for one in arrivals})
    return arrivals[-1].line


@action(
    _("take back import"),
    _("Takes back what an import made and changed; what went on since stays and is listed."),
    events=(events.IMPORT_TAKEN_BACK,),
)
def finish_taking_back(batch: Batch, begun: Import) -> None:
    """After the last of its rows was taken back: what it changed of people is as before."""
    moments = set(begun.arrivals.values_list("received_at", flat=True).distinct())
    _restore(batch, moments)
    removed = begun.arrivals.filter(outcome=Outcome.TAKEN_BACK).count()
    left = begun.arrivals.filter(outcome=Outcome.CREATED).count()
    batch.change(begun, state=State.TAKEN_BACK, finished_at=batch.now)
    batch.happened(begun, events.IMPORT_TAKEN_BACK, removed=removed, left=left)


for _name in ("take back rows", "take back import"):
    reserve(_name, MANAGER, MARKETING)


def _touched(arrivals: Sequence[Arrival]) -> set[int]:
    """The records to which anything has happened after the import."""
    by_moment: dict[datetime, list[int]] = {}
    for arrival in arrivals:
        by_moment.setdefault(arrival.received_at, []).append(arrival.record_id or 0)
    touched: set[int] = set()
    for moment, ids in by_moment.items():
        later = Event.objects.filter(stream="record", stream_id__in=ids, recorded_at__gt=moment)
        touched |= set(later.values_list("stream_id", flat=True))
    return touched


def _remove(records: Sequence[Record], moments: set[datetime]) -> None:
    """The records, and the people and companies that came with them and that nobody else needs."""
    people = {record.person_id for record in records if record.person_id}
    companies = {record.company_id for record in records if record.company_id}
    ids = [record.pk for record in records]
    Lead.objects.filter(pk__in=ids).delete()
    Record.objects.filter(pk__in=ids).delete()
    added = Event.objects.filter(
        stream="person", stream_id__in=people, name="person added", recorded_at__in=moments
    )
    born = set(added.values_list("stream_id", flat=True))
    _delete_unneeded(list(Person.objects.filter(pk__in=born, records=None)))
    _delete_unneeded(
        list(Company.objects.filter(pk__in=companies, records=None, people=None, seq=0))
    )
    index_people(people)


def _delete_unneeded(rows: Sequence[Person] | Sequence[Company]) -> None:
    for row in rows:
        try:
            row.delete()
        except ProtectedError:  # somebody else points at it by now: it stays
            continue


def _restore(batch: Batch, moments: set[datetime]) -> None:
    """What is still as the import left it gets the value that it had before."""
    changed = Event.objects.filter(
        stream="person", name="person changed", recorded_at__in=moments
    ).order_by("stream_id", "-seq")
    told: dict[int, list[Event]] = {}
    for event in changed:
        told.setdefault(event.stream_id, []).append(event)
    people = Person.objects.filter(pk__in=told, merged_into=None)
    for person in batch.lock(list(people)):
        for event in told[person.pk]:
            back = {
                name: before
                for name, (before, after) in event.data.get("changes", {}).items()
                if isinstance(before, str) and getattr(person, name, None) == after
            }
            if back:
                batch.change(person, **back, **_derived(back))
                batch.change(person, **keys_of_row(person))


def _derived(values: Mapping[str, str]) -> dict[str, object]:
    """The columns that follow from others, such as those by which a name is found."""
    found: dict[str, object] = {}
    if "name" in values:
        read = name_values(read_name(values["name"]))
        found = {name: read[name] for name in ("name_key", "latin")}
    if "job_title" in values:
        found["job_title_key"] = comparable(values["job_title"])
    return found
