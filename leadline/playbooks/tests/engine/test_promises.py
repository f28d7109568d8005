from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from leadline.conditions.context import Context
from leadline.core.schedules import round_the_clock
from leadline.playbooks.definition import Playbook
from leadline.playbooks.engine.deciding import begin
from leadline.playbooks.engine.decision import News, Surroundings
from leadline.playbooks.engine.promises import running
from leadline.playbooks.reader.playbook import read
from leadline.playbooks.tests.folders import SMALLEST
from leadline.playbooks.vocabulary_files import standard

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
FILES = {
    **SMALLEST,
    "lead.yaml": """
process: Small
follows: lead
begins:
  - on: lead opened
owner: role Seller
stages:
  New:
    goal: Know them
    clocks:
      look:
        promise: Somebody looks at it
        until: [call logged]
        within: 5 hours
        of: owner
        missed:
          - tell: owner
      answer:
        until: [letter sent]
        within: 2 hours
        of: owner
        missed:
          - tell: owner
    next:
      - go to: Done
        by: owner
ends:
  Done:
    outcome: qualified
""",
}


def small() -> Playbook:
    playbook = read(FILES, standard(), name="small").playbook
    assert playbook is not None
    return playbook


def around(now: datetime) -> Surroundings:
    zone = ZoneInfo("UTC")
    return Surroundings(
        now=now,
        zone=zone,
        record="record:1",
        schedule_of=lambda key: round_the_clock(zone),
        context=Context(now=now, zone=zone),
    )


def test_what_is_due_first_stands_first_under_its_promise_or_its_name() -> None:
    playbook, view = small(), {"owner": "mei@firm.example"}
    news = News(1, "lead opened", NINE)
    state = begin(playbook, "Small", "", NINE, view, around(NINE), news=news).state
    first, second = running(playbook, state, view, around(NINE))
    assert (first.name, first.promise, first.due_at) == (
        "answer",
        "answer",
        NINE + timedelta(hours=2),
    )
    assert (second.promise, second.due_at) == ("Somebody looks at it", NINE + timedelta(hours=5))
    assert (first.started_at, first.missed_at, first.paused) == (NINE, None, False)


def test_before_anything_has_begun_nothing_is_promised() -> None:
    playbook, view = small(), {}
    state = begin(playbook, "Small", "Done", NINE, view, around(NINE)).state
    assert running(playbook, state, view, around(NINE)) == ()
