"""Contacts: people with whom there is business, each with a record of kind "contact" as status."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from leadline.parties.models import Person
from leadline.playbooks.definition import Playbook, Process
from leadline.playbooks.models import Published, Version
from leadline.playbooks.versions import definition_of, readable
from leadline.records.models import Record

CONTACT = "contact"
QUALIFIED = "qualified"  # the outcome of a lead that became an SQL
TAKEN_UP = "taken up"  # the outcome of a contact whose person was merged into another contact


@dataclass(frozen=True)
class Ground:
    """The version and process that contacts of a playbook begin on."""

    version: Version
    process: Process


def contact_process(playbook: Playbook) -> Process | None:
    """The process by which a playbook keeps the status of contacts."""
    return next((one for one in playbook.processes.values() if one.follows == CONTACT), None)


def grounds() -> list[Ground]:
    """Of every playbook in force that has a status for contacts, by name; two queries at most."""
    rows = Published.objects.exclude(current=None).select_related("current").order_by("name")
    return list(_grounds(rows))


def ground_beside(version_id: int | None) -> Ground | None:
    """That of the playbook that a version belongs to, else the first of all: firms have one status.

    None where no playbook in force has any.
    """
    found = grounds()
    own = Published.objects.filter(versions=version_id).values_list("pk", "current_id").first()
    if own is not None and own[1] is not None:
        definition_of(own[1])  # while it cannot be read, nothing is kept by another's status
    own_pk = own[0] if own is not None else None
    theirs = (one for one in found if one.version.playbook_id == own_pk)
    return next(theirs, next(iter(found), None))


def contacts_of_people(people: Iterable[int | None]) -> dict[int, Record]:
    """The open contact of each person, by id, the oldest first of twins; one query."""
    rows = Record.objects.filter(kind=CONTACT, outcome="", person__in=set(people) - {None})
    return {row.person_id or 0: row for row in rows.order_by("-pk")}


def open_contacts(people: Sequence[Person]) -> list[Record | None]:
    """Loader: the open contact of each person, also one that lies in the bin."""
    ids = [person.pk for person in people if person.pk]
    rows = Record.with_bin.filter(kind=CONTACT, outcome="", person__in=ids)
    found = {row.person_id: row for row in rows.order_by("-pk")}
    return [found.get(person.pk) for person in people]


def known_as_contacts(people: Collection[int]) -> set[int]:
    """Those of the people who are contacts, whatever their status is; one query."""
    rows = Record.objects.filter(kind=CONTACT, person__in=people)
    return {pk for pk in rows.values_list("person_id", flat=True) if pk is not None}


def were_contacts(people: Sequence[Person]) -> list[bool]:
    """Loader: whether each has or had a status as a contact, be it in the bin."""
    rows = Record.with_bin.filter(kind=CONTACT, person__in=[one.pk for one in people if one.pk])
    found = set(rows.values_list("person_id", flat=True))
    return [one.pk in found for one in people]


def qualified_without(published: Published) -> QuerySet[Record]:
    """Leads of this playbook that were qualified, of people who have no status as contacts."""
    contacts = Record.with_bin.filter(kind=CONTACT, person__isnull=False).order_by()
    leads = Record.objects.filter(
        kind="lead", outcome=QUALIFIED, version__playbook=published, person__isnull=False
    )
    return leads.exclude(person__in=contacts.values("person")).order_by("pk")


def statuses_of_people(people: Sequence[Person]) -> list[str | None]:
    """Loader: where each person stands as a contact."""
    found: Mapping[int, Record] = contacts_of_people(person.pk for person in people)
    return [found[person.pk].stage or None if person.pk in found else None for person in people]


def _grounds(rows: Iterable[Published]) -> Iterator[Ground]:
    for row in rows:
        assert row.current is not None
        playbook = readable(row.current.pk)
        process = contact_process(playbook) if playbook is not None else None
        if process is not None:
            yield Ground(row.current, process)
