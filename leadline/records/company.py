"""What was learned of a record's company: kept on the company, and known to all its records."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from leadline.core.batch import Batch
from leadline.parties.actions.learning import change_company_answers
from leadline.parties.models import Company
from leadline.playbooks.versions import definition_of
from leadline.records.answers import ASKED_NOT_TOLD
from leadline.records.models import Record


def of_company(batch: Batch, record: Record, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the answers that the playbook keeps on the company; none where there is no company.

    That somebody was asked and did not tell stays with the record.
    """
    if record.version_id is None or (record.company_id is None and _attached(record) is None):
        return {}
    catalogue = batch.once(definition_of, record.version_id).catalogue
    found = {}
    for name, value in answers.items():
        field = catalogue.get(name)
        if field is not None and field.about == "company" and value != ASKED_NOT_TOLD:
            found[name] = value
    return found


def learn(
    batch: Batch, record: Record, answers: Mapping[str, Any], evidence: str
) -> Mapping[str, Any]:
    """Writes the answers on the record's company; returns what that had answered before.

    Whoever may answer for the record may do so for its company, so that is not asked once more.
    """
    company = company_of(batch, record) if answers else None
    if company is None:
        return {}
    before = {name: company.answers.get(name) for name in answers}
    change_company_answers.function(batch, company, answers=answers, evidence=evidence)
    return before


def answers_of(batch: Batch, record: Record) -> Mapping[str, Any]:
    """What the record and its company have answered, by field name."""
    company = company_of(batch, record)
    return {**(company.answers if company else {}), **record.answers}


def company_of(batch: Batch, record: Record) -> Company | None:
    """The record's company, locked and attached to it; one query for all records of the batch."""
    return batch.of(record, batch.once(_locked_in, batch))


def _locked_in(batch: Batch) -> Callable[[Sequence[Record]], list[Company | None]]:
    """The loader of one batch: rows that the batch has already are these very ones."""

    def load(records: Sequence[Record]) -> list[Company | None]:
        ids = sorted({r.company_id for r in records if r.company_id is not None})
        rows = {row.pk: row for row in batch.lock([Company(pk=pk) for pk in ids])}
        for record in records:
            if record.company_id is not None:
                record.company = rows[record.company_id]
        return [_attached(record) for record in records]

    return load


def _attached(record: Record) -> Company | None:
    return record.company if Record.company.is_cached(record) else None
