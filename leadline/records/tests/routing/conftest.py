"""A pool of three, Ann, Ben and Cy, who sell in London; leads stand on a playbook with a route."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from leadline.access.models import Firm, Membership, Role, Team, User
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.parties.models import Company, Person
from leadline.playbooks.actions import publish
from leadline.playbooks.models import Version
from leadline.records.models import Record
from leadline.records.opening import open_record
from leadline.records.tests.conftest import MADE

MONDAY = datetime(2026, 3, 2, 11, tzinfo=UTC)
FILES = {
    "playbook.yaml": """
title: Small
languages: [en]
roles: [Seller, Chief]
pools:
  Sales: [Seller]
queues:
  Left over: [Chief]
""",
    "fields.yaml": "lead:\n  size: number\n",
    "routes.yaml": """
sales:
  - when: size at least 100
    to: the account manager of company, else pool Sales
  - when: size at least 10
    to: pool Sales
  - to: queue Left over
""",
    "lead.yaml": """
process: Small lead
follows: lead
begins:
  - on: lead opened
owner: route sales
stages:
  New:
    goal: Know them
    next:
      - go to: Done
        by: owner
ends:
  Done:
    outcome: qualified
""",
}


@pytest.fixture
def team(db: None) -> Team:
    Firm.objects.update_or_create(pk=1, defaults={"name": "Meridian", "zone": "Europe/London"})
    return Team.objects.create(name="London", country="GB")


@pytest.fixture
def sellers(team: Team) -> list[User]:
    role = Role.objects.create(name="Seller")
    return [hired(name, role, team) for name in ("Ann", "Ben", "Cy")]


@pytest.fixture
def chief(team: Team) -> User:
    return hired("Chief", Role.objects.create(name="Chief"), team)


def hired(name: str, role: Role, team: Team) -> User:
    user = User.objects.create(email=f"{name.lower()}@firm.example", name=name)
    Membership.objects.create(team=team, user=user, role=role)
    return user


@pytest.fixture
def version(db: None) -> Version:
    return publish(AUTOMATION, None, name="small", source=FILES)


@pytest.fixture
def lead(version: Version) -> Callable[..., Record]:
    def made(size: int | None = None, company: Company | None = None) -> Record:
        answers: dict[str, object] = {} if size is None else {"size": size}
        with Batch(AUTOMATION, MONDAY) as batch:
            person = batch.add(Person(name="Li Na"))
            return open_record(
                batch, "lead", "Li Na", MADE, person=person, company=company, version=version,
                process="Small lead", stage="New", answers=answers,
            )  # fmt: skip

    return made
