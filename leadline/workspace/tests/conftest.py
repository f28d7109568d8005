"""The cast: Mei sells and Ben is her manager; Kai is from elsewhere and sees nothing of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client

from leadline.access.actor import person
from leadline.access.models import Firm, Membership, Permission, Reach, Role, Team, User
from leadline.automation.answering import answer_due
from leadline.core.actor import AUTOMATION, Actor
from leadline.core.clock import Driven
from leadline.leads.actions import open_leads
from leadline.leads.incoming import Door, Incoming
from leadline.mail.actions.links import make_link
from leadline.mail.links import PAGE, token_of
from leadline.parties.candidates import Candidate
from leadline.playbooks.actions import publish
from leadline.playbooks.models import Version
from leadline.records.actions import prepare_fields
from leadline.records.models import AskedField, Record
from leadline.records.preparing import prepare_due
from leadline.service.models import Product
from leadline.workspace.queries.lists.askable import askable_of

MONDAY = datetime(2026, 3, 2, 10, tzinfo=UTC)  # a working moment in London
FILES = {
    "playbook.yaml": "title: Small\nlanguages: [en]\nroles: [Seller]\n",
    "fields.yaml": """
lead:
  our guess: {type: text, supplied by: Seller}
  reason: [Price, Silence]
""",
    "words/zh.yaml": "Asked: 已询问\nmood: 心情\nGood: 好\nEnded well: 圆满结束\n",
    "lead.yaml": """
process: Small lead
follows: lead
begins:
  - on: lead opened
owner: role Seller
clocks:
  first answer:
    promise: Everybody hears from us
    from: lead opened
    until: [real conversation]
    within: 1 working day
    of: owner
everywhere:
  - on: interest shown
    go to: Ended well
    even if: incomplete
  - go to: Ended badly
    by: owner
stages:
  Asked:
    goal: Know what they want
    ask:
      mood: [Good, Bad]
      size: {ask: number, optional: yes}
      paper: {ask: file, optional: yes}
      our guess: {optional: yes}
    work:
      Look them up:
        by: owner
        ask:
          website: text
        is done when: website known
    next:
      - go to: Shown
  Shown:
    goal: They saw it
    before entering:
      - our guess unknown
    next:
      - go to: Ended well
        by: owner
ends:
  Ended well:
    outcome: qualified
  Ended badly:
    outcome: lost
    ask:
      reason: [Price, Silence]
""",
}
PEOPLE = (
    Candidate(
        name="Li Na", company="Hengtong Cable", emails=("li.na@hengtong.cn",),
        phones=("+86 512 6312 3456",), country="CN", city="Suzhou",
    ),
    Candidate(name="Jonas Weber", company="Nordwire", emails=("weber@nordwire.de",)),
)  # fmt: skip


@dataclass
class Cast:
    mei: User
    ben: User
    kai: User
    version: Version
    lead: Record
    other: Record

    @property
    def as_mei(self) -> Actor:
        return person(self.mei)


@pytest.fixture(autouse=True)
def quick(settings, tmp_path: Path) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.DATA = tmp_path
    cache.clear()


@pytest.fixture
def clock():
    with Driven(MONDAY) as driven:
        yield driven


@pytest.fixture
def cast(db: None, clock: Driven) -> Cast:
    Firm.objects.create(pk=1, name="Rebar Report", zone="Europe/London", country="GB")
    Product.objects.create(name="Prices", is_default=True)
    sales, service = Team.objects.create(name="Sales"), Team.objects.create(name="Service")
    mei = _colleague("Mei Chen", "Seller", Reach.TEAM, sales)
    ben = _colleague("Ben Lee", "Manager", Reach.ALL, sales)
    kai = _colleague("Kai", "Engineer", Reach.OWN, service)
    mei.manager = ben
    mei.save()
    version = publish(AUTOMATION, None, name="small", source=FILES)
    lead, other = take_in(version, *PEOPLE)
    return Cast(mei, ben, kai, version, lead, other)


def take_in(version: Version, *people: Candidate) -> list[Record]:
    """Leads that came in and were answered; Mei has them all."""
    incoming = [
        Incoming(one, source="Fair", message="We buy 200 t a month.", language="en")
        for one in people
    ]
    door = Door(version, "Small lead")
    outcomes = open_leads(AUTOMATION, None, door=door, incoming=incoming)
    run()
    return [Record.objects.get(pk=one.record.pk) for one in outcomes]


def run() -> None:
    """Automation until nothing is due."""
    while answer_due(Driven.running.at if Driven.running else MONDAY):
        pass


def gathered(*names: str) -> None:
    """The answers to these fields are in the index, as if a list had asked some time ago."""
    catalogue = askable_of("lead").catalogue
    fields = [field for name in names if (field := catalogue.get(name))]
    prepare_fields(AUTOMATION, None, fields=fields)
    later = (Driven.running.at if Driven.running else MONDAY) + timedelta(minutes=1)
    while AskedField.objects.filter(ready_at=None).exists():
        prepare_due(later)


def many(number: int) -> list[Candidate]:
    """People who have nothing in common."""
    return [
        Candidate(name=f"Person {n} Nr{n}", emails=(f"someone{n}@firm{n}.example",))
        for n in range(number)
    ]


@pytest.fixture
def page(client: Client) -> Callable[..., str]:
    """The text of a page as a person sees it."""

    def text(user: User, path: str, status: int = 200) -> str:
        client.force_login(user)
        answer = client.get(path)
        assert answer.status_code == status
        return answer.content.decode()

    return text


@pytest.fixture
def link(cast: Cast) -> str:
    """The private address of the lead's person."""
    made = make_link(AUTOMATION, cast.lead)
    return "/" + PAGE.replace("<str:token>", token_of(made))


def _colleague(name: str, role: str, reach: Reach, team: Team) -> User:
    user = User.objects.create(email=f"{name.split()[0].lower()}@firm.example", name=name)
    kept, _ = Role.objects.get_or_create(name=role)
    for action in ("see", "ordinary work", "everything"):
        Permission.objects.get_or_create(role=kept, action=action, defaults={"reach": reach})
    Membership.objects.create(user=user, team=team, role=kept)
    return user
