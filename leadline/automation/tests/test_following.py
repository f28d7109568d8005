"""A new version takes along the records whose stage it does not touch, and no others."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.access.models import Membership, Role, Team, User
from leadline.automation.answering import answer_due
from leadline.automation.following import follow_versions
from leadline.core.actor import AUTOMATION
from leadline.core.clock import Driven
from leadline.core.models import Event
from leadline.leads.actions import open_leads
from leadline.leads.incoming import Door, Incoming
from leadline.parties.candidates import Candidate
from leadline.playbooks.actions import publish
from leadline.playbooks.models import Version
from leadline.records.models import Record
from leadline.records.standing import on_older_versions, standings
from leadline.work.models import Task

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)
LEAD = """
process: Small lead
follows: lead
begins:
  - on: lead opened
owner: role Inside Sales
stages:
  New:
    goal: Know where they come from
    next:
      - go to: Web
        when: source is "web"
      - go to: Fair
  Web:
    goal: Wait for a while
    on arrival:
      - task: Look at their page
        by: owner
    while here:
      - 2 days after arrival:
          go to: Over
  Fair:
    goal: Wait for their card
    while here:
      - 3 days after arrival:
          go to: Over
ends:
  Over:
    outcome: qualified
"""
FILES = {"playbook.yaml": "title: Small\nlanguages: [en]\nroles: [Inside Sales]\n"}


@pytest.fixture(autouse=True)
def mei(db: None) -> User:
    mei = User.objects.create(email="mei@firm.example", name="Mei")
    role, _ = Role.objects.get_or_create(name="Inside Sales")
    Membership.objects.create(team=Team.objects.create(name="Sales"), user=mei, role=role)
    return mei


def put(text: str = LEAD) -> Version:
    return publish(AUTOMATION, None, name="small", source={**FILES, "lead.yaml": text})


def take_in(version: Version, *sources: str) -> list[Record]:
    incoming = [
        Incoming(Candidate(name=f"Person {n}", emails=(f"p{n}@firm{n}.example",)), source=source)
        for n, source in enumerate(sources)
    ]
    door = Door(version, "Small lead")
    return [one.record for one in open_leads(AUTOMATION, None, door=door, incoming=incoming)]


def run(now: datetime) -> None:
    while answer_due(now) + follow_versions(now):
        pass


def test_records_follow_where_their_stage_means_the_same() -> None:
    with Driven(NINE) as clock:
        old = put()
        [web, fair] = take_in(old, "Web", "Fair")
        run(clock.at)
        new = put(LEAD.replace("3 days", "5 days"))
        run(clock.advance(days=1))
        web.refresh_from_db()
        fair.refresh_from_db()
        assert (web.version, fair.version) == (new, old)
        told = Event.objects.get(name="version followed")
        assert (told.stream_id, told.data) == (web.pk, {"from": 1, "to": 2})
        assert web.wake_at == NINE + 2 * DAY
        old.refresh_from_db()
        assert old.settled_at == NINE + DAY


def test_what_a_record_has_done_is_not_done_again() -> None:
    with Driven(NINE) as clock:
        [web] = take_in(put(), "Web")
        run(clock.at)
        put(LEAD.replace("3 days", "5 days"))
        run(clock.advance(days=1))
        assert Task.objects.count() == 1
        run(clock.advance(days=1))
        web.refresh_from_db()
        assert (web.stage, web.visit, Task.objects.count()) == ("Over", 3, 1)


def test_what_stays_is_counted() -> None:
    with Driven(NINE) as clock:
        take_in(put(), "Web", "Fair", "Fair")
        run(clock.at)
        put(LEAD.replace("3 days", "5 days"))
        run(clock.at)
        found = standings("small")
        assert [(one.number, one.is_current, one.open) for one in found] == [
            (1, False, 2),
            (2, True, 1),
        ]
        assert on_older_versions(found) == 2
        run(clock.advance(days=3))
        assert [(one.open, one.ended) for one in standings()] == [(0, 2), (0, 1)]


def test_a_renamed_stage_and_a_closed_record_stay() -> None:
    with Driven(NINE) as clock:
        old = put()
        take_in(old, "Web", "Fair")
        run(clock.at)
        run(clock.advance(days=2))
        renamed = LEAD.replace("Fair", "Show").replace("  Show:\n", "  Show:\n    was: Fair\n")
        put(renamed)
        run(clock.at)
        assert sorted(Record.objects.values_list("stage", "version")) == [
            ("Fair", old.pk),
            ("Over", old.pk),
        ]


def test_a_record_that_has_not_begun_begins_first_and_follows_then() -> None:
    with Driven(NINE) as clock:
        [web] = take_in(put(), "Web")
        new = put(LEAD.replace("3 days", "5 days"))
        assert follow_versions(clock.at) == 0
        run(clock.at)
        web.refresh_from_db()
        assert (web.stage, web.version) == ("Web", new)


def test_an_older_text_in_force_again_takes_its_records_back() -> None:
    with Driven(NINE) as clock:
        first = put()
        [web] = take_in(first, "Web")
        run(clock.at)
        put(LEAD.replace("3 days", "5 days"))
        run(clock.at)
        put()
        run(clock.at)
        web.refresh_from_db()
        assert web.version == first


def test_the_number_of_queries_does_not_grow_with_the_records() -> None:
    counted = []
    with Driven(NINE) as clock:
        version, n = put(), 5
        for many in (2, 50):
            take_in(version, *["Web"] * many)
            while answer_due(clock.at):
                pass
            version, n = put(LEAD.replace("3 days", f"{n} days")), n + 1
            follow_versions(clock.at)  # reads both texts
            Record.objects.update(version=Version.objects.order_by("number").first())
            Version.objects.update(settled_at=None)
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert follow_versions(clock.at) >= many
            counted.append(len(queries))
    assert counted[0] == counted[1]
