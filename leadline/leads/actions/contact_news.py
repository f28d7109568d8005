"""What happens to leads and people is news to the contacts: their own records hear of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch, Written, heed_writing
from leadline.core.events import EventType
from leadline.core.models import Event
from leadline.leads import events
from leadline.leads.contacts import CONTACT, TAKEN_UP, contacts_of_people
from leadline.leads.known import KIND
from leadline.leads.models import Lead
from leadline.parties.models import Merge
from leadline.playbooks.versions import readable
from leadline.records.events import ENDED
from leadline.records.models import Record

Table = type[Model]
IS_OPEN = "a lead of person is open"  # as conditions ask for it


@dataclass(frozen=True)
class News:
    """What the contact of a person is told. depth: as `Event.depth`."""

    person: int | None
    event: EventType
    depth: int = 0
    data: Mapping[str, Any] = field(default_factory=dict)


def tell_contacts(news: Iterable[News]) -> None:
    """Each contact hears what concerns its person, so that its playbook can answer."""
    news = list(news)
    contacts = contacts_of_people(one.person for one in news) if news else {}
    if not contacts:
        return
    with Batch(AUTOMATION) as batch:
        batch.lock(list(contacts.values()))
        for one in news:
            if one.person in contacts:
                [contact] = batch.lock([contacts[one.person]])
                batch.happened(contact, one.event, depth=one.depth, **one.data)


def heed(written: Mapping[Table, Written]) -> None:
    """Leads of contacts that began or ended, and contacts whose person has changed."""
    news = [*_began(written), *_ended(written)]
    if news:
        tell_contacts(news)
    moved = written[Record].changed if Record in written else ()
    people = {
        row.person_id
        for row, names in moved
        if isinstance(row, Record) and row.kind == CONTACT and names & {"person", "person_id"}
    }
    if people:
        settle_twins(people)


def settle_twins(people: Iterable[int | None]) -> None:
    """Whoever was merged has one contact that goes on; after a split each has their own again.

    That which has come farthest goes on, the oldest of several. Where it has ended since, or lies
    in the bin, none goes on: one that was taken up begins again for nobody but who was split off.
    """
    ids = {pk for pk in people if pk is not None}
    stayed = Merge.objects.filter(lost_person__in=ids).values_list("person_id", flat=True)
    ids |= {pk for pk in stayed if pk is not None}
    rows = Record.with_bin.filter(kind=CONTACT, person__in=ids)
    with Batch(AUTOMATION) as batch:
        locked = batch.lock(list(rows.order_by("pk")))
        for pk in sorted(ids):
            _settle(batch, [one for one in locked if one.person_id == pk])


def _settle(batch: Batch, twins: list[Record]) -> None:
    going_on = [one for one in twins if one.is_open and not one.is_binned]
    taken_up = [one for one in twins if one.outcome == TAKEN_UP and not one.is_binned]
    if len(going_on) > 1:
        first = max(going_on, key=lambda one: (_place_of(one), -one.pk))
        for one in going_on:
            if one is not first:
                batch.happened(one, events.TAKEN_UP, name=first.title)
                rest = {"wake_at": None, "due_at": None, "promise": ""}
                batch.change(one, outcome=TAKEN_UP, ended_at=batch.now, **rest)
    elif taken_up and not any(_went_on(one, taken_up[0]) for one in twins):
        batch.change(taken_up[0], outcome="", ended_at=None)
        batch.happened(taken_up[0], events.PARTED)


def _went_on(one: Record, taken_up: Record) -> bool:
    """Whether it was there for both: it still goes on, or ended after the other was taken up."""
    if one.outcome == TAKEN_UP:
        return False
    since, until = taken_up.ended_at, one.ended_at
    return one.is_open or since is None or (until is not None and until >= since)


def _place_of(contact: Record) -> int:
    """How far its stage is along its process."""
    playbook = readable(contact.version_id) if contact.version_id else None
    process = playbook.processes.get(contact.process) if playbook else None
    stages = list(process.stages) if process else []
    return stages.index(contact.stage) if contact.stage in stages else -1


def _began(written: Mapping[Table, Written]) -> Iterable[News]:
    """Of a lead that came through a door; one that the contact opened is no news to it."""
    leads = written[Lead].new if Lead in written else ()
    mine = {one.pk: one for one in leads if isinstance(one, Lead) and one.is_expansion}
    for event in _events(written, events.OPENED.name) if mine else ():
        if event.stream_id in mine:
            data = {"source": event.data.get("source", ""), "lead_id": event.stream_id}
            data["was"] = {IS_OPEN: False}
            person = mine[event.stream_id].record.person_id
            yield News(person, events.RESPONDED, event.depth, data)


def _ended(written: Mapping[Table, Written]) -> Iterable[News]:
    ended = {event.stream_id: event for event in _events(written, ENDED.name)}
    leads = Record.objects.filter(kind=KIND, pk__in=ended).values_list("pk", "person_id")
    for pk, person in leads if ended else ():
        event = ended[pk]
        data = {"stage": event.data.get("stage", ""), "lead_id": pk, "was": {IS_OPEN: True}}
        yield News(person, events.CYCLE_ENDED, event.depth, data)


def _events(written: Mapping[Table, Written], name: str) -> Iterable[Event]:
    rows = written[Event].new if Event in written else ()
    for row in rows:
        if isinstance(row, Event) and row.stream == Record.stream and row.name == name:
            yield row


heed_writing(heed)
