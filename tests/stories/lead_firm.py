"""Marketing, lead development and sales in one small firm, on a playbook of lead statuses.

Mara markets in London, Lin and Lou develop leads there, Sam sells in New York under Dana.
"""

from datetime import UTC, datetime
from typing import Any

from django.test import Client

from leadline.access.actor import person
from leadline.access.models import Firm, Membership, Permission, Reach, Role, Team, User
from leadline.automation.answering import answer_due
from leadline.automation.signing import tell_signed
from leadline.core.actor import AUTOMATION
from leadline.core.clock import Driven
from leadline.leads.actions import open_leads
from leadline.leads.incoming import Door, Incoming
from leadline.parties.candidates import Candidate
from leadline.playbooks.actions import publish
from leadline.playbooks.models import Version
from leadline.records.actions import ask_move, give_answers
from leadline.records.models import Record

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
NAME = "funnel"
PLAYBOOK = """
title: Leads between marketing and sales
languages: [en]
roles: [Marketing, LDR, Seller, Director]
pools:
  LDR: [LDR]
  Seller: [Seller]
queues:
  Marketing: [Marketing]
"""
FIELDS = """
lead:
  budget: {type: number, supplied by: LDR}
  authority: {type: [Decides, Uses], supplied by: LDR}
  industry: {type: text, supplied by: Marketing}
  wake up: day
  wake up when: condition
  waiting for data: {type: yes or no, supplied by: LDR}
  sales-ready: {means: "budget known and authority is Decides", opposite: not yet sales-ready}
"""
AGREEMENT = """
sales-ready: sales-ready
definition signed by: [Marketing, Director]
promises: [LDR accepts, sales accepts]
signed by: [Marketing, Director]
"""
LEAD = """
process: Lead status
follows: lead
statuses: stages
never again: Inquiry after LDR has reviewed
needs: a group LDR
begins:
  - on: lead opened
    at stage: MAQL
  - by: Seller
    at stage: SAL
everywhere:
  - go to: Disqualified
    by: [LDR, Seller]
stages:
  Raw:
    goal: Find out whether they know us at all
    owner: queue Marketing
    next:
      - on: first interaction
        go to: Inquiry
  Inquiry:
    goal: Let them show what they want
    owner: queue Marketing
    next:
      - on: interest shown
        go to: MAQL
  MAQL:
    goal: A person looks at it soon
    owner: pool LDR
    clocks:
      LDR accepts:
        promise: LDR accepts or returns every MAQL
        until: [lead accepted by LDR, lead returned by LDR]
        within: 4 working hours
        of: owner
        paused while: waiting for data is yes
        warn: at 75 %
        missed:
          - tell: supervisor of owner
          - after: 2 working hours
            assign: pool LDR
    ask:
      LDR decision: {ask: [Accept, Return], each visit: yes}
    next:
      - go to: LAL
        when: LDR decision is Accept
        records: lead accepted by LDR
      - go to: Re-Market
        when: LDR decision is Return
        records: lead returned by LDR
  LAL:
    goal: Know budget, authority, need and time
    owner: same person
    clocks:
      first contact:
        until: [real conversation]
        within: 1 working day
        missed:
          - tell: owner
    next:
      - go to: MQL
        by: owner
        when: sales-ready
      - go to: Re-Market
        by: owner
        ask:
          wake up: {ask: day, optional: yes}
          wake up when: {ask: condition, optional: yes}
      - go to: SAL
        by: Seller
        skip: yes
        ask:
          why it skips: text
  MQL:
    goal: Sales takes it or says why not
    owner: pool Seller
    clocks:
      sales accepts:
        promise: Sales accepts or returns every MQL
        until: [lead accepted by sales, lead returned by sales]
        within: 1 working day
        of: owner
        missed:
          - tell: supervisor of owner
    ask:
      sales decision: {ask: [Accept, Return], each visit: yes}
    next:
      - go to: SAL
        when: sales decision is Accept
        records: lead accepted by sales
      - go to: LAL
        when: sales decision is Return
        records: lead returned by sales
        back: yes
        ask:
          what to find out first: text
  SAL:
    goal: Qualified by sales, or given back
    owner: same person
    next:
      - once: budget above 500 and sales-ready
        go to: SQL
      - go to: Re-Market
        by: owner
  Re-Market:
    goal: Stay in mind without pestering
    owner: queue Marketing
    while here:
      - on: interest shown
        go to: MAQL
        new cycle: yes
      - at: wake up
        go to: MAQL
        new cycle: yes
      - once: wake up when holds
        go to: MAQL
        new cycle: yes
ends:
  SQL:
    outcome: qualified
    on arrival:
      - convert: lead
  Disqualified:
    outcome: disqualified
    ask:
      reason: [Competitor, Student]
"""
FILES = {
    "playbook.yaml": PLAYBOOK,
    "fields.yaml": FIELDS,
    "lead.yaml": LEAD,
    "agreement.yaml": AGREEMENT,
}
NINE_TO_FIVE = ("09:00–17:00",) * 5 + ("", "")


class LeadFirm:
    """The people by first name, the version in force, and what they do through pages and doors."""

    def __init__(self, clock: Driven) -> None:
        self.clock = clock
        Firm.objects.update_or_create(pk=1, defaults={"name": "Meridian", "zone": "Europe/London"})
        desk = _team("Lead desk", "Europe/London", "GB")
        sales = _team("Sales", "America/New_York", "US")
        self.dana = _colleague("Dana", "Director", sales)
        self.mara = _colleague("Mara", "Marketing", desk, self.dana)
        self.lin = _colleague("Lin", "LDR", desk, self.mara)
        self.lou = _colleague("Lou", "LDR", desk, self.mara)
        self.sam = _colleague("Sam", "Seller", sales, self.dana)
        self.version = self.publish()

    def publish(self, **changed: str) -> Version:
        """Keyword arguments replace files: lead="…" is lead.yaml."""
        files = {**FILES, **{f"{name}.yaml": text for name, text in changed.items()}}
        self.version = publish(AUTOMATION, None, name=NAME, source=files)
        return self.version

    def lead(self, name: str = "Ada Wong", stage: str = "", company: str = "Wong Steel") -> Record:
        """Somebody asks us, and automation has answered."""
        email = f"{name.split()[0].lower()}@steel.example"
        person_ = Candidate(name=name, company=company, emails=(email,))
        door = Door(self.version, "Lead status", stage=stage or "MAQL")
        [one] = open_leads(AUTOMATION, None, door=door, incoming=[Incoming(person_, "Fair")])
        self.work()
        return Record.objects.get(pk=one.record.pk)

    def work(self) -> None:
        """Automation until nothing is due."""
        while answer_due(self.clock.at) or tell_signed(self.clock.at):
            pass

    def pass_time(self, **length: float) -> None:
        self.clock.advance(**length)
        self.work()

    def answer(self, user: User, lead: Record, **answers: Any) -> str:
        """The stage it stands at afterwards; underscores stand for spaces."""
        given = {name.replace("_", " ").casefold(): value for name, value in answers.items()}
        give_answers(person(user), lead, answers=given)
        return self.stands(lead)

    def move(self, user: User, lead: Record, to: str, **answers: Any) -> str:
        given = {name.replace("_", " ").casefold(): value for name, value in answers.items()}
        ask_move(person(user), lead, to=to, answers=given)
        return self.stands(lead)

    def stands(self, lead: Record) -> str:
        self.work()
        lead.refresh_from_db()
        return lead.stage

    def page(self, user: User, path: str, status: int = 200) -> str:
        """The text of a page as this person sees it."""
        client = Client()
        client.force_login(user)
        answer = client.get(path)
        assert answer.status_code == status, answer.status_code
        return " ".join(answer.content.decode().split())

    def post(self, user: User, path: str, **fields: str) -> str:
        """What is told after a form was sent."""
        client = Client()
        client.force_login(user)
        answer = client.post(path, fields, follow=True)
        assert answer.status_code == 200, answer.status_code
        return " ".join(answer.content.decode().split())


def _team(name: str, zone: str, country: str) -> Team:
    return Team.objects.create(name=name, zone=zone, country=country, hours=list(NINE_TO_FIVE))


def _colleague(name: str, role: str, team: Team, manager: User | None = None) -> User:
    user = User.objects.create(email=f"{name.lower()}@firm.example", name=name, manager=manager)
    kept, _ = Role.objects.get_or_create(name=role)
    for action in ("see", "ordinary work"):
        Permission.objects.update_or_create(role=kept, action=action, defaults={"reach": Reach.ALL})
    Membership.objects.create(user=user, team=team, role=kept)
    return user
