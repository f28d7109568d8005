"""The index says what the tables say, whatever has happened to them, at a bounded price."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.core.actor import AUTOMATION
from leadline.parties.actions.changing import (
    add_email_address,
    add_phone_number,
    change_company,
    change_person,
)
from leadline.parties.actions.entering import enter_people
from leadline.parties.actions.learning import change_company_answers
from leadline.parties.actions.merging import (
    merge_companies,
    merge_people,
    split_companies,
    split_people,
)
from leadline.parties.candidates import Candidate, read
from leadline.parties.models import Company, Person
from leadline.records.actions import assign
from leadline.records.models import Record
from leadline.search import asked, queries
from leadline.search.actions import index_next, index_people
from leadline.search.models import CompanyWords, KnownWord, PersonWords, RecordWords
from leadline.search.tests.conftest import JURGEN, LI_NA, OBRIEN, Cast, names

Take = Callable[..., list[Record]]
TABLES = (RecordWords, PersonWords, CompanyWords)


def found(cast: Cast, text: str) -> list[str]:
    return names(queries.found_records(asked.read(text), "lead", cast.sight(cast.ben), 9))


def people(text: str) -> list[str]:
    ids = queries.found_people(asked.read(text), 9)
    return [person.name for person in Person.objects.filter(pk__in=ids)]


def companies(text: str) -> list[str]:
    ids = queries.found_companies(asked.read(text), 9)
    return [company.name for company in Company.objects.filter(pk__in=ids)]


def held() -> list[dict[int, set[str]]]:
    return [
        {row.pk: set(row.words.split()) for row in table._default_manager.all()} for table in TABLES
    ]


@pytest.fixture(autouse=True)
def _stays_true(db: None):
    """After each test the index holds just what would be there if it were made anew."""
    yield
    as_kept = held()
    for table in (Record, Person, Company):
        after: int | None = 0
        while after is not None:
            after = index_next(table, after)
    assert held() == as_kept


def test_a_new_name_is_found_and_the_old_one_is_not(cast: Cast, take_in: Take) -> None:
    [record] = take_in(JURGEN)
    change_person(AUTOMATION, record.person, values={"name": "Zeno Quist"})
    assert (found(cast, "zeno"), found(cast, "jurgen")) == ([record.title], [record.title])
    assert PersonWords.objects.count() == 0
    # The record is still called as it was when it came; its person is not.
    assert "jurgen" in RecordWords.objects.get().words


def test_a_companys_new_name_reaches_its_records_and_people(cast: Cast, take_in: Take) -> None:
    take_in(JURGEN)
    enter_people(
        AUTOMATION,
        None,
        profiles=[read(Candidate(name="Ada Alone", company="Nordwire Kabel GmbH"))],
    )
    company = Company.objects.get()
    change_company(AUTOMATION, company, values={"name": "Zebra Wire"})
    assert found(cast, "zebra") == [JURGEN.name]
    assert (people("ada zebra"), companies("zebra")) == (["Ada Alone"], ["Zebra Wire"])
    assert found(cast, "kabel") == people("ada kabel") == companies("kabel") == []


def test_a_website_that_was_learned_is_found(cast: Cast, take_in: Take) -> None:
    take_in(JURGEN)
    change_company_answers(
        AUTOMATION,
        Company.objects.get(),
        answers={"website": "https://www.kabelwelt.de/de", "size": "12.5", "x": 3},
        evidence="form",
    )
    assert found(cast, "kabelwelt.de") == [JURGEN.name]


def test_new_addresses_and_numbers_are_found(cast: Cast, take_in: Take) -> None:
    [record] = take_in(JURGEN)
    add_email_address(AUTOMATION, record.person, text="quokka@elsewhere.example")
    add_phone_number(AUTOMATION, record.person, text="+44 20 7946 0958")
    assert found(cast, "quokka") == found(cast, "020 7946 0958") == [record.title]


def test_a_person_without_a_record_is_found_until_one_stands_for_them(
    cast: Cast, take_in: Take
) -> None:
    enter_people(AUTOMATION, None, profiles=[read(OBRIEN)])
    assert people("obrien") == [OBRIEN.name]
    take_in(OBRIEN)
    assert (people("obrien"), found(cast, "obrien")) == ([], [OBRIEN.name])


def test_merged_people_are_found_by_what_both_had_and_apart_after_a_split(
    cast: Cast, take_in: Take
) -> None:
    one, other = take_in(JURGEN, LI_NA)
    [merge] = merge_people(AUTOMATION, one.person, losers=[other.person])
    assert one.title in found(cast, "138 1234 5678")  # her number is his now
    assert people("lina") == people("jurgen") == []
    split_people(AUTOMATION, one.person, merge=merge)
    assert (found(cast, "138 1234 5678"), found(cast, "jurgen")) == ([other.title], [one.title])


def test_who_has_no_record_after_a_split_is_found_alone(cast: Cast, take_in: Take) -> None:
    [entered] = enter_people(AUTOMATION, None, profiles=[read(OBRIEN)])
    [record] = take_in(LI_NA)
    [merge] = merge_people(AUTOMATION, entered.person, losers=[record.person])
    assert people("lina obrien") == people("lina") == []
    split_people(AUTOMATION, entered.person, merge=merge)
    assert (people("obrien"), found(cast, "obrien")) == ([OBRIEN.name], [])


def test_merged_companies_are_one(cast: Cast, take_in: Take) -> None:
    one, other = take_in(JURGEN, LI_NA)
    [merge] = merge_companies(AUTOMATION, one.company, losers=[other.company])
    assert companies("lanshi steel") == companies("澜石") == []
    split_companies(AUTOMATION, one.company, merge=merge)
    assert found(cast, "nordwire") == [one.title]
    assert len(companies("澜石")) == 1


def test_a_new_owner_only_changes_whose_it_is(cast: Cast, take_in: Take) -> None:
    [record] = take_in(LI_NA)
    before = set(RecordWords.objects.get().words.split())
    assign(AUTOMATION, record, owner=cast.kai)
    after = set(RecordWords.objects.get().words.split())
    assert all(ord(word[0]) == 0xE000 for word in before ^ after)
    assert queries.records_with(cast.kai, "lead", "lina", 9) == [record.pk]


def test_what_is_deleted_is_not_found(cast: Cast, take_in: Take) -> None:
    [record] = take_in(LI_NA)
    person = record.person
    Record.objects.filter(pk=record.pk).delete()
    assert found(cast, "lina") == []
    index_people([person.pk])
    assert people("lina") == ["李娜"]
    person.delete()
    Company.objects.all().delete()
    assert people("lina") == companies("lanshi") == []
    assert RecordWords.objects.count() == CompanyWords.objects.count() == 0


def test_each_word_is_known_once(cast: Cast, take_in: Take) -> None:
    take_in(JURGEN)
    take_in(Candidate(name="Jürgen Other", emails=("jo@nordwire.example",)))
    texts = list(KnownWord.objects.values_list("text", flat=True))
    assert sorted(texts) == sorted(set(texts))
    assert {"jurgen", "nordwire", "kabel", "other"} <= set(texts)
    assert "jo" not in texts


def test_queries_do_not_grow_with_the_records(cast: Cast, take_in: Take) -> None:
    def many(start: int, number: int) -> list[Candidate]:
        return [
            Candidate(
                name=f"Nr{n} Person", company=f"Firm {n} Ltd", emails=(f"p{n}@firm{n}.example",),
                phones=(f"+4930123{n:04}",), external=(("Old", str(n)),),
            )
            for n in range(start, start + number)
        ]  # fmt: skip

    asked_of = []
    for start, number in ((100, 3), (200, 60)):
        with CaptureQueriesContext(
            connection,
        ) as caught:
            take_in(*many(start, number))
        asked_of.append(
            sum('"search_' in one["sql"] and "DELETE" not in one["sql"] for one in caught)
        )
    few, more = asked_of
    assert more <= few <= 6
