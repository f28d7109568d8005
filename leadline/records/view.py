"""What the engine and the pages may know of records: the values of fields, loaded in bulk."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from leadline.conditions.catalogue import Catalogue, Field
from leadline.conditions.declared import Declared, Loader, declared_fields
from leadline.parties.models import Company, Person
from leadline.records.answers import value_of
from leadline.records.models import Record

View = dict[str, object]


def views_of(records: Sequence[Record], names: Iterable[str], catalogue: Catalogue) -> list[View]:
    """Per record the values of the named fields, None where unknown.

    One call of each field's loader for all the records: a constant number of queries. A field that
    no room declares is looked up in the record's answers; one that `means` a condition is left out,
    since conditions work it out themselves.
    """
    views: list[View] = [{} for _ in records]
    declared, parties = declared_fields(), _Parties(records)
    for name in sorted(names):
        field = catalogue.get(name)
        if field is None or field.means is not None:
            continue
        source = _of_product(declared.get(name), field)
        values = _answers(parties, field) if source is None else _loaded(parties, source)
        for view, value in zip(views, values, strict=True):
            view[name] = value
    return views


def _of_product(source: Declared | None, field: Field) -> Declared | None:
    """None where a published playbook has a field of another kind under the same phrase."""
    return source if source is not None and source.field.kind is field.kind else None


def _answers(parties: "_Parties", field: Field) -> list[object]:
    """From the record's answers; what is about its company from there, where that knows it."""
    own = [value_of(field, record.answers.get(field.name)) for record in parties.records]
    if field.about != "company":
        return own
    theirs = [value_of(field, known.get(field.name)) for known in parties.company_answers()]
    return [mine if value is None else value for value, mine in zip(theirs, own, strict=True)]


class _Parties:
    """The people and companies that records point at, each read once for all of their fields."""

    def __init__(self, records: Sequence[Record]) -> None:
        self.records = records
        self._found: dict[str, list[Person] | list[Company]] = {}

    def values(self, about: str, load: Loader) -> list[object]:
        """A person's or company's field, seen from the records that point at them."""
        parties = self._of(about)
        values = load(parties) if parties else ()
        by_id = dict(zip((party.pk for party in parties), values, strict=True))
        return [by_id.get(getattr(record, f"{about}_id")) for record in self.records]

    def company_answers(self) -> list[Mapping[str, Any]]:
        """What each record's company has answered; one that a batch is changing says it first."""
        attached = [Record.company.is_cached(record) for record in self.records]
        read: list[Any] = self.values("company", _own_answers) if not all(attached) else attached
        return [
            (record.company.answers if record.company else {}) if here else known or {}
            for record, here, known in zip(self.records, attached, read, strict=True)
        ]

    def _of(self, about: str) -> list[Person] | list[Company]:
        if about not in self._found:
            ids = {getattr(record, f"{about}_id") for record in self.records} - {None}
            self._found[about] = (
                list(Person.objects.filter(pk__in=ids).select_related("company"))
                if about == "person"
                else list(Company.objects.filter(pk__in=ids))
            )
        return self._found[about]


def _own_answers(companies: Sequence[Company]) -> list[Mapping[str, Any]]:
    return [company.answers for company in companies]


def _loaded(parties: _Parties, source: Declared) -> Sequence[object]:
    records = parties.records
    if source.load is None:
        return _answers(parties, source.field)
    if source.about in ("person", "company"):
        return parties.values(source.about, source.load)
    asked = [r for r in records if source.about in ("record", r.kind)]
    values = dict(zip((id(r) for r in asked), source.load(asked), strict=True)) if asked else {}
    return [values.get(id(record)) for record in records]
