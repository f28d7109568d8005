"""Mei sells, Bo manages her; a record that stands on no playbook."""

from datetime import UTC, datetime

import pytest

from leadline.access.models import Membership, Role, Team, User
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.events import event
from leadline.records.models import Record
from leadline.records.opening import open_record

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MADE = event("test record made", "Made")


@pytest.fixture
def bo(db: None) -> User:
    return User.objects.create(email="bo@firm.example", name="Bo")


@pytest.fixture
def mei(bo: User) -> User:
    mei = User.objects.create(email="mei@firm.example", name="Mei", manager=bo)
    role = Role.objects.create(name="Inside")
    Membership.objects.create(team=Team.objects.create(name="Sales"), user=mei, role=role)
    return mei


@pytest.fixture
def record(db: None) -> Record:
    with Batch(AUTOMATION, NOON) as batch:
        record = open_record(batch, "lead", "Li Na", MADE)
    return record
