"""Which leads people have already, and which sources there are: a constant number of queries."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from leadline.conditions.catalogue import normalised
from leadline.core.batch import Batch
from leadline.leads.contacts import known_as_contacts
from leadline.leads.models import Lead, Source
from leadline.parties.models import Person
from leadline.playbooks.checks.statuses import status_of
from leadline.playbooks.versions import definition_of, is_readable
from leadline.records.actions.deleting import bring_back
from leadline.records.models import Record

KIND = "lead"
RAW = "Raw"


def is_raw(record: Record) -> bool:
    """Whether all that is known of it is that it stands on a bought list.

    By the name of its stage, at which lists are placed, or by what that counts as.
    """
    if record.stage == RAW or record.version_id is None or not is_readable(record.version_id):
        return record.stage == RAW
    process = definition_of(record.version_id).processes.get(record.process)
    stage = process.stages.get(record.stage) if process else None
    return process is not None and stage is not None and status_of(stage, process) == RAW


@dataclass
class Known:
    """Per person (the object in this batch) the open lead and the last one that ended.

    contacts: those of the people with whom there is business.
    """

    open: dict[int, Record] = field(default_factory=dict)
    ended: dict[int, Record] = field(default_factory=dict)
    numbers: dict[tuple[str, str], Record] = field(default_factory=dict)
    leads: dict[int, Lead] = field(default_factory=dict)  # by id(record)
    contacts: set[int] = field(default_factory=set)  # by id(person)


def known_leads(
    batch: Batch, people: Iterable[Person], numbers: Collection[tuple[str, str]]
) -> Known:
    """The leads of these people, locked, and those that have one of the sources' numbers."""
    by_id = {person.pk: person for person in people if person.pk is not None}
    found = set(
        Lead.objects.filter(record__kind=KIND, record__person__in=by_id).values_list(
            "pk", flat=True
        )
    )
    if numbers:
        named = Lead.with_bin.filter(number__in={number for _, number in numbers})
        given = named.values_list("pk", "source__name", "number")
        found |= {pk for pk, source, number in given if (source, number) in numbers}
    records = batch.lock([Record(pk=pk) for pk in sorted(found)])
    for record in records:  # what comes in again comes back
        bring_back(batch, record)
    leads = Lead.with_bin.select_related("source").in_bulk(found)  # as they are under the lock
    known = Known()
    known.contacts = {id(by_id[pk]) for pk in known_as_contacts(by_id)} if by_id else set()
    for record in records:
        _note(known, record, leads[record.pk], by_id)
    return known


def _note(known: Known, record: Record, lead: Lead, people: dict[int, Person]) -> None:
    known.leads[id(record)] = lead
    person = people.get(record.person_id) if record.person_id else None
    if person is not None:
        (known.open if record.is_open else known.ended)[id(person)] = record
    if lead.number and lead.source is not None:
        known.numbers[lead.source.name, lead.number] = record


def sources_named(batch: Batch, labels: Iterable[str]) -> dict[str, Source]:
    """The source of each label by its normalised name; one that is new is made."""
    wanted = {normalised(label)[:120]: label.strip()[:120] for label in labels if label.strip()}
    found = {source.name: source for source in Source.objects.filter(name__in=wanted)}
    for name, label in wanted.items():
        if name not in found:
            found[name] = batch.add(Source(name=name, label=label))
    return found
