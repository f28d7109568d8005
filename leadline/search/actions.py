"""The index is kept true: each batch that writes what is found by also writes its words."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Model, Q

from leadline.core import bulk
from leadline.core.batch import Written, heed_writing
from leadline.parties.models import Company, EmailAddress, ExternalNumber, Person, PhoneNumber
from leadline.records.models import Record
from leadline.search.documents import Documents, documents_of
from leadline.search.models import CompanyWords, KnownWord, PersonWords, RecordWords
from leadline.search.scope import handed_over

Table = type[Model]
# What a row is found by. The match keys change whenever somebody is merged or split.
FOUND_BY: Mapping[Table, frozenset[str]] = {
    Record: frozenset(
        {"title", "person", "person_id", "company", "company_id", "kind", "binned_at"}
    ),
    Person: frozenset({"name", "company", "company_id", "merged_into", "key_company", "binned_at"}),
    Company: frozenset(
        {"name", "core", "domain", "answers", "merged_into", "key_name", "binned_at"}
    ),
}
WAYS: tuple[Table, ...] = (EmailAddress, PhoneNumber, ExternalNumber)
WHOSE = frozenset({"owner", "owner_id", "team", "team_id"})
SLICE = 2_000  # rows of one transaction when all is indexed anew


def heed(written: Mapping[Table, Written]) -> None:
    """Indexes what a batch has written, in its transaction."""
    if written.keys().isdisjoint({*FOUND_BY, *WAYS}):
        return
    new: dict[Table, Any] = {table: one.new for table, one in written.items()}
    begun = {row.pk: row for row in new.get(Record, ())}
    added = {table: {row.pk for row in new.get(table, ())} for table in (Person, Company)}
    people = _changed(written, Person) | _ways_of(written, "person_id") | _left_alone(written)
    people -= added[Person]
    companies = (_changed(written, Company) | _ways_of(written, "company_id")) - added[Company]
    records = {**_records_of(people, companies), **begun, **_changed_records(written)}
    stood_for = {row.person_id for row in begun.values() if row.person_id}
    alone = people | _people_alone_at(companies) | (added[Person] - stood_for)
    made = documents_of(records.values(), alone, companies | added[Company], new)
    _write(RecordWords, made.records, records.keys() - begun.keys())
    _write(PersonWords, made.people, (alone | stood_for) - added[Person])
    _write(CompanyWords, made.companies, companies)
    _learn(made)
    _hand_over(written, records)


def index_people(ids: Collection[int]) -> None:
    """People whose records are gone, by which they were found until now."""
    with transaction.atomic():
        made = documents_of((), ids, (), {})
        _write(PersonWords, made.people, ids)


def index_next(table: Table, after: int) -> int | None:
    """Indexes the next of these behind id `after` anew; the last id done, None at the end."""
    with transaction.atomic():
        rows: list[Any] = list(table._default_manager.filter(pk__gt=after).order_by("pk")[:SLICE])
        ids = {row.pk for row in rows}
        if table is Record:
            made = documents_of(rows, (), (), {})
            _write(RecordWords, made.records, ids)
        elif table is Person:
            made = documents_of((), ids, (), {})
            _write(PersonWords, made.people, ids)
        else:
            made = documents_of((), (), ids, {})
            _write(CompanyWords, made.companies, ids)
        _learn(made)
    return max(ids, default=None)


def _changed(written: Mapping[Table, Written], table: Table) -> set[int]:
    lines = written[table].changed if table in written else ()
    return {row.pk for row, names in lines if names & FOUND_BY[table]}


def _changed_records(written: Mapping[Table, Written]) -> dict[int, Record]:
    lines: Iterable[Any] = written[Record].changed if Record in written else ()
    return {row.pk: row for row, names in lines if names & FOUND_BY[Record]}


def _left_alone(written: Mapping[Table, Written]) -> set[int]:
    """The people of records that went into the bin or came out of it."""
    lines: Iterable[Any] = written[Record].changed if Record in written else ()
    return {row.person_id for row, names in lines if row.person_id and "binned_at" in names}


def _ways_of(written: Mapping[Table, Written], name: str) -> set[int]:
    """Whose addresses and numbers are new or have moved."""
    found: set[int] = set()
    for table in WAYS:
        if table in written:
            rows = [*written[table].new, *(row for row, _names in written[table].changed)]
            found |= {pk for row in rows if (pk := getattr(row, name, None)) is not None}
    return found


def _records_of(people: Collection[int], companies: Collection[int]) -> dict[int, Record]:
    if not (people or companies):
        return {}
    return Record.objects.in_bulk(
        list(
            Record.objects.filter(Q(person__in=people) | Q(company__in=companies)).values_list(
                "pk", flat=True
            )
        )
    )


def _people_alone_at(companies: Collection[int]) -> set[int]:
    """Those of the companies' people who have words of their own, which name the company."""
    if not companies:
        return set()
    rows = PersonWords.objects.filter(person__company__in=companies)
    return set(rows.values_list("pk", flat=True))


def _write(table: Table, words: Mapping[int, str], instead_of: Iterable[int]) -> None:
    """Writes the words by id; those of `instead_of` that are there go."""
    bulk.delete(table, sorted(instead_of))
    if words:
        bulk.insert(table, [table(pk=pk, words=text) for pk, text in words.items()])


def _learn(made: Documents) -> None:
    """Remembers words that nobody has had until now."""
    known = KnownWord.objects.filter(text__in=made.known).values_list("text", flat=True)
    if made.known and (unknown := sorted(made.known - set(known))):
        ids = bulk.reserve_ids(KnownWord, len(unknown))
        rows = [KnownWord(pk=pk, text=text) for pk, text in zip(ids, unknown, strict=True)]
        bulk.insert(KnownWord, rows)


def _hand_over(written: Mapping[Table, Written], indexed: Collection[int]) -> None:
    """Records that only changed hands keep their other words."""
    lines: Iterable[Any] = written[Record].changed if Record in written else ()
    handed = {row.pk: row for row, names in lines if names & WHOSE and row.pk not in indexed}
    if not handed:
        return
    rows = list(RecordWords.objects.filter(pk__in=list(handed)))
    for row in rows:
        record = handed[row.pk]
        row.words = handed_over(row.words, record.owner_id, record.team_id)
    bulk.update(RecordWords, rows, ["words"])


heed_writing(heed)
