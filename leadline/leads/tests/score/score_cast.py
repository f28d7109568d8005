"""A small playbook with a score, and what people do in it."""

from datetime import UTC, datetime, timedelta

from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.events import EventType
from leadline.leads.actions import open_leads
from leadline.leads.actions.score import rescore_leads, score_leads
from leadline.leads.incoming import Door, Incoming
from leadline.leads.score.loading import Heard, in_force, latest_rules
from leadline.leads.score.looking import Seen, look
from leadline.leads.score.working import Worked
from leadline.parties.candidates import Candidate
from leadline.playbooks.actions import publish
from leadline.playbooks.models import Version
from leadline.playbooks.tests.folders import SMALLEST
from leadline.records.models import Record

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)
SCORE = """review every: 3 months
bands: {A: 40, B: 20, C: 10, D: 0}
fit:
  - points: 40
    when: users at least 50
  - points: 10
    when: town is "Leeds"
engagement:
  - points: 25
    on: interest shown
    half-life: 30 days
  - points: 5
    on: registered again
"""
LEAD = """
process: Small
follows: lead
begins:
  - on: lead opened
owner: role Seller
stages:
  Inquiry:
    goal: Let them show what they want
    ask:
      users: {ask: number, optional: yes}
      town: {ask: text, optional: yes}
    next:
      - once: score at least 65 and fit band one of A, B
        go to: MAQL
      - go to: Done
        by: owner
  MAQL:
    goal: A person looks at it soon
    next:
      - once: score below 60
        go to: Cold
      - go to: Done
        by: owner
  Cold:
    goal: Stay in mind
    next:
      - once: engagement at least 40 and last response after arrival and times in MAQL at most 2
        go to: MAQL
        new cycle: yes
      - go to: Done
        by: owner
ends:
  Done:
    outcome: qualified
"""


def published(score: str = SCORE, lead: str = LEAD) -> Version:
    files = {**SMALLEST, "lead.yaml": lead, "score.yaml": score}
    return publish(AUTOMATION, None, name="small", source=files)


def people(
    version: Version, number: int = 1, at: datetime = NINE, **answers: object
) -> list[Record]:
    incoming = [
        Incoming(
            Candidate(name=f"Person {n}", emails=(f"p{n}@firm{n}.example",)),
            source="Web",
            received_at=at,
            answers=answers,
        )
        for n in range(number)
    ]
    outcomes = open_leads(AUTOMATION, None, door=Door(version, "Small"), incoming=incoming)
    return [one.record for one in outcomes]


def score(*records: Record, heard: list[Heard] | None = None, at: datetime = NINE) -> list[Worked]:
    """Scored with the same news for each."""
    with Batch(AUTOMATION, at) as batch:
        locked = batch.lock(list(records))
        news = {one.pk: heard or [] for one in records}
        found = score_leads.within(batch, None, records=locked, news=news)
    return [found[one.pk] for one in records]


def rescore(version: Version, most: int = 1000, at: datetime = NINE) -> int:
    """How many leads were looked at; as the worker does it."""
    now = in_force(version.pk)
    assert now is not None
    with Batch(AUTOMATION, at) as batch:
        rescore_leads.within(batch, None, version=version.pk, seen=Seen(None))
    rules = latest_rules(now.playbook)
    assert rules is not None
    seen = look(now, rules, at, most)
    if seen.number:
        with Batch(AUTOMATION, at) as batch:
            rescore_leads.within(batch, None, version=version.pk, seen=seen)
    return seen.number


def happens(record: Record, event: EventType, at: datetime = NINE, **data: object) -> Heard:
    with Batch(AUTOMATION, at) as batch:
        [record] = batch.lock([record])
        row = batch.happened(record, event, **data)
    return Heard(row.seq, row.name, row.occurred_at)
