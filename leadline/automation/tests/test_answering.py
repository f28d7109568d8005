"""A lead that comes in is moved by its playbook, and every step says why."""

from datetime import UTC, datetime, timedelta

import pytest

from leadline.access.models import Membership, Role, Team, User
from leadline.automation import answering
from leadline.automation.answering import answer_due
from leadline.core.actor import AUTOMATION
from leadline.core.clock import Driven
from leadline.core.models import Event
from leadline.leads.actions import open_leads
from leadline.leads.incoming import Door, Incoming
from leadline.parties.candidates import Candidate
from leadline.playbooks.actions import publish
from leadline.playbooks.engine.decision import Decision, Surroundings
from leadline.playbooks.models import Version
from leadline.records.models import Record

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
FILES = {
    "playbook.yaml": "title: Small\nlanguages: [en]\nroles: [Inside Sales]\n",
    "lead.yaml": """
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
      - go to: Other
  Web:
    goal: Wait for a day
    while here:
      - 1 day after arrival:
          go to: Other
ends:
  Other:
    outcome: qualified
""",
}


@pytest.fixture
def mei(db: None) -> User:
    mei = User.objects.create(email="mei@firm.example", name="Mei")
    role, _ = Role.objects.get_or_create(name="Inside Sales")
    Membership.objects.create(team=Team.objects.create(name="Sales"), user=mei, role=role)
    return mei


@pytest.fixture
def version(mei: User) -> Version:
    return publish(AUTOMATION, None, name="small", source=FILES)


def take_in(version: Version, *sources: str) -> list[Record]:
    incoming = [
        Incoming(Candidate(name=f"Person {n}", emails=(f"p{n}@firm{n}.example",)), source=source)
        for n, source in enumerate(sources)
    ]
    door = Door(version, "Small lead")
    return [one.record for one in open_leads(AUTOMATION, None, door=door, incoming=incoming)]


def run(now: datetime) -> None:
    while answer_due(now):
        pass


def test_a_lead_is_moved_and_given_to_somebody(version: Version, mei: User) -> None:
    with Driven(NINE) as clock:
        [web, other] = take_in(version, "Web", "Fair")
        run(clock.at)
        web.refresh_from_db()
        other.refresh_from_db()
        assert (web.stage, other.stage, other.outcome) == ("Web", "Other", "qualified")
        assert web.owner == mei
        assert web.wake_at == NINE + timedelta(days=1)
        moved = Event.objects.filter(stream="record", stream_id=web.pk, name="stage entered").last()
        assert moved is not None
        assert moved.why["values"] == {"source": "Web"}
        run(clock.advance(days=1))
        web.refresh_from_db()
        assert web.stage == "Other"
        assert list(web.visits.order_by("number").values_list("stage", "left_at")) == [
            ("New", NINE),
            ("Web", NINE + timedelta(days=1)),
            ("Other", None),
        ]


def test_a_record_that_cannot_be_answered_waits_and_then_asks_for_a_person(
    version: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Driven(NINE) as clock:
        [bad, good] = take_in(version, "Web", "Web")
        real = answering.decided

        def decided(case: answering.Case, surroundings: Surroundings) -> Decision:
            if case.record.pk == bad.pk:
                raise RuntimeError("the engine broke")
            return real(case, surroundings)

        monkeypatch.setattr(answering, "decided", decided)
        answer_due(clock.at)
        good.refresh_from_db()
        assert good.stage == "Web"
        for _day in range(5):
            run(clock.advance(days=1))
        bad.refresh_from_db()
        assert "the engine broke" in bad.stuck
        assert Event.objects.filter(stream_id=bad.pk, name="record stuck").count() == 1


def test_what_was_closed_from_outside_is_let_be(version: Version, mei: User) -> None:
    """Its moments do not come any more, and news does not begin it again."""
    door = Door(version, "Small lead")
    with Driven(NINE) as clock:
        one = Incoming(Candidate(name="Li Na"), source="Web")
        [outcome] = open_leads(AUTOMATION, None, door=door, incoming=[one])
        answer_due(clock.at)
        Record.objects.filter(pk=outcome.record.pk).update(outcome="taken up")
        clock.advance(days=2)
        assert answer_due(clock.at) == 1
        record = Record.objects.get(pk=outcome.record.pk)
        assert (record.stage, record.outcome, record.wake_at) == ("Web", "taken up", None)
        assert answer_due(clock.at) == 0
