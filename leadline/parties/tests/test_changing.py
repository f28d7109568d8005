"""What is known better is changed, told, and refused when it cannot be right."""

import pytest

from leadline.core.actor import AUTOMATION
from leadline.core.errors import Invalid
from leadline.core.models import Event
from leadline.parties.actions.changing import (
    add_email_address,
    add_phone_number,
    change_company,
    change_person,
    join_company,
    set_domain_kind,
    set_email_kind,
)
from leadline.parties.models import Company, EmailAddress, Person, PhoneNumber
from leadline.parties.normalise.emails import EmailKind
from leadline.parties.tests.cast import ANNA, BEN, MEI, enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> Person:
    return enter(ANNA)[0].person


def test_a_new_name_brings_new_keys(anna: Person) -> None:
    old = anna.key_company
    change_person(MEI, anna, values={"name": "Berta Lang", "city": "Bonn"})
    changed = Person.objects.get()
    assert (changed.name, changed.latin, changed.city) == ("Berta Lang", "lang|berta", "Bonn")
    assert changed.key_company not in (old, None)
    event = Event.objects.get(name="person changed")
    assert event.data["changes"]["name"] == ["Anna Koch", "Berta Lang"]


def test_a_field_is_emptied(anna: Person) -> None:
    change_person(MEI, anna, values={"country": ""})
    assert Person.objects.get().country == ""


def test_too_long_a_name_is_refused_with_a_sentence(anna: Person) -> None:
    with pytest.raises(Invalid, match="10000 characters"):
        change_person(MEI, anna, values={"name": "x" * 10_000})


def test_a_company_is_renamed(anna: Person) -> None:
    change_company(MEI, anna.company, values={"name": "Bolt GmbH", "domain": "www.bolt.de"})
    company = Company.objects.get()
    assert (company.name, company.core, company.domain) == ("Bolt GmbH", "bolt", "bolt.de")
    assert company.name_key == "bolt gmbh"


@pytest.mark.parametrize("domain", ["nonsense", "com", "<script>"])
def test_what_is_no_domain_is_refused(anna: Person, domain: str) -> None:
    with pytest.raises(Invalid):
        change_company(MEI, anna.company, values={"domain": domain})


def test_an_address_is_added_once(anna: Person) -> None:
    add_email_address(MEI, anna, text="Anna@gmail.com")
    add_email_address(MEI, anna, text="a.n.n.a@googlemail.com")
    assert EmailAddress.objects.filter(person=anna).count() == 2


def test_a_number_is_added_once(anna: Person) -> None:
    add_phone_number(MEI, anna, text="030 901820")
    add_phone_number(MEI, anna, text="+49 30 90 18 20")
    assert PhoneNumber.objects.get().number == "+4930901820"


@pytest.mark.parametrize("text", ["", "no address", "a@b"])
def test_what_is_no_address_is_refused(anna: Person, text: str) -> None:
    with pytest.raises(Invalid):
        add_email_address(MEI, anna, text=text)


@pytest.mark.parametrize("text", ["", "call me", "12"])
def test_what_cannot_be_dialed_is_refused(anna: Person, text: str) -> None:
    with pytest.raises(Invalid):
        add_phone_number(MEI, anna, text=text)


def test_s0_07_a_rep_overrides_the_kind_with_a_reason(anna: Person) -> None:
    email = EmailAddress.objects.get()
    with pytest.raises(Invalid):
        set_email_kind(MEI, anna, email=email, kind=EmailKind.FREE, reason=" ")
    set_email_kind(MEI, anna, email=email, kind=EmailKind.FREE, reason="A freelancer's domain")
    assert EmailAddress.objects.get().kind == "free"
    assert "freelancer" in str(Event.objects.get(name="e-mail kind set"))


def test_nobody_elses_address_is_touched(anna: Person) -> None:
    other = enter(BEN)[0].person
    with pytest.raises(Invalid):
        set_email_kind(
            MEI, other, email=EmailAddress.objects.first(), kind=EmailKind.FREE, reason="x"
        )


def test_the_firm_outranks_the_public_lists() -> None:
    set_domain_kind(MEI, None, domain="acme.de", kind=EmailKind.FREE, reason="A provider")
    set_domain_kind(MEI, None, domain="acme.de", kind=EmailKind.DISPOSABLE, reason="Worse")
    enter(ANNA)
    assert EmailAddress.objects.get().kind == "disposable"


def test_somebody_without_a_company_joins_one_and_is_found_there(db: None) -> None:
    steel, other = (Company.objects.create(name=name) for name in ("Wong Steel", "Other"))
    ada = Person.objects.create(name="Ada Wong")
    for _again in range(2):
        join_company(AUTOMATION, ada, company=steel)
    ada.refresh_from_db()
    assert ada.company == steel
    assert Event.objects.filter(stream=Person.stream, stream_id=ada.pk).count() == 1
    with pytest.raises(Invalid, match="at another company"):
        join_company(AUTOMATION, ada, company=other)
