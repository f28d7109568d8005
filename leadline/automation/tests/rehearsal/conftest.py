"""Mei has a big and a small lead; both went their way in the first week of March."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from leadline.access.actor import person
from leadline.access.models import Membership, Permission, Reach, Role, Team, User
from leadline.automation.answering import answer_due
from leadline.automation.rehearsal import working
from leadline.automation.rehearsal.rehearsing import Asked, Compared, Rehearsal
from leadline.core.actor import AUTOMATION
from leadline.core.clock import Driven
from leadline.leads.actions import open_leads
from leadline.leads.incoming import Door, Incoming
from leadline.parties.candidates import Candidate
from leadline.playbooks.actions import publish
from leadline.playbooks.custom import words_now
from leadline.playbooks.definition import Playbook
from leadline.playbooks.models import Version
from leadline.playbooks.reader.playbook import read
from leadline.records.actions import give_answers
from leadline.records.models import Record
from leadline.work.actions.calls import log_call
from leadline.work.results import CallResult

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LEAD = """
process: Small lead
follows: lead
begins:
  - on: lead opened
owner: role Inside Sales
clocks:
  first answer:
    from: lead opened
    until: [real conversation]
    within: 1 working day
    of: owner
stages:
  New:
    goal: Know how many they are
    ask:
      users: number
    next:
      - go to: Big
        when: users at least 100
      - go to: Small
  Big:
    goal: Talk to them
    on arrival:
      - task: Call them
        by: owner
    while here:
      - on: real conversation
        go to: Over
  Small:
    goal: Let them think
    while here:
      - 3 days after arrival:
          go to: Over
ends:
  Over:
    outcome: qualified
"""
FILES = {"playbook.yaml": "title: Small\nlanguages: [en]\nroles: [Inside Sales, Manager]\n"}


def playbook(text: str = LEAD, **files: str) -> Playbook:
    """Keyword arguments are further files: score="…" is score.yaml, hello_en a letter."""
    more = {
        f"emails/{name[:-3]}.en.md" if name.endswith("_en") else f"{name}.yaml": one
        for name, one in files.items()
    }
    found = read({**FILES, "lead.yaml": text, **more}, words_now(), name="small")
    assert found.playbook is not None, found.problems
    return found.playbook


@dataclass
class Firm:
    """now: where the clock stands when all has happened."""

    mei: User
    version: Version
    big: Record
    small: Record
    now: datetime

    def asked(self, text: str = LEAD, **files: str) -> Asked:
        return Asked("small", playbook(text, **files), None, self.now)

    def compare(self, record: Record, text: str = LEAD, **files: str) -> Compared:
        [one] = Rehearsal(self.asked(text, **files)).compare([record])
        return one


@pytest.fixture(autouse=True)
def _nothing_under_way() -> None:
    working._working.clear()


@pytest.fixture
def firm(db: None) -> Iterator[Firm]:
    mei = User.objects.create(email="mei@firm.example", name="Mei")
    role, _ = Role.objects.get_or_create(name="Inside Sales")
    Permission.objects.create(role=role, action="ordinary work", reach=Reach.ALL)
    Membership.objects.create(team=Team.objects.create(name="Sales"), user=mei, role=role)
    with Driven(NINE) as clock:
        version = publish(AUTOMATION, None, name="small", source={**FILES, "lead.yaml": LEAD})
        big, small = _leads(version)
        _work(clock.at)
        for record, users in ((big, 200), (small, 20)):
            give_answers(AUTOMATION, record, answers={"users": users})
        _work(clock.advance(hours=1))
        log_call(person(mei), big, result=CallResult.CONNECTED)
        _work(clock.advance(hours=1))
        _work(clock.advance(days=4))
        big.refresh_from_db()
        small.refresh_from_db()
        yield Firm(mei, version, big, small, clock.at)


def _leads(version: Version) -> list[Record]:
    incoming = [
        Incoming(Candidate(name=name, emails=(f"p@{name}.example",)), source="Web")
        for name in ("big", "small")
    ]
    door = Door(version, "Small lead")
    return [one.record for one in open_leads(AUTOMATION, None, door=door, incoming=incoming)]


def _work(now: datetime) -> None:
    while answer_due(now):
        pass
