"""The cast: Mei sells, a stranger fills the form, and a shop's server posts what it sells."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.cache import cache
from pytest_django.fixtures import Settings

from leadline.access.models import Firm, Membership, Permission, Reach, Role, Team, User
from leadline.core.actor import AUTOMATION
from leadline.intake.actions.doors import make_door
from leadline.intake.models import Door, DoorKind
from leadline.playbooks.actions import publish
from leadline.playbooks.models import Published
from leadline.playbooks.versions import definition_of

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
TOKEN = "ll_the-shop"
FILES = {
    "playbook.yaml": "title: Small\nlanguages: [en]\nroles: [Seller]\n",
    "fields.yaml": "lead:\n  total visits: number\n  wanted goods: [Rebar, Wire]\n",
    "lead.yaml": """
process: Small
follows: lead
begins:
  - on: lead opened
    at stage: Registered
owner: role Seller
stages:
  Raw:
    goal: Find out whether they know us
    next:
      - on: first interaction
        go to: Registered
  Registered:
    goal: Know them
    ask:
      total visits: {ask: number, optional: yes}
      wanted goods: {ask: [Rebar, Wire], optional: yes}
    while here:
      - on: call failed
        go to: Lost
    next:
      - go to: Won
        by: owner
ends:
  Won:
    outcome: qualified
  Lost:
    outcome: lost
""",
}


@pytest.fixture(autouse=True)
def outside(settings: Settings, tmp_path: Path) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.DATA = tmp_path
    cache.clear()
    definition_of.cache_clear()


@pytest.fixture
def firm(db: None) -> Firm:
    return Firm.objects.create(pk=1, name="Rebar Report", zone="Asia/Shanghai", country="CN")


@pytest.fixture
def mei(firm: Firm) -> User:
    mei = User.objects.create(email="mei@firm.example", name="Mei Chen")
    role = Role.objects.create(name="Seller")
    for word in ("see", "ordinary work"):
        Permission.objects.create(role=role, action=word, reach=Reach.ALL)
    Membership.objects.create(team=Team.objects.create(name="Sales"), user=mei, role=role)
    return mei


def colleague(name: str, role: str, *actions: str) -> User:
    """Somebody in a team of their own whose role includes these actions."""
    made = User.objects.create(email=f"{name.lower()}@firm.example", name=name)
    kept = Role.objects.create(name=role)
    for action in actions:
        Permission.objects.create(role=kept, action=action, reach=Reach.ALL)
    Membership.objects.create(team=Team.objects.create(name=f"{name}'s"), user=made, role=kept)
    return made


@pytest.fixture
def ben(firm: Firm) -> User:
    return colleague("Ben", "Manager", "see", "make way in", "change way in", "renew token")


@pytest.fixture
def kai(firm: Firm) -> User:
    return colleague("Kai", "Engineer")


@pytest.fixture
def playbook(firm: Firm) -> Published:
    return publish(AUTOMATION, None, name="small", source=FILES).playbook


@pytest.fixture
def form(playbook: Published) -> Door:
    return make_door(
        AUTOMATION,
        None,
        name="Free trial",
        slug="trial",
        kind=DoorKind.FORM,
        playbook=playbook,
        source="website registration",
        consent={"en": "You may write to me.", "zh-hans": "你们可以给我写信。"},
    )


@pytest.fixture
def shop(playbook: Published) -> Door:
    return make_door(
        AUTOMATION,
        None,
        name="Shop",
        slug="shop",
        kind=DoorKind.JSON,
        playbook=playbook,
        token=TOKEN,
    )
