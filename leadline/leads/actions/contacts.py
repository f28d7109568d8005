"""People become contacts, and contacts who show interest again begin another cycle as a lead."""

from collections.abc import Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.access.models import User
from leadline.core.actions import action
from leadline.core.batch import Batch
from leadline.core.errors import Refused
from leadline.leads import events
from leadline.leads.contacts import CONTACT, Ground, ground_beside, open_contacts
from leadline.leads.known import KIND, is_raw
from leadline.leads.models import Lead
from leadline.parties.models import Person
from leadline.playbooks.models import Published
from leadline.playbooks.versions import definition_of
from leadline.records.actions.deleting import bring_back
from leadline.records.cause import BY_HAND, Cause
from leadline.records.models import Record
from leadline.records.opening import open_record, place_record
from leadline.records.who import team_of


@action(
    _("make contact"),
    _("Gives a person a status of their own as a contact: there is business with them."),
    events=(events.CONTACT_MADE,),
)
def make_contact(
    batch: Batch,
    person: Person,
    *,
    version: int | None = None,
    on: str = "",
    opener: Record | None = None,
    owner: User | None = None,
    is_placed: bool = False,
    cause: Cause = BY_HAND,
) -> Record:
    """The person's contact; the one that there is already, if there is.

    version: of the playbook whose status is preferred. on: the event it comes of, by which the
    process says where it begins. opener: the lead it grew out of. owner: who has it at first.
    is_placed: nothing is done yet.
    Raises Refused where no playbook in force has such a status, and for somebody of a bought list.
    """
    known = batch.of(person, open_contacts)
    if known is not None:
        [known] = batch.lock([known]) if known.pk else [known]
        bring_back(batch, known)
        return known
    ground = batch.once(ground_beside, version)
    if ground is None:
        raise Refused(gettext("No playbook in force has a status for contacts."))
    if opener is None and batch.of(person, only_raw):
        told = gettext("They came with a bought list and have not asked for anything yet.")
        raise Refused(told)
    contact = _opened(batch, person, ground, on, opener, cause)
    if owner is not None:
        batch.change(contact, owner=owner, team=batch.once(team_of, owner.pk))
    if is_placed:
        place_record(batch, contact, contact.stage)
    batch.now_of(person, open_contacts, contact)
    return contact


@action(
    _("open lead"),
    _("Lets a contact who shows interest begin another cycle: a lead of the expansion funnel."),
    changes=("a lead of person is open",),
    events=(events.EXPANSION_OPENED,),
)
def open_lead(
    batch: Batch, contact: Record, *, at_stage: str = "", cause: Cause = BY_HAND
) -> Record:
    """The open lead of the contact's person, if there is one, else a new one.

    at_stage: where it begins; without, as its process says. It is first the contact's owner's.
    Raises Refused for what is no contact, and where the playbook has no process for leads.
    """
    if contact.kind != CONTACT or contact.person_id is None:
        raise Refused(gettext("Only a contact begins another cycle."))
    [person] = batch.lock([Person(pk=contact.person_id)])
    leads = batch.of(person, _leads_of)
    known = next((one for one in leads if one.record.is_open), None)
    if known is not None:
        return known.record
    lead = _begun(batch, contact, max(leads, key=lambda one: one.pk, default=None), at_stage, cause)
    batch.now_of(person, _leads_of, [*leads, lead])
    return lead.record


def _opened(
    batch: Batch, person: Person, ground: Ground, on: str, opener: Record | None, cause: Cause
) -> Record:
    process = ground.process
    company = person.company or (opener.company if opener else None)
    return open_record(
        batch,
        CONTACT,
        ", ".join(str(one) for one in (person.name, company) if one) or str(person.pk),
        events.CONTACT_MADE,
        person=person,
        company=company,
        opener=opener,
        version=ground.version,
        process=process.name,
        stage=process.begins_at(on) or process.first_stage.name,
        status=process.begins_at(on) or process.first_stage.name,
        why=cause.why,
        depth=cause.depth,
    )


def _begun(batch: Batch, contact: Record, before: Lead | None, at_stage: str, cause: Cause) -> Lead:
    ground = _lead_ground(batch, contact)
    process = ground.process
    begins = process.begins_at(events.EXPANSION_OPENED.name)
    record = open_record(
        batch,
        KIND,
        contact.title,
        events.EXPANSION_OPENED,
        opener=contact,
        version=ground.version,
        process=process.name,
        stage=at_stage or begins or process.begins_at(events.OPENED.name),
        cycle=before.record.cycle + 1 if before else 1,
        why=cause.why,
        depth=cause.depth,
    )
    record.cycle = before.record.cycle + 1 if before else 1
    return batch.add(Lead(record=record, received_at=batch.now, previous=before, is_expansion=True))


def _lead_ground(batch: Batch, contact: Record) -> Ground:
    """Of the contact's playbook, as it is in force now."""
    published = batch.once(_published_of, contact.version_id)
    current = published.current if published else None
    playbook = definition_of(current.pk) if current else None
    found = [one for one in playbook.processes.values() if one.follows == KIND] if playbook else []
    if current is None or not found:
        raise Refused(gettext("The playbook of this contact has no process for leads."))
    return Ground(current, found[0])


def _published_of(version_id: int | None) -> Published | None:
    return Published.objects.filter(versions=version_id).select_related("current").first()


def _leads_of(people: Sequence[Person]) -> list[list[Lead]]:
    """Loader: all leads of each person."""
    ids = [person.pk for person in people if person.pk]
    rows = Lead.objects.filter(record__person__in=ids).select_related("record", "source")
    found: dict[int, list[Lead]] = {pk: [] for pk in ids}
    for row in rows.order_by("pk"):
        found[row.record.person_id or 0].append(row)
    return [found.get(person.pk, []) for person in people]


def only_raw(people: Sequence[Person]) -> list[bool]:
    """Loader: whether nothing is known of each but that they stand on a bought list."""
    return [
        bool(leads) and all(one.record.is_open and is_raw(one.record) for one in leads)
        for leads in _leads_of(people)
    ]
