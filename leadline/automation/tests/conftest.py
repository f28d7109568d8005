"""Mei sells, Ben is her manager; leads come in on a playbook that a test writes."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from leadline.access.models import Firm, Membership, Permission, Reach, Role, Team, User
from leadline.core.actor import AUTOMATION
from leadline.core.clock import standing_at
from leadline.core.models import Event
from leadline.leads.actions import open_leads
from leadline.leads.incoming import Door, Incoming
from leadline.parties.candidates import Candidate
from leadline.playbooks.actions import publish
from leadline.playbooks.models import Version
from leadline.records.models import Record

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
PLAYBOOK = "title: Small\nlanguages: [en]\nroles: [Inside Sales]\n"
LEAD = """
process: Small lead
follows: lead
begins:
  - on: lead opened
owner: role Inside Sales
stages:
  New:
    goal: Know them
    ask:
      users: {ask: number, optional: yes}
      town: {ask: text, optional: yes}
    next:
      - go to: Done
        by: owner
ends:
  Done:
    outcome: qualified
"""


@pytest.fixture
def ben(db: None) -> User:
    Firm.objects.update_or_create(pk=1, defaults={"name": "Meridian", "zone": "Europe/London"})
    return User.objects.create(email="ben@firm.example", name="Ben")


@pytest.fixture
def mei(ben: User) -> User:
    mei = User.objects.create(email="mei@firm.example", name="Mei", manager=ben)
    role, _ = Role.objects.get_or_create(name="Inside Sales")
    Permission.objects.create(role=role, action="ordinary work", reach=Reach.ALL)
    Membership.objects.create(team=Team.objects.create(name="Sales"), user=mei, role=role)
    return mei


def published(lead: str = LEAD, **files: str) -> Version:
    """Keyword arguments are further files: guards="…" is guards.yaml."""
    more = {f"{name}.yaml": text for name, text in files.items()}
    source = {"playbook.yaml": PLAYBOOK, "lead.yaml": lead, **more}
    return publish(AUTOMATION, None, name="small", source=source)


def take_in(version: Version, *sources: str, at: datetime = NINE) -> list[Record]:
    incoming = [
        Incoming(Candidate(name=f"Person {n}", emails=(f"p{n}@firm{n}.example",)), source=source)
        for n, source in enumerate(sources)
    ]
    with standing_at(at):
        door = Door(version, "Small lead")
        return [one.record for one in open_leads(AUTOMATION, None, door=door, incoming=incoming)]


@pytest.fixture
def told() -> Callable[[Record], list[str]]:
    def names(record: Record) -> list[str]:
        rows = Event.objects.filter(stream="record", stream_id=record.pk).order_by("seq")
        return list(rows.values_list("name", flat=True))

    return names
