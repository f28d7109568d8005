"""Mei has a lead that may become a deal."""

from datetime import UTC, datetime

import pytest

from leadline.access.models import Team, User
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.events import declared_events
from leadline.parties.models import Company, Person
from leadline.records.models import Record
from leadline.records.opening import open_record

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def lead(db: None) -> Record:
    mei = User.objects.create(email="mei@firm.example", name="Mei")
    company = Company.objects.create(name="Hengtong Cable")
    li_na = Person.objects.create(name="Li Na", company=company)
    [lead] = leads(1, person=li_na, company=company, owner=mei)
    Record.objects.filter(pk=lead.pk).update(team=Team.objects.create(name="Sales"))
    return Record.objects.get(pk=lead.pk)


def leads(number: int, **about: object) -> list[Record]:
    opened = declared_events()["lead opened"]
    with Batch(AUTOMATION, NOON) as batch:
        return [
            open_record(batch, "lead", f"Lead {n}", opened, **about)  # type: ignore[arg-type]
            for n in range(number)
        ]
