from datetime import timedelta

import pytest

from leadline.core.actor import AUTOMATION
from leadline.core.clock import standing_at
from leadline.core.errors import Refused
from leadline.leads.actions.contacts import make_contact, open_lead
from leadline.leads.incoming import How
from leadline.leads.models import Lead
from leadline.leads.tests.conftest import NINE, li_na, take_in, told
from leadline.leads.tests.contact_cast import known_contact, with_contacts
from leadline.parties.models import Person
from leadline.playbooks.models import Version
from leadline.records.actions.deleting import delete_record
from leadline.records.models import Record

pytestmark = pytest.mark.django_db


def contacts() -> list[Record]:
    return list(Record.with_bin.filter(kind="contact").order_by("pk"))


def test_a_person_is_a_contact_once_and_comes_back_from_the_bin() -> None:
    version = with_contacts()
    contact = known_contact(version)
    person = Person.objects.get()
    assert make_contact(AUTOMATION, person) == contact
    assert (told(contact), contact.stage) == (["contact made"], "Active")
    delete_record(AUTOMATION, contact)
    make_contact(AUTOMATION, person)
    [same] = contacts()
    assert (same.pk, same.is_binned) == (contact.pk, False)


def test_the_process_says_where_it_begins_for_what(version: Version) -> None:
    with_contacts()
    take_in(version, li_na())
    contact = make_contact(AUTOMATION, Person.objects.get(), on="lead qualified")
    assert contact.stage == "In opportunity"


def test_without_a_status_for_contacts_nobody_is_one(version: Version) -> None:
    take_in(version, li_na())
    with pytest.raises(Refused, match="No playbook in force has a status for contacts"):
        make_contact(AUTOMATION, Person.objects.get())


def test_s3_09_who_only_stands_on_a_bought_list_is_no_contact() -> None:
    version = with_contacts()
    take_in(version, li_na(), how=How.LIST)
    with pytest.raises(Refused, match="came with a bought list"):
        make_contact(AUTOMATION, Person.objects.get())
    assert not contacts()


def test_s3_23_a_contact_begins_another_cycle_once() -> None:
    contact = known_contact(with_contacts())
    with standing_at(NINE):
        lead = open_lead(AUTOMATION, contact)
        assert open_lead(AUTOMATION, contact) == lead
    row = Lead.objects.get(pk=lead.pk)
    assert (row.is_expansion, lead.cycle, lead.opener) == (True, 2, contact)
    assert row.previous is not None
    assert (lead.person, told(lead)) == (contact.person, ["expansion lead opened"])


def test_only_a_contact_begins_another_cycle(version: Version) -> None:
    [outcome] = take_in(version, li_na())
    with pytest.raises(Refused, match="Only a contact"):
        open_lead(AUTOMATION, outcome.record)


def test_s3_23_a_contact_who_asks_again_is_told_of_and_their_lead_is_marked(
    version: Version,
) -> None:
    contact = known_contact(with_contacts())
    [outcome] = take_in(version, li_na(), at=NINE + timedelta(days=1))
    assert Lead.objects.get(pk=outcome.record.pk).is_expansion
    assert "contact responded" in told(contact)
