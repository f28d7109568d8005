import pytest

from leadline.core.actor import AUTOMATION
from leadline.core.errors import Refused
from leadline.core.models import Event
from leadline.parties.actions.contacting import refuse_contact
from leadline.parties.actions.deleting import (
    delete_company,
    delete_person,
    restore_company,
    restore_person,
)
from leadline.parties.actions.entering import enter_people
from leadline.parties.actions.merging import merge_people
from leadline.parties.candidates import Candidate, read
from leadline.parties.models import Company, DoNotContact, Person

LI = Candidate(
    name="Li Na",
    company="Hengtong",
    emails=("li.na@hengtong.cn",),
    external=(("crm", "17"),),
    company_external=(("crm", "C-3"),),
)


@pytest.fixture
def li(db: None) -> Person:
    [entered] = enter_people(AUTOMATION, None, profiles=[read(LI)])
    return entered.person


def test_a_company_with_people_stays(li: Person) -> None:
    company = Company.objects.get()
    with pytest.raises(Refused, match="Li Na"):
        delete_company(AUTOMATION, company)
    delete_person(AUTOMATION, li)
    delete_company(AUTOMATION, company)
    assert not Company.objects.exists()
    restore_person(AUTOMATION, li)  # with the company
    assert (Person.objects.get(), Company.objects.get()) == (li, company)


def test_a_company_comes_back(db: None) -> None:
    company = Company.objects.create(name="Alone")
    delete_company(AUTOMATION, company)
    restore_company(AUTOMATION, company)
    assert Company.objects.get() == company


def test_who_comes_in_again_comes_back(li: Person) -> None:
    delete_person(AUTOMATION, li)
    delete_company(AUTOMATION, Company.objects.get())
    [again] = enter_people(AUTOMATION, None, profiles=[read(LI)])
    assert (again.person, again.is_new) == (li, False)
    assert Person.objects.get().company == Company.objects.get()
    names = Event.objects.filter(stream="person").order_by("seq").values_list("name", flat=True)
    assert list(names) == ["person added", "person deleted", "person restored"]


def test_nobody_is_merged_with_who_lies_there(li: Person) -> None:
    other = Person.objects.create(name="Li Na")
    delete_person(AUTOMATION, li)
    with pytest.raises(Refused, match="in the bin"):
        merge_people(AUTOMATION, other, losers=[li])
    with pytest.raises(Refused, match="in the bin"):
        merge_people(AUTOMATION, li, losers=[other])


def test_a_refusal_is_heard_even_there(li: Person) -> None:
    delete_person(AUTOMATION, li)
    refuse_contact(AUTOMATION, li)
    assert DoNotContact.objects.filter(person=li).exists()
