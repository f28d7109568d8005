"""What is known of a person changed with no event of the record; a rehearsal knows since when."""

import pytest

from leadline.access.models import Membership, Permission, Reach, Role, Team, User
from leadline.automation.answering import answer_due
from leadline.automation.jobs import tell_learned
from leadline.automation.rehearsal.outcome import About
from leadline.automation.rehearsal.parties import changes_of
from leadline.automation.rehearsal.rehearsing import Asked, Compared, Rehearsal
from leadline.automation.tests.rehearsal.conftest import DAY, FILES, HOUR, NINE
from leadline.core.actor import AUTOMATION
from leadline.core.clock import Driven
from leadline.leads.actions import open_leads
from leadline.leads.incoming import Door, Incoming
from leadline.parties.actions.changing import change_person
from leadline.parties.candidates import Candidate
from leadline.parties.models import Person
from leadline.playbooks.actions import publish
from leadline.playbooks.custom import words_now
from leadline.playbooks.reader.playbook import read
from leadline.records.actions import give_answers
from leadline.records.models import Record

pytestmark = pytest.mark.django_db
LEAD = """
process: Small lead
follows: lead
begins:
  - on: lead opened
owner: route sales
clocks:
  taken on:
    from: routed
    until: [real conversation]
    within: 2 hours
    of: owner
stages:
  Asked:
    goal: Know their firm
    ask:
      work address: {ask: e-mail address, optional: yes}
    next:
      - once: e-mail is corporate
        go to: Firm
      - once: city is "wuxi"
        go to: Near
  Firm:
    goal: Talk to them
    next:
      - go to: Over
        by: owner
  Near:
    goal: Go there
    next:
      - go to: Over
        by: owner
ends:
  Over:
    outcome: qualified
"""
ROUTES = "sales:\n  - to: pool Sellers\n"
POOLS = "pools:\n  Sellers: [Inside Sales]\n  Buyers: [Manager]\n"
TEXTS = {
    "playbook.yaml": f"{FILES['playbook.yaml']}{POOLS}",
    "lead.yaml": LEAD,
    "routes.yaml": ROUTES,
}


@pytest.fixture(autouse=True)
def mei() -> User:
    mei = User.objects.create(email="mei@firm.example", name="Mei")
    role, _ = Role.objects.get_or_create(name="Inside Sales")
    Permission.objects.create(role=role, action="ordinary work", reach=Reach.ALL)
    Membership.objects.create(team=Team.objects.create(name="Sellers"), user=mei, role=role)
    return mei


def taken_in() -> Record:
    version = publish(AUTOMATION, None, name="small", source=TEXTS)
    one = Incoming(Candidate(name="Ida", emails=("ida@gmail.com",), city="Oslo"), source="Web")
    [found] = open_leads(AUTOMATION, None, door=Door(version, "Small lead"), incoming=[one])
    return found.record


def work(clock: Driven) -> None:
    while answer_due(clock.at) + tell_learned(clock.at):
        pass


def led(record: Record, clock: Driven, **changed: str) -> Compared:
    tried = read({**TEXTS, **changed}, words_now(), name="small").playbook
    assert tried is not None
    [one] = Rehearsal(Asked("small", tried, None, clock.at + DAY)).compare([record])
    return one


def test_an_address_that_came_with_an_answer() -> None:
    with Driven(NINE) as clock:
        first = taken_in()
        work(clock)
        clock.advance(hours=1)
        give_answers(AUTOMATION, first, answers={"work address": "ida@nordwire.example"})
        work(clock)
        first.refresh_from_db()
        [changes] = changes_of([first])
        one = led(first, clock)
    assert (first.stage, one.why_not, one.differs) == ("Firm", "", {})
    assert one.past.way == [("Asked", NINE), ("Firm", NINE + HOUR)]
    assert changes[-1].at == NINE + HOUR
    assert changes[-1].was == {
        "e-mail": "ida@gmail.com", "e-mail kind": "free", "e-mail is corporate": False
    }  # fmt: skip


def test_another_city() -> None:
    with Driven(NINE) as clock:
        lead = taken_in()
        work(clock)
        clock.advance(hours=1)
        change_person(AUTOMATION, Person.objects.get(), values={"city": "Wuxi"})
        work(clock)
        lead.refresh_from_db()
        one = led(lead, clock)
    assert (lead.stage, one.why_not, one.differs) == ("Near", "", {})
    assert one.past.way == [("Asked", NINE), ("Near", NINE + HOUR)]


def test_a_clock_that_begins_when_it_is_routed_runs_in_a_rehearsal_too() -> None:
    with Driven(NINE) as clock:
        lead = taken_in()
        work(clock)
        clock.advance(hours=3)
        work(clock)
        lead.refresh_from_db()
        one = led(lead, clock)
        kept = led(lead, clock, **{"lead.yaml": LEAD.replace("2 hours", "9 days")})
        moved = led(lead, clock, **{"routes.yaml": ROUTES.replace("Sellers", "Buyers")})
    assert one.happened is not None
    assert "clock missed" in [effect.verb for effect in one.happened.effects]
    assert kept.differs[About.CLOCK, "taken on: missed"] == (1, 0)
    assert moved.differs[About.OWNER, "mei@firm.example"] == (1, 0)
    assert moved.differs[About.OWNER, "→ route sales: pool Buyers"] == (0, 1)
    assert moved.differs[About.ROUTE, "sales: pool Buyers"] == (0, 1)
    assert (About.CLOCK, "taken on: missed") not in moved.differs
