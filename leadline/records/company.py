"""What was learned of a record's company or person: kept there, known to all their records."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from leadline.conditions.catalogue import Field
from leadline.core.batch import Batch
from leadline.parties.actions.learning import change_company_answers, change_person_answers
from leadline.parties.models import Company, Person
from leadline.playbooks.custom import custom_fields
from leadline.playbooks.versions import definition_of
from leadline.records.answers import ASKED_NOT_TOLD
from leadline.records.models import Record

PARTIES = ("company", "person")


def kept_with_parties(
    batch: Batch, record: Record, answers: Mapping[str, Any]
) -> dict[str, dict[str, Any]]:
    """By party ("company", "person") those of the answers that are kept there; none where it lacks.

    That somebody was asked and did not tell stays with the record.
    """
    found: dict[str, dict[str, Any]] = {}
    for name, value in answers.items():
        about = _about(batch, record, name) if value != ASKED_NOT_TOLD else ""
        if about in PARTIES and _is_known(record, about):
            found.setdefault(about, {})[name] = value
    return found


def _about(batch: Batch, record: Record, name: str) -> str:
    """As its playbook has it, or the firm, perhaps after the record's playbook was read."""
    version = record.version_id
    known = batch.once(definition_of, version).catalogue.get(name) if version else None
    field = known or batch.once(_custom).get(name)
    return field.about if field else ""


def _custom() -> Mapping[str, Field]:
    return {one.field.name: one.field for one in custom_fields(*PARTIES)}


def learn(
    batch: Batch, record: Record, answers: Mapping[str, Mapping[str, Any]], evidence: str
) -> Mapping[str, Any]:
    """Writes the answers, by party, on the record's; returns what they had answered before.

    Whoever may answer for the record may do so for its parties, so that is not asked once more.
    """
    before: dict[str, Any] = {}
    if company := company_of(batch, record) if "company" in answers else None:
        before |= {name: company.answers.get(name) for name in answers["company"]}
        given = answers["company"]
        change_company_answers.function(batch, company, answers=given, evidence=evidence)
    if person := person_of(batch, record) if "person" in answers else None:
        before |= {name: person.answers.get(name) for name in answers["person"]}
        given = answers["person"]
        change_person_answers.function(batch, person, answers=given, evidence=evidence)
    return before


def answers_of(batch: Batch, record: Record) -> Mapping[str, Any]:
    """What the record and its parties have answered, by field name."""
    parties = (company_of(batch, record), person_of(batch, record))
    theirs = {name: value for one in parties if one for name, value in one.answers.items()}
    return {**theirs, **record.answers}


def company_of(batch: Batch, record: Record) -> Company | None:
    """The record's company, locked and attached to it; one query for all records of the batch."""
    return batch.of(record, batch.once(_locked_companies, batch))


def person_of(batch: Batch, record: Record) -> Person | None:
    """As `company_of`."""
    return batch.of(record, batch.once(_locked_people, batch))


def _locked_companies(batch: Batch) -> Callable[[Sequence[Record]], list[Company | None]]:
    """The loader of one batch: rows that the batch has already are these very ones."""

    def load(records: Sequence[Record]) -> list[Company | None]:
        ids = sorted({r.company_id for r in records if r.company_id is not None})
        rows = {row.pk: row for row in batch.lock([Company(pk=pk) for pk in ids])}
        for record in records:
            if record.company_id is not None:
                record.company = rows[record.company_id]
        return [r.company if Record.company.is_cached(r) else None for r in records]

    return load


def _locked_people(batch: Batch) -> Callable[[Sequence[Record]], list[Person | None]]:
    def load(records: Sequence[Record]) -> list[Person | None]:
        ids = sorted({r.person_id for r in records if r.person_id is not None})
        rows = {row.pk: row for row in batch.lock([Person(pk=pk) for pk in ids])}
        for record in records:
            if record.person_id is not None:
                record.person = rows[record.person_id]
        return [r.person if Record.person.is_cached(r) else None for r in records]

    return load


def _is_known(record: Record, about: str) -> bool:
    """By id or, where that row is only being made, by object."""
    if getattr(record, f"{about}_id") is not None:
        return True
    attached = getattr(Record, about).is_cached(record)
    return attached and getattr(record, about) is not None
