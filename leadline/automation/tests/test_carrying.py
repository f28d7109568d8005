from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.access.actor import person
from leadline.access.models import User
from leadline.automation.answering import answer_due
from leadline.automation.tests.conftest import LEAD, NINE, published, take_in
from leadline.core.clock import Driven
from leadline.core.models import Event
from leadline.records.actions import ask_move
from leadline.records.models import Record

STEPS = LEAD.replace(
    "    next:\n      - go to: Done\n        by: owner\n",
    """    next:
      - go to: Second
        when: source is "Web"
  Second:
    goal: Wait
    clocks:
      look:
        promise: Somebody looks at it
        until: [call logged]
        within: 2 hours
        of: owner
        missed:
          - tell: owner
    next:
      - go to: Done
        by: owner
""",
)


def run(now: datetime) -> None:
    while answer_due(now):
        pass


@pytest.fixture
def lead(mei: User) -> Record:
    with Driven(NINE) as clock:
        [lead] = take_in(published(STEPS), "Web")
        run(clock.at)
    lead.refresh_from_db()
    return lead


def test_moves_become_visits_and_say_which_line_of_which_version(lead: Record) -> None:
    assert (lead.stage, lead.visit, lead.entered_at) == ("Second", 2, NINE)
    visits = lead.visits.order_by("number").values_list("number", "stage", "left_at")
    assert list(visits) == [(1, "New", NINE), (2, "Second", None)]
    moved = Event.objects.filter(stream_id=lead.pk, name="stage entered").latest("seq")
    assert moved.data["from"] == "New"
    assert moved.why["version"] == f"small {lead.version_id}"
    assert moved.why["values"] == {"source": "Web"}
    assert moved.why["place"].startswith("lead.yaml:")
    assert moved.why["line"].startswith("New/")


def test_the_promise_that_is_due_first_stands_on_the_record(lead: Record, mei: User) -> None:
    assert (lead.promise, lead.due_at) == ("Somebody looks at it", NINE + timedelta(hours=2))


def test_nothing_is_left_to_answer_and_the_clock_wakes_it(lead: Record) -> None:
    assert lead.answered_seq == lead.seq
    assert lead.wake_at == NINE + timedelta(hours=2)


def test_an_end_is_told_as_one_and_closes_the_last_visit(lead: Record, mei: User) -> None:
    with Driven(NINE + timedelta(hours=1)) as clock:
        ask_move(person(mei), lead, to="Done")
        run(clock.at)
    lead.refresh_from_db()
    assert (lead.stage, lead.outcome, lead.ended_at) == ("Done", "qualified", clock.at)
    ended = Event.objects.get(stream_id=lead.pk, name="record ended")
    assert ended.data["outcome"] == "qualified"
    left = lead.visits.get(stage="Second").left_at
    assert (left, lead.due_at, lead.promise) == (clock.at, None, "")


def test_fifty_cost_as_many_queries_as_two(mei: User) -> None:
    version = published(STEPS)

    def cost(number: int) -> int:
        with Driven(NINE):
            take_in(version, *["Web"] * number)
            with CaptureQueriesContext(connection) as asked:
                assert answer_due(NINE, limit=number) == number
        return len([query for query in asked if not query["sql"].startswith("UPDATE")])

    cost(1)
    Record.objects.update(outcome="lost", wake_at=None)
    two = cost(2)
    Record.objects.update(outcome="lost", wake_at=None)
    assert cost(50) == two


def test_s3_20_a_skip_is_marked_on_the_visit_and_its_event(mei: User) -> None:
    skipping = STEPS.replace(
        "      - go to: Done\n        by: owner\n",
        "      - go to: Done\n        by: owner\n      - go to: New\n        by: owner\n"
        "        back: yes\n        ask:\n          why back: text\n",
    )
    with Driven(NINE) as clock:
        [lead] = take_in(published(skipping), "Web")
        run(clock.at)
        lead.refresh_from_db()
        ask_move(person(mei), lead, to="New", answers={"why back": "Too early"})
        run(clock.at)
    lead.refresh_from_db()
    assert list(lead.visits.order_by("number").values_list("mark", flat=True))[:3] == [
        "",
        "",
        "back",
    ]
    moved = Event.objects.filter(stream_id=lead.pk, name="stage entered", data__stage="New")
    assert moved.latest("seq").data["mark"] == "back"
