"""A small process for leads, and Li Na, who asks for things."""

from datetime import UTC, datetime
from typing import Any

import pytest

from leadline.core.actor import AUTOMATION
from leadline.core.clock import standing_at
from leadline.core.models import Event
from leadline.leads.actions import open_leads
from leadline.leads.incoming import Door, How, Incoming, Outcome
from leadline.parties.candidates import Candidate
from leadline.playbooks.actions import publish
from leadline.playbooks.models import Version
from leadline.records.models import Record

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
FILES = {
    "playbook.yaml": "title: Small\nlanguages: [en]\nroles: [Seller]\n",
    "fields.yaml": "lead:\n  users: number\n",
    "lead.yaml": """
process: Small
follows: lead
begins:
  - on: lead opened
owner: role Seller
stages:
  Raw:
    goal: Find out whether they know us
    next:
      - on: first interaction
        go to: New
  New:
    goal: Know them
    ask:
      users: {ask: number, optional: yes}
    next:
      - go to: Done
        by: owner
ends:
  Done:
    outcome: qualified
""",
}


@pytest.fixture
def version(db: None) -> Version:
    return publish(AUTOMATION, None, name="small", source=FILES)


def li_na(**about: Any) -> Incoming:
    candidate = Candidate(name="Li Na", emails=("li.na@hengtong.example",))
    return Incoming(candidate, **{"source": "Web", **about})


def somebody(nth: int, **about: Any) -> Incoming:
    candidate = Candidate(name=f"Person {nth}", emails=(f"p{nth}@firm{nth}.example",))
    return Incoming(candidate, **{"source": "Web", **about})


def take_in(
    version: Version, *incoming: Incoming, how: How = How.NEWS, at: datetime = NINE
) -> list[Outcome]:
    with standing_at(at):
        door = Door(version, "Small", how)
        return open_leads(AUTOMATION, None, door=door, incoming=incoming)


def told(record: Record) -> list[str]:
    events = Event.objects.filter(stream="record", stream_id=record.pk).order_by("seq")
    return list(events.values_list("name", flat=True))
