"""Answers of the type `e-mail address` are addresses of the person from then on."""

import pytest

from leadline.core.actor import AUTOMATION, CUSTOMER
from leadline.core.batch import Batch
from leadline.core.errors import Invalid
from leadline.parties.models import EmailAddress, Person
from leadline.playbooks.actions import publish
from leadline.playbooks.tests.folders import SMALL
from leadline.records.actions import give_answers
from leadline.records.models import Record
from leadline.records.opening import open_record
from leadline.records.tests.conftest import MADE, NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead() -> Record:
    fields = {"fields.yaml": "lead:\n  work address: e-mail address\n  nickname: text\n"}
    version = publish(AUTOMATION, None, name="small", source={**SMALL, **fields})
    with Batch(AUTOMATION, NOON) as batch:
        person = Person.objects.create(name="Jo Field")
        return open_record(batch, "lead", "Jo", MADE, person=person, version=version)


def addresses(lead: Record) -> list[tuple[str, str]]:
    rows = EmailAddress.objects.filter(person=lead.person).order_by("pk")
    return list(rows.values_list("address", "kind"))


def test_an_address_that_was_answered_is_one_of_theirs(lead: Record) -> None:
    given = {"work address": "Jo@Field-Steel.example", "nickname": "jo@else.example"}
    give_answers(CUSTOMER, lead, answers=given)
    assert addresses(lead) == [("jo@field-steel.example", "corporate")]
    lead.refresh_from_db()
    assert lead.answers["work address"] == "Jo@Field-Steel.example"


def test_the_same_again_is_no_second_address(lead: Record) -> None:
    for text in ("jo@field.example", "JO@field.example"):
        give_answers(CUSTOMER, lead, answers={"work address": text})
    assert len(addresses(lead)) == 1


def test_what_can_be_no_address_is_refused_and_nothing_is_kept(lead: Record) -> None:
    with pytest.raises(Invalid):
        give_answers(CUSTOMER, lead, answers={"work address": "at home"})
    lead.refresh_from_db()
    assert (lead.answers, addresses(lead)) == ({}, [])


def test_without_a_person_the_answer_stays_with_the_record(lead: Record) -> None:
    with Batch(AUTOMATION, NOON) as batch:
        other = open_record(batch, "lead", "?", MADE, version=lead.version)
    give_answers(CUSTOMER, other, answers={"work address": "jo@field.example"})
    assert not EmailAddress.objects.exists()
