import pytest

from leadline.core.actor import AUTOMATION
from leadline.core.errors import Invalid
from leadline.core.models import Event
from leadline.parties.actions.adding import (
    add_company,
    remove_email_address,
    remove_phone_number,
)
from leadline.parties.actions.deleting import delete_company
from leadline.parties.actions.entering import enter_people
from leadline.parties.candidates import Candidate, read
from leadline.parties.models import Company, EmailAddress, Person, PhoneNumber

NORDWIRE = Candidate(company="Nordwire AB", website="nordwire.se", country="SE")


def test_a_company_is_added_once(db: None) -> None:
    company, is_new = add_company(AUTOMATION, None, candidate=NORDWIRE)
    assert is_new
    assert (company.name, company.domain, company.country) == ("Nordwire AB", "nordwire.se", "SE")
    again, is_new = add_company(AUTOMATION, None, candidate=Candidate(website="www.nordwire.se"))
    assert (again, is_new) == (company, False)
    assert Event.objects.get(stream="company").name == "company added"


def test_one_that_lies_in_the_bin_comes_back(db: None) -> None:
    company, _is_new = add_company(AUTOMATION, None, candidate=NORDWIRE)
    delete_company(AUTOMATION, company)
    again, is_new = add_company(AUTOMATION, None, candidate=NORDWIRE)
    assert (again, is_new) == (company, False)
    assert Company.objects.get() == company


@pytest.mark.parametrize(
    "candidate", [Candidate(), Candidate(city="Berlin"), Candidate(website=".")]
)
def test_nothing_is_no_company(db: None, candidate: Candidate) -> None:
    with pytest.raises(Invalid):
        add_company(AUTOMATION, None, candidate=candidate)
    assert not Company.objects.exists()


def test_an_address_and_a_number_are_taken_away(db: None) -> None:
    li = Candidate(name="Li Na", emails=("special@hengtong.cn",), phones=("+86 512 6312 3456",))
    [entered] = enter_people(AUTOMATION, None, profiles=[read(li)])
    email, phone = EmailAddress.objects.get(), PhoneNumber.objects.get()
    for _twice in range(2):
        remove_email_address(AUTOMATION, entered.person, email=email)
        remove_phone_number(AUTOMATION, entered.person, phone=phone)
    assert not EmailAddress.objects.exists()
    assert not PhoneNumber.objects.exists()
    changes = Event.objects.filter(name="person changed").order_by("seq")
    assert [one.data["changes"] for one in changes] == [
        {"e-mail": ["special@hengtong.cn", None]},
        {"phone": ["+86 512 6312 3456", None]},
    ]


def test_nobody_elses_address_is_taken(db: None) -> None:
    [one, other] = [Person.objects.create(name=name) for name in ("A", "B")]
    email = EmailAddress.objects.create(person=other, text="b@b.de", address="b@b.de")
    remove_email_address(AUTOMATION, one, email=email)
    assert EmailAddress.objects.exists()
