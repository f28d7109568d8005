import pytest

from leadline.leads.contacts import (
    CONTACT,
    contacts_of_people,
    ground_beside,
    grounds,
    known_as_contacts,
    qualified_without,
    statuses_of_people,
)
from leadline.leads.tests.conftest import li_na, somebody, take_in
from leadline.leads.tests.contact_cast import known_contact, with_contacts
from leadline.parties.models import Person
from leadline.playbooks.models import Published, Version
from leadline.records.models import Record

pytestmark = pytest.mark.django_db


def test_a_playbook_without_a_status_for_contacts_has_no_ground(version: Version) -> None:
    assert (grounds(), ground_beside(version.pk), ground_beside(None)) == ([], None, None)


def test_the_playbook_of_a_record_comes_first_else_any_that_has_one() -> None:
    version = with_contacts()
    own, other = ground_beside(version.pk), ground_beside(None)
    assert own is not None
    assert own.process.follows == CONTACT
    assert other is not None
    assert other.version == version


def test_only_open_contacts_count_and_who_ever_was_one_is_known() -> None:
    contact = known_contact(with_contacts())
    person = Person.objects.get()
    assert contacts_of_people([person.pk, None]) == {person.pk: contact}
    assert statuses_of_people([person]) == ["Active"]
    Record.objects.filter(pk=contact.pk).update(outcome="closed")
    assert contacts_of_people([person.pk]) == {}
    assert statuses_of_people([person]) == [None]
    assert known_as_contacts([person.pk]) == {person.pk}


def test_who_was_qualified_and_has_no_status_is_found() -> None:
    version = with_contacts()
    published = Published.objects.get()
    known_contact(version)
    [lead] = take_in(version, somebody(1))
    take_in(version, somebody(2))
    assert not qualified_without(published).exists()
    Record.objects.filter(pk=lead.record.pk).update(outcome="qualified")
    assert [one.pk for one in qualified_without(published)] == [lead.record.pk]
    take_in(version, li_na())
    assert qualified_without(published).count() == 1
