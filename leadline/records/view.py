"""What the engine and the pages may know of records: the values of fields, loaded in bulk."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from leadline.conditions.catalogue import Catalogue, Field
from leadline.conditions.declared import Declared, Loader, declared_fields
from leadline.parties.models import Company, Person
from leadline.records.answers import value_of
from leadline.records.kept_conditions import is_kept, parsed
from leadline.records.models import Record

View = dict[str, object]


@dataclass(frozen=True, slots=True)
class ById:
    """A party of whom nothing but the id is asked: making a whole row of each would cost more."""

    pk: int


def views_of(records: Sequence[Record], names: Iterable[str], catalogue: Catalogue) -> list[View]:
    """Per record the values of the named fields, None where unknown.

    One call of each field's loader for all the records: a constant number of queries. A field that
    no room declares is looked up in the record's answers; one that `means` a condition is left out,
    since conditions work it out themselves. What a kept condition asks about is there, too.
    """
    views: list[View] = [{} for _ in records]
    reading, wanted = _Reading(records), set(names)
    _load(reading, views, wanted, catalogue)
    kept = sorted(name for name in wanted if is_kept(name, catalogue))
    if more := parsed(kept, views, catalogue) - wanted:
        _load(reading, views, more, catalogue)
    return views


def _load(
    reading: "_Reading", views: Sequence[View], names: Iterable[str], catalogue: Catalogue
) -> None:
    declared = declared_fields()
    for name in sorted(names):
        field = catalogue.get(name)
        if field is None or field.means is not None:
            continue
        source = _of_product(declared.get(name), field)
        values = reading.answers(field) if source is None else reading.values(source)
        for view, value in zip(views, values, strict=True):
            view[name] = value


def answers_to(records: Sequence[Record], fields: Sequence[Field]) -> list[list[object]]:
    """Per field the answers of all the records, or of their companies; at most two queries."""
    reading = _Reading(records)
    return [reading.answers(field) for field in fields]


def _of_product(source: Declared | None, field: Field) -> Declared | None:
    """None where a published playbook has a field of another kind under the same phrase."""
    return source if source is not None and source.field.kind is field.kind else None


class _Reading:
    """Reads the fields of records; what several of them need is loaded once."""

    def __init__(self, records: Sequence[Record]) -> None:
        self.records = records
        self._found: dict[str, list[Any]] = {}
        self._loaded: dict[tuple[int, Loader], Sequence[Any]] = {}

    def values(self, source: Declared) -> list[object]:
        """A declared field, seen from each record; None where it is not about such a thing."""
        if source.load is None:
            return self.answers(source.field)
        things = self._things(source.about, by_id=source.by_id)
        return self._seen(source.about, things, source.values(self._load(things, source.load)))

    def answers(self, field: Field) -> list[object]:
        """From the record's answers; what is about its company from there, where that knows it."""
        own = [value_of(field, record.answers.get(field.name)) for record in self.records]
        if field.about not in PARTIES:
            return own
        theirs = [value_of(field, known.get(field.name)) for known in self._of(field.about)]
        return [mine if value is None else value for value, mine in zip(theirs, own, strict=True)]

    def _of(self, about: str) -> list[Mapping[str, Any]]:
        """What each record's party has answered; one that a batch is changing says it first."""
        attached = [getattr(Record, about).is_cached(record) for record in self.records]
        read: list[Any] = attached
        if not all(attached):
            things = self._things(about)
            read = self._seen(about, things, self._load(things, _own_answers))
        return [
            _answers_of(getattr(record, about)) if here else known or {}
            for record, here, known in zip(self.records, attached, read, strict=True)
        ]

    def _load(self, things: list[Any], load: Loader) -> Sequence[Any]:
        """What a loader gives for the things that the records are about; asked once."""
        key = (id(things), load)
        if key not in self._loaded:
            self._loaded[key] = load(things) if things else ()
        return self._loaded[key]

    def _seen(self, about: str, things: list[Any], values: Sequence[object]) -> list[Any]:
        """Values of the things, per record."""
        if about not in PARTIES:
            of_record = dict(zip(map(id, things), values, strict=True))
            return [of_record.get(id(record)) for record in self.records]
        by_id = dict(zip((thing.pk for thing in things), values, strict=True))
        return [by_id.get(getattr(record, f"{about}_id")) for record in self.records]

    def _things(self, about: str, *, by_id: bool = False) -> list[Any]:
        """by_id: nothing but their ids is asked for, so that no more of a party is read."""
        if about not in PARTIES:
            key = about
        else:
            key = f"{about} by id" if by_id and about not in self._found else about
        if key not in self._found:
            self._found[key] = self._read(about, by_id=key != about)
        return self._found[key]

    def _read(self, about: str, *, by_id: bool) -> list[Any]:
        if about not in PARTIES:
            return [record for record in self.records if about in ("record", record.kind)]
        ids = {getattr(record, f"{about}_id") for record in self.records} - {None}
        if by_id:
            there = PARTIES[about].objects.filter(pk__in=ids).values_list("pk", flat=True)
            return [ById(pk) for pk in there]
        return _people(ids) if about == "person" else list(Company.objects.filter(pk__in=ids))


PARTIES: Mapping[str, type[Person] | type[Company]] = {"person": Person, "company": Company}


def _people(ids: Collection[int]) -> list[Person]:
    """With their companies, of which many share one; a prefetch would name each in an OR."""
    people = list(Person.objects.filter(pk__in=ids))
    theirs = {one.company_id for one in people if one.company_id is not None}
    companies = Company._base_manager.in_bulk(theirs)
    for one in people:
        if one.company_id is not None:
            one.company = companies[one.company_id]
    return people


def _own_answers(parties: Sequence[Company | Person]) -> list[Mapping[str, Any]]:
    return [party.answers for party in parties]


def _answers_of(party: Company | Person | None) -> Mapping[str, Any]:
    return party.answers if party else {}
