"""Leads of which only a number is known, and people who ask twice at once."""

from datetime import UTC, datetime, timedelta

import pytest

from leadline.core.actor import AUTOMATION
from leadline.core.clock import standing_at
from leadline.leads.actions import open_leads
from leadline.leads.incoming import Door, Fate, How, Incoming, Place
from leadline.leads.models import Lead
from leadline.parties.candidates import Candidate
from leadline.parties.models import Person
from leadline.playbooks.actions import publish
from leadline.playbooks.models import Version
from leadline.playbooks.tests.folders import SMALLEST
from leadline.records.models import Record

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def version(db: None) -> Version:
    return publish(AUTOMATION, None, name="small", source=SMALLEST)


def numbered(*numbers: str) -> list[Incoming]:
    return [
        Incoming(Candidate(), source="Old CRM", number=number, place=Place("New"))
        for number in numbers
    ]


def test_a_lead_may_be_a_number_and_nothing_else(version: Version) -> None:
    door = Door(version, "Small", How.HISTORY)
    with standing_at(NINE):
        made = open_leads(AUTOMATION, None, door=door, incoming=numbered("660737", "660728"))
        again = open_leads(AUTOMATION, None, door=door, incoming=numbered("660737"))
    assert [one.fate for one in (*made, *again)] == [Fate.CREATED, Fate.CREATED, Fate.JOINED]
    assert Person.objects.count() == 0
    record = Record.objects.order_by("pk")[0]
    assert (record.title, record.person, record.stage) == ("Old CRM 660737", None, "New")
    assert record.wake_at is None


def test_who_posts_twice_within_ten_minutes_means_one_thing(version: Version) -> None:
    li_na = Incoming(Candidate(name="Li Na", emails=("li.na@hengtong.example",)), source="Web")
    door = Door(version, "Small")
    fates = []
    for minutes in (0, 9, 11):
        with standing_at(NINE + timedelta(minutes=minutes)):
            [outcome] = open_leads(AUTOMATION, None, door=door, incoming=[li_na])
            fates.append(outcome.fate)
            Record.objects.filter(outcome="").update(outcome="lost")
    assert fates == [Fate.CREATED, Fate.JOINED, Fate.CREATED]
    last = Lead.objects.order_by("pk").last()
    assert last is not None
    assert last.previous is not None
    assert last.record.cycle == 2


def test_history_that_comes_again_takes_a_lead_to_where_it_came_to_stand(version: Version) -> None:
    door = Door(version, "Small", how=How.HISTORY)
    asked_at, won_at = NINE - timedelta(days=90), NINE - timedelta(days=30)
    first = Incoming(
        Candidate(), source="Old CRM", number="17", received_at=asked_at, place=Place("New")
    )
    won = Incoming(
        Candidate(), source="Old CRM", number="17", place=Place("Done", "qualified", won_at)
    )
    with standing_at(NINE):
        open_leads(AUTOMATION, None, door=door, incoming=[first])
        for _ in range(2):
            [outcome] = open_leads(AUTOMATION, None, door=door, incoming=[won])
    assert outcome.fate is Fate.JOINED
    record = Record.objects.get()
    assert (record.stage, record.outcome, record.visit) == ("Done", "qualified", 2)
    assert (record.opened_at, record.ended_at, record.wake_at) == (asked_at, won_at, None)
