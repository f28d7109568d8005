"""The cast: Mei sells, Ben is her manager, Kai serves; Li Na asked Mei for a trial."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from leadline.access.actor import person
from leadline.access.models import Firm, Membership, Permission, Reach, Role, Team, User
from leadline.core.actor import AUTOMATION, Actor
from leadline.core.batch import Batch
from leadline.core.events import declared_events
from leadline.core.models import Event
from leadline.parties.models import Basis, Person, PhoneNumber
from leadline.playbooks.actions import publish
from leadline.playbooks.models import Version
from leadline.records.models import Record
from leadline.records.opening import open_record

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)  # a working moment in London
FILES = {
    "playbook.yaml": "title: Small\nlanguages: [en]\nroles: [Seller]\n",
    "lead.yaml": """
process: Small
follows: lead
begins:
  - on: lead opened
owner: role Seller
stages:
  Registered:
    goal: Know whether a trial may open
    work:
      Decide about the trial:
        by: supervisor of owner
        ask:
          decision: [Open, Reject]
          reason: text
        is done when: decision known and reason known
      Look them up:
        by: owner
        ask:
          website: text
          headcount: {ask: number, optional: yes}
          corporate: yes or no
          founded: {ask: day, optional: yes}
          licence: {ask: file, optional: yes}
        is done when: website known and decision is Open
    next:
      - go to: Closed
ends:
  Closed:
    outcome: qualified
""",
}


@dataclass
class Cast:
    mei: User
    ben: User
    kai: User
    li_na: Person
    phone: PhoneNumber
    lead: Record
    version: Version

    @property
    def as_mei(self) -> Actor:
        return person(self.mei)


@pytest.fixture
def cast(db: None) -> Cast:
    about = {"name": "Rebar Report", "zone": "Europe/London", "country": "GB"}
    Firm.objects.update_or_create(pk=1, defaults=about)
    sales, service = Team.objects.create(name="Sales"), Team.objects.create(name="Service")
    ben = _colleague("Ben Lee", "Manager", Reach.ALL, sales)
    mei = _colleague("Mei Chen", "Seller", Reach.TEAM, sales)
    kai = _colleague("Kai", "Engineer", Reach.OWN, service)
    mei.manager = ben
    mei.save()
    li_na = Person.objects.create(name="Li Na")
    phone = PhoneNumber.objects.create(person=li_na, text="+49 40 555 0100", number="+49405550100")
    Basis.objects.create(
        person=li_na, channel="phone", kind="consent", wording="Call me", given_at=MONDAY
    )
    version = publish(AUTOMATION, None, name="small", source=FILES)
    [lead] = leads(1, owner=mei, team=sales, person=li_na, version=version)
    return Cast(mei, ben, kai, li_na, phone, lead, version)


def leads(number: int, **about: Any) -> list[Record]:
    """Records at the stage Registered, opened on Monday at nine."""
    with Batch(AUTOMATION, MONDAY) as batch:
        return [_lead(batch, n, dict(about)) for n in range(number)]


def _lead(batch: Batch, number: int, about: dict[str, Any]) -> Record:
    entered = declared_events()["stage entered"]
    team = about.pop("team", None)
    record = open_record(
        batch, "lead", f"Lead {number}", entered, process="Small", at=MONDAY, stage="Registered",
        **about,
    )  # fmt: skip
    batch.change(record, stage="Registered", visit=1, team=team)
    return record


def _colleague(name: str, role: str, reach: Reach, team: Team) -> User:
    user = User.objects.create(email=f"{name.split()[0].lower()}@firm.example", name=name)
    kept, _ = Role.objects.get_or_create(name=role)
    for action in ("see", "ordinary work"):
        Permission.objects.get_or_create(role=kept, action=action, defaults={"reach": reach})
    Membership.objects.create(user=user, team=team, role=kept)
    return user


@pytest.fixture
def told() -> Callable[[Record], list[str]]:
    """The names of what happened to a record after it was opened."""

    def names(record: Record) -> list[str]:
        rows = Event.objects.filter(stream="record", stream_id=record.pk).order_by("seq")
        return list(rows.values_list("name", flat=True))[1:]

    return names
