"""The words of records, people and companies, for many at once in a constant number of queries."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from leadline.parties.models import Company, EmailAddress, ExternalNumber, Person, PhoneNumber
from leadline.parties.normalise.domains import registered_domain
from leadline.records.models import Record
from leadline.search.declared import declared_kinds
from leadline.search.scope import scope_of
from leadline.search.words import (
    is_spelt,
    joined,
    spoken,
    words_of,
    words_of_number,
    words_of_phone,
)

Rows = Mapping[type[Model], Sequence[Any]]
Found = dict[int, list[str]]


@dataclass
class Documents:
    """Per id the words of each that is to be found. known: words in which slips are looked for."""

    records: dict[int, str] = field(default_factory=dict)
    people: dict[int, str] = field(default_factory=dict)
    companies: dict[int, str] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)


def documents_of(
    records: Iterable[Record], people: Collection[int], companies: Collection[int], new: Rows
) -> Documents:
    """new: rows of people, companies and how to reach them that are known to be all of theirs.

    A person for whom a record stands is found through it and has no words of their own.
    """
    rows = [row for row in records if row.kind in declared_kinds() and not row.is_binned]
    alone = _without_record(people)
    made = Documents()
    of_person = _of_people(_ids(rows, "person_id") | alone.keys(), new, made.known)
    theirs = _ids(rows, "company_id") | {pk for pk in alone.values() if pk} | set(companies)
    of_company = _of_companies(theirs, new, made.known)
    numbers = _numbers_of(rows, new)
    for row in rows:
        scope = scope_of(row.kind, row.owner_id, row.team_id)
        who = of_person.get(row.person_id or 0, [])
        where = of_company.get(row.company_id or 0, [])
        own = [*words_of_number(numbers.get(row.pk, "")), *words_of(row.title)]
        made.records[row.pk] = joined([*scope, *who, *where, *own])
    for pk, company in alone.items():
        made.people[pk] = joined([*of_person[pk], *of_company.get(company or 0, [])])
    for pk in companies:
        if pk in of_company:
            made.companies[pk] = joined(of_company[pk])
    return made


def _ids(rows: Iterable[Record], name: str) -> set[int]:
    return {pk for row in rows if (pk := getattr(row, name)) is not None}


def _without_record(ids: Collection[int]) -> dict[int, int | None]:
    """Per person for whom no record stands, and who is not merged into another, the company."""
    if not ids:
        return {}
    kinds = list(declared_kinds())
    rows = Person.objects.filter(pk__in=ids, merged_into=None)
    with_record = Record.objects.filter(person__in=ids, kind__in=kinds).values("person_id")
    return dict(rows.exclude(pk__in=with_record).values_list("pk", "company_id"))


def _of_people(ids: Collection[int], new: Rows, known: set[str]) -> Found:
    found: Found = {}
    for row in _rows(Person, "pk", ids, ids, new):
        said = spoken(row.name, row.family)
        found[row.pk] = _learned([*words_of(row.name), *said[:1]], known) + said[1:]
    cuts: tuple[tuple[type[Model], Callable[[Any], list[str]]], ...] = (
        (EmailAddress, lambda row: _learned(words_of(row.text), known)),
        (PhoneNumber, lambda row: words_of_phone(row.number, row.text)),
        (ExternalNumber, lambda row: words_of_number(row.number)),
    )
    own = {row.pk for row in new.get(Person, ())}
    for model, cut in cuts:
        for row in _rows(model, "person_id", ids, set(ids) - own, new):
            found[row.person_id] += cut(row)
    return found


def _of_companies(ids: Collection[int], new: Rows, known: set[str]) -> Found:
    """None of a company that lives on in another: its records point there."""
    found: Found = {}
    for row in _rows(Company, "pk", ids, ids, new):
        if row.merged_into_id is None:
            sites = [row.domain, *_websites(row.answers)]
            names = [*words_of(row.name), *(word for one in sites for word in words_of(one))]
            found[row.pk] = _learned(names, known) + spoken(row.core)
    own = {row.pk for row in new.get(Company, ())}
    for row in _rows(ExternalNumber, "company_id", found, found.keys() - own, new):
        found[row.company_id] += words_of_number(row.number)
    return found


def _rows(
    model: type[Model], key: str, ids: Collection[int], asked: Collection[int], new: Rows
) -> list[Any]:
    """Rows of these ids: the new ones at hand, and from the database those of `asked`."""
    here = {row.pk: row for row in new.get(model, ()) if getattr(row, key) in ids}
    missing = [pk for pk in asked if pk not in here] if key == "pk" else list(asked)
    if missing:
        found = model._default_manager.filter(**{f"{key}__in": missing})
        here |= {row.pk: row for row in found}
    return list(here.values())


def _websites(answers: Mapping[str, object]) -> list[str]:
    """Those answers that are an address in the web, without what stands around it."""
    given = [value for value in answers.values() if isinstance(value, str) and "." in value]
    return [domain for value in given if (domain := registered_domain(value))]


def _numbers_of(rows: Iterable[Record], new: Rows) -> dict[int, str]:
    """What else the records are called where they come from."""
    of_kind: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        of_kind[row.kind].append(row.pk)
    found: dict[int, str] = {}
    for kind, ids in of_kind.items():
        numbered = declared_kinds()[kind].numbered
        if numbered is not None:
            model, name = numbered
            found |= {row.pk: getattr(row, name) for row in _rows(model, "pk", ids, ids, new)}
    return found


def _learned(words: list[str], known: set[str]) -> list[str]:
    known.update(word for word in words if is_spelt(word))
    return words
