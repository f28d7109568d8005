"""An import is taken back: what it made goes, what it changed is as before, the rest is listed."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import ProtectedError, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.access.roles import MANAGER, MARKETING, reserve
from leadline.core.actions import action
from leadline.core.actor import ActorKind
from leadline.core.batch import Batch
from leadline.core.errors import Refused
from leadline.core.models import Event
from leadline.intake import events
from leadline.intake.actions.restoring import restore
from leadline.intake.models import Arrival, Import, Outcome, State
from leadline.leads.contacts import CONTACT
from leadline.leads.models import Lead
from leadline.mail.models import Letter
from leadline.mail.models import State as Sending
from leadline.parties.models import Company, Person
from leadline.records.models import Record
from leadline.search.actions import index_people

SLICE = 500  # leads taken back in one transaction
WORKED = _("Somebody has worked on it since.")
WROTE = _("A letter has left for it.")
GREW = _("A trial or deal has grown out of it.")
UNTOUCHED_CONTACT = Q(kind=CONTACT, seq=1)  # nothing has happened since it was brought in
LEFT_THE_HOUSE = (Sending.SENDING, Sending.SENT, Sending.UNCLEAR)


@action(
    _("take back rows"),
    _("Takes back some leads of an import, unless something has come of them."),
)
def take_back_rows(batch: Batch, begun: Import, *, after: int) -> int | None:
    """The next leads behind line `after`; the last line done, None when there are none left.

    What only automation did with a lead goes with it. What stays says why on its arrival.
    """
    if begun.state not in (State.DONE, State.FAILED):
        raise Refused(gettext("Only an import that has ended can be taken back."))
    rows = begun.arrivals.filter(outcome=Outcome.CREATED, record__isnull=False, line__gt=after)
    arrivals = list(rows.select_related("record").order_by("line")[:SLICE])
    if not arrivals:
        return None
    records = batch.lock([one.record for one in arrivals if one.record])
    why = _why_they_stay(arrivals)
    gone: list[Record] = []
    for arrival, record in zip(arrivals, records, strict=True):
        if record.pk in why:
            batch.change(arrival, reason=why[record.pk])
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
    moments = frozenset(begun.arrivals.values_list("received_at", flat=True).distinct())
    stays = restore(batch, moments)
    batch.change(begun, state=State.TAKEN_BACK, finished_at=batch.now)
    batch.happened(
        begun,
        events.IMPORT_TAKEN_BACK,
        removed=begun.arrivals.filter(outcome=Outcome.TAKEN_BACK).count(),
        left=begun.arrivals.filter(outcome=Outcome.CREATED).count(),
        values=stays.values,
        wishes=stays.wishes,
    )


for _name in ("take back rows", "take back import"):
    reserve(_name, MANAGER, MARKETING)


def _why_they_stay(arrivals: Sequence[Arrival]) -> Mapping[int, str]:
    """The records with which something has happened that cannot be undone, each with a reason."""
    ids = [arrival.record_id or 0 for arrival in arrivals]
    worked = _worked_on(arrivals)
    wrote = Letter.with_bin.filter(record__in=ids, state__in=LEFT_THE_HOUSE)
    grown = Record.with_bin.filter(opener__in=ids).exclude(UNTOUCHED_CONTACT)
    return {
        **dict.fromkeys(grown.values_list("opener_id", flat=True), gettext(GREW)),
        **dict.fromkeys(wrote.values_list("record_id", flat=True), gettext(WROTE)),
        **dict.fromkeys(worked, gettext(WORKED)),
    }


def _worked_on(arrivals: Sequence[Arrival]) -> set[int]:
    """The records to which anybody but automation has done something after the import."""
    by_moment: dict[datetime, list[int]] = {}
    for arrival in arrivals:
        by_moment.setdefault(arrival.received_at, []).append(arrival.record_id or 0)
    worked: set[int] = set()
    for moment, ids in by_moment.items():
        later = Event.objects.filter(stream="record", stream_id__in=ids, recorded_at__gt=moment)
        by_others = later.exclude(actor_kind=ActorKind.AUTOMATION)
        worked |= set(by_others.values_list("stream_id", flat=True))
    return worked


def _remove(records: Sequence[Record], moments: set[datetime]) -> None:
    """The records, and the people and companies that came with them and that nobody else needs."""
    people = {record.person_id for record in records if record.person_id}
    companies = {record.company_id for record in records if record.company_id}
    ids = [record.pk for record in records]
    Letter.with_bin.filter(record__in=ids).delete()
    Lead.with_bin.filter(pk__in=ids).delete()
    Record.with_bin.filter(UNTOUCHED_CONTACT, opener__in=ids).delete()
    Record.with_bin.filter(pk__in=ids).delete()
    added = Event.objects.filter(
        stream="person", stream_id__in=people, name="person added", recorded_at__in=moments
    )
    born = set(added.values_list("stream_id", flat=True))
    _delete_unneeded(list(Person.with_bin.filter(pk__in=born, records=None)))
    _delete_unneeded(
        list(Company.with_bin.filter(pk__in=companies, records=None, people=None, seq=0))
    )
    index_people(people)


def _delete_unneeded(rows: Sequence[Person] | Sequence[Company]) -> None:
    for row in rows:
        try:
            row.delete()
        except ProtectedError:  # somebody else points at it by now: it stays
            continue
