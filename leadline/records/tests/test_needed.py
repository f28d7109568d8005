import pytest

from leadline.core.actor import AUTOMATION
from leadline.core.errors import Refused
from leadline.parties.actions.deleting import delete_company, delete_person
from leadline.parties.models import Company, Person
from leadline.records.actions.deleting import delete_record
from leadline.records.models import Record


def test_whom_a_record_is_about_stays(record: Record) -> None:
    company = Company.objects.create(name="Nordwire")
    person = Person.objects.create(name="Li Na")
    Record.objects.update(person=person, company=company)
    with pytest.raises(Refused, match="“Li Na” is about Li Na"):
        delete_person(AUTOMATION, person)
    with pytest.raises(Refused, match="“Li Na” is about Nordwire"):
        delete_company(AUTOMATION, company)
    delete_record(AUTOMATION, record)
    delete_person(AUTOMATION, person)
    delete_company(AUTOMATION, company)
    assert not Person.objects.exists()
    assert not Company.objects.exists()
