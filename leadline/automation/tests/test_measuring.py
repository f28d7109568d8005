"""One row a run of a clock: kept, late, missed or come to nothing; many cost as few queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.access.models import User
from leadline.automation.answering import answer_due
from leadline.automation.models import MeasuredPromise
from leadline.automation.tests.conftest import LEAD, NINE, published, take_in
from leadline.core.actor import AUTOMATION
from leadline.core.clock import standing_at
from leadline.records.actions import give_answers
from leadline.records.models import Record

CLOCK = """    clocks:
      users are known:
        until: [users answered]
        within: 2 hours
        missed:
          - tell: owner
    next:
"""
WITH_CLOCK = LEAD.replace("    next:\n", CLOCK)


@pytest.fixture
def leads(mei: User) -> list[Record]:
    found = take_in(published(WITH_CLOCK), "Web", "Web")
    answer_due(NINE)
    return found


def results() -> list[tuple[str, int | None]]:
    rows = MeasuredPromise.objects.order_by("pk")
    return [(one.result, one.took_minutes) for one in rows]


def answer(lead: Record, minutes: int) -> None:
    at = NINE + timedelta(minutes=minutes)
    with standing_at(at):
        give_answers(AUTOMATION, lead, answers={"users": minutes})
    answer_due(at)


def test_kept_late_and_missed(leads: list[Record], mei: User) -> None:
    kept, late = leads
    answer(kept, 30)
    assert results() == [("kept", 30)]
    answer_due(NINE + timedelta(hours=2))
    assert results() == [("kept", 30), ("missed", None)]
    answer(late, 150)
    assert results() == [("kept", 30), ("late", 150)]
    row = MeasuredPromise.objects.latest("pk")
    assert row.decided_at == NINE + timedelta(hours=2)
    assert row.kept_at == NINE + timedelta(minutes=150)
    assert (row.owner, row.team, row.clock) == (mei, late.team or row.team, "users are known")
    assert (row.process, row.stage, row.side) == ("Small lead", "New", "Inside Sales")


def test_what_is_missed_and_never_kept_stays_one_row(leads: list[Record]) -> None:
    for hours in (2, 3, 200):
        answer_due(NINE + timedelta(hours=hours))
    assert results() == [("missed", None), ("missed", None)]


def test_many_are_measured_in_as_many_queries_as_few(mei: User) -> None:
    version = published(WITH_CLOCK)
    counts = []
    for number in (2, 12):
        take_in(version, *["Web"] * number)
        answer_due(NINE, limit=100)
        Record.objects.exclude(wake_at=None).update(wake_at=NINE)
        with CaptureQueriesContext(connection) as queries:
            answer_due(NINE + timedelta(hours=2), limit=100)
        counts.append(len(queries))
        MeasuredPromise.objects.all().delete()
        Record.objects.update(wake_at=None)
    assert counts[1] == counts[0]
