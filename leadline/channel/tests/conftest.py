"""Mei has a lead of Hengtong Cable in London; Nordic sells for us from Shanghai."""

from datetime import UTC, datetime

import pytest

from leadline.access.models import Firm, User
from leadline.channel.models import Partner, PartnerLead
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.events import declared_events
from leadline.parties.models import Company, Person
from leadline.records.models import Record
from leadline.records.opening import open_record

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)  # 17:00 in Shanghai


@pytest.fixture
def mei(db: None) -> User:
    about = {"name": "Rebar Report", "zone": "Europe/London", "sender": "we@firm.example"}
    Firm.objects.update_or_create(pk=1, defaults=about)
    return User.objects.create(email="mei@firm.example", name="Mei Chen")


@pytest.fixture
def lead(mei: User) -> Record:
    return opened(mei, "Li Na", firm("Hengtong Cable", country="CN"))


@pytest.fixture
def nordic(mei: User) -> Partner:
    return sells(mei, "Nordic")


def firm(name: str, **more: str) -> Company:
    return Company.objects.create(name=name, name_key=name.casefold(), core=name, **more)


def opened(owner: User, name: str, company: Company) -> Record:
    with Batch(AUTOMATION, MONDAY) as batch:
        return open_record(
            batch, "lead", name, declared_events()["stage entered"], owner=owner,
            person=Person.objects.create(name=name, company=company), company=company,
        )  # fmt: skip


def sells(manager: User, name: str, **more: object) -> Partner:
    told = {"zone": "Asia/Shanghai", "country": "CN", "hours": "09:00–18:00", **more}
    email = f"leads@{name.casefold()}.example"
    return Partner.objects.create(company=firm(name), manager=manager, email=email, **told)


def stands(lead: Record, partner: Partner, **more: object) -> PartnerLead:
    told = {"nonce": "n", "handed_at": MONDAY, "due_at": MONDAY, **more}
    return PartnerLead.objects.create(record=lead, partner=partner, **told)
