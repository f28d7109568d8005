"""People are found or made, each once, filled or overwritten as asked."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.core.models import Event
from leadline.parties.actions.entering import OnMatch
from leadline.parties.candidates import Candidate
from leadline.parties.match import Verdict
from leadline.parties.models import (
    Company,
    EmailAddress,
    ExternalNumber,
    Person,
    PhoneNumber,
    PossibleDuplicate,
)
from leadline.parties.tests.cast import ANNA, BEN, FANG, enter

pytestmark = pytest.mark.django_db


def told() -> list[Event]:
    return list(Event.objects.filter(stream__in=("person", "company")).order_by("id"))


def test_a_new_person_brings_the_company_and_all_addresses() -> None:
    [anna] = enter(replace(ANNA, phones=("030 901820",), external=(("crm", "17"),)))
    person = Person.objects.get()
    assert anna.is_new
    assert (person.name, person.family, person.given) == ("Anna Koch", "Koch", "Anna")
    assert person.company is not None
    assert (person.company.core, person.company.domain) == ("acme", "acme.de")
    assert EmailAddress.objects.get().kind == "corporate"
    assert PhoneNumber.objects.get().number == "+4930901820"
    assert ExternalNumber.objects.get().person == person
    assert [str(event) for event in told()] == ["Anna Koch was added"]


def test_entering_twice_creates_nothing() -> None:
    enter(ANNA, BEN, FANG)
    again = enter(ANNA, BEN, FANG)
    assert [one.is_new for one in again] == [False, False, False]
    assert (Person.objects.count(), Company.objects.count()) == (3, 2)
    assert len(told()) == 3


def test_one_person_twice_in_a_batch_is_one() -> None:
    first, second = enter(FANG, replace(FANG, name="Wang Fang", company="華為技術有限公司"))
    assert first.person is second.person
    assert Person.objects.count() == 1


def test_somebody_known_by_a_number_alone_is_one() -> None:
    lead = Candidate(external=(("x education", "660737"),))
    enter(lead)
    assert [one.is_new for one in enter(lead)] == [False]
    assert Person.objects.get().name == ""


@pytest.mark.parametrize(
    ("on_match", "title", "city"),
    [
        (OnMatch.SKIP, "Buyer", ""),
        (OnMatch.FILL, "Buyer", "Berlin"),
        (OnMatch.OVERWRITE, "Director", "Berlin"),
    ],
)
def test_what_is_done_with_a_match(on_match: OnMatch, title: str, city: str) -> None:
    enter(replace(ANNA, job_title="Buyer"))
    enter(replace(ANNA, job_title="Director", city="Berlin", phones=()), on_match=on_match)
    person = Person.objects.get()
    assert (person.job_title, person.city) == (title, city)


def test_a_change_tells_before_and_after() -> None:
    enter(replace(ANNA, job_title="Buyer"))
    enter(replace(ANNA, job_title="Director"), on_match=OnMatch.OVERWRITE)
    event = Event.objects.get(name="person changed")
    titles, keys = ["Buyer", "Director"], ["buyer", "director"]
    assert event.data["changes"] == {"job_title": titles, "job_title_key": keys}
    assert event.data["fields"] == ["job_title"]


def test_ways_that_are_added_to_somebody_known_are_told() -> None:
    enter(Candidate(name="Anna Koch", emails=("anna.koch@acme.de",)))
    more = Candidate(
        name="Anna Koch",
        emails=("anna.koch@acme.de", "anna@home.example"),
        phones=("+49 40 5550100",),
        external=(("crm", "17"),),
    )
    enter(more)
    event = Event.objects.get(name="person changed")
    assert event.data["changes"] == {
        "e-mail": [None, ["anna@home.example"]],
        "phone": [None, ["+49 40 5550100"]],
        "number": [None, [["crm", "17"]]],
    }
    enter(more)
    assert Event.objects.filter(name="person changed").count() == 1


def test_two_names_in_one_mailbox_are_asked_about() -> None:
    enter(replace(ANNA, company=""))
    [other] = enter(Candidate(name="Pavel Novak", emails=("anna.koch@acme.de",)))
    assert other.is_new
    assert other.match.verdict is Verdict.PROBABLY
    assert PossibleDuplicate.objects.get().person == other.person


def test_a_taken_number_of_another_system_is_not_given_twice() -> None:
    enter(Candidate(name="Anna Koch", external=(("crm", "17"),)))
    enter(Candidate(name="Pavel Novak", external=(("CRM", "17"),)))
    assert ExternalNumber.objects.count() == 1


def test_a_lead_costs_few_rows() -> None:
    full = replace(ANNA, phones=("030 901820",), external=(("crm", "17"),))
    enter(full)
    counted = (Person, Company, EmailAddress, PhoneNumber, ExternalNumber)
    assert sum(model._default_manager.count() for model in counted) + len(told()) == 6


def test_queries_do_not_grow_with_the_batch() -> None:
    def people(first: int, count: int) -> list[Candidate]:
        return [
            replace(ANNA, name=f"{name} Koch", company=f"{name} AG", emails=(f"a@{name}.de",))
            for name in (
                f"x{'abcdefghij'[n % 10]}{chr(97 + n // 10)}q" for n in range(first, count)
            )
        ]

    def queries(first: int, count: int) -> int:
        with CaptureQueriesContext(connection) as context:
            enter(*people(first, count))
        return len(context)

    enter(*people(0, 120))
    assert queries(110, 130) == queries(60, 200)


HOSTILE = [
    "x" * 10_000,
    "\x00a\ud800b",
    "\u202egnp.exe",
    "=cmd|'/c calc'!A1",
    "<script>alert(1)</script>",
    "😀" * 300,
    "محمد علي",
    "'; DROP TABLE parties_person; --",
    "ﷺ" * 200,
    "\n\t ",
    "İ" * 200,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_kept_safely_everywhere(text: str) -> None:
    [one] = enter(
        Candidate(
            name=text,
            company=text,
            website=text,
            job_title=text,
            emails=(text, f"{text}@b.com"),
            phones=(text,),
            country=text,
            language=text,
            city=text,
            region=text,
            postcode=text,
            street=text,
            external=((text, text),),
            company_external=((text, text),),
        )
    )
    kept = Person.objects.get(pk=one.person.pk)
    assert len(kept.name) <= 200
    assert "\x00" not in kept.name
    [str(problem) for problem in one.match.profile.problems]
    assert enter(Candidate(name=text))[0].person.name == kept.name


def test_events_name_the_moment() -> None:
    enter(ANNA)
    assert told()[0].recorded_at > datetime(2020, 1, 1, tzinfo=UTC)
