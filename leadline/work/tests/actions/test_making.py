"""A cause makes one task, for the person who is meant, due in their working time."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.access.models import User
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.durations import parse_duration
from leadline.playbooks.definition import Place, Question, Who, WhoKind
from leadline.records.cause import Cause
from leadline.records.models import Record
from leadline.work.actions.making import call, task, visit
from leadline.work.models import Task, TaskKind
from leadline.work.tests.conftest import MONDAY, Cast, leads

OWNER = Who(WhoKind.OWNER, text="owner")
BOSS = Who(WhoKind.SUPERVISOR, of=OWNER, text="supervisor of owner")
NEW = Question("First Feedback", Place("lead.yaml", 1), choices=("Yes", "No"))


def cause(record: Record, what: str = "line 1") -> Cause:
    return Cause(f"record:{record.pk}/3/{what}", "New: line", MONDAY, {"text": "why"}, 2)


def test_a_task_of_a_line_says_what_by_whom_until_when(cast: Cast, told: Any) -> None:
    task(
        AUTOMATION,
        cast.lead,
        what="Get feedback",
        by=OWNER,
        within=parse_duration("1 working day"),
        agenda=("Price", "Users"),
        ask=(NEW,),
        subject="The trial",
        cause=cause(cast.lead),
    )
    made = Task.objects.get()
    assert (made.title, made.kind, made.assignee, made.pool) == (
        "Get feedback", TaskKind.TASK, cast.mei, "")  # fmt: skip
    assert (made.visit, made.line, made.goal) == (3, "New: line", "The trial")
    assert made.due_at == datetime(2026, 3, 3, 9, tzinfo=UTC)
    assert made.agenda == [{"point": "Price", "done": False}, {"point": "Users", "done": False}]
    assert made.asks == [{"field": "first feedback", "optional": False, "choices": ["Yes", "No"]}]
    assert told(cast.lead) == ["task made"]


def test_the_same_cause_makes_one_task(cast: Cast) -> None:
    for _ in range(2):
        with Batch(AUTOMATION, MONDAY) as batch:
            for _ in range(2):
                task.within(batch, cast.lead, what="Ask", cause=cause(cast.lead))
    task(AUTOMATION, cast.lead, what="Ask", cause=cause(cast.lead, "line 2"))
    task(AUTOMATION, cast.lead, what="Ask")
    task(AUTOMATION, cast.lead, what="Ask")
    assert Task.objects.count() == 4


@pytest.mark.parametrize(
    ("by", "kind", "expected"),
    [(BOSS, TaskKind.DECIDE, "ben"), (OWNER, TaskKind.TASK, "mei"), (None, TaskKind.TASK, "mei")],
)
def test_who_is_asked(cast: Cast, by: Who, kind: TaskKind, expected: str) -> None:
    made = task(AUTOMATION, cast.lead, what="Decide", by=by, ask=(NEW,))
    assert made is not None
    assert (made.kind, made.assignee) == (kind, getattr(cast, expected))


def test_a_queue_holds_what_nobody_has_been_given(cast: Cast) -> None:
    queue = Who(WhoKind.QUEUE, "Marketing", text="queue Marketing")
    made = task(AUTOMATION, cast.lead, what="Look", by=queue)
    assert made is not None
    assert (made.assignee, made.pool) == (None, "Marketing")


def test_a_colleague_gives_it_to_somebody_until_a_moment(cast: Cast) -> None:
    deadline = MONDAY + timedelta(hours=2)
    made = visit(cast.as_mei, cast.lead, what="Go", assignee=cast.kai, deadline=deadline)
    assert made is not None
    assert (made.kind, made.assignee, made.due_at) == (TaskKind.VISIT, cast.kai, deadline)


def test_what_comes_first_of_window_and_length_counts(cast: Cast) -> None:
    late = MONDAY + timedelta(days=30)
    made = call(
        AUTOMATION,
        cast.lead,
        what="Try again",
        within=parse_duration("2 hours"),
        deadline=late,
        cause=cause(cast.lead),
    )
    assert made is not None
    assert (made.kind, made.due_at) == (TaskKind.CALL, MONDAY + timedelta(hours=2))


def make_many(records: Sequence[Record]) -> int:
    within = parse_duration("3 working days")
    with (
        CaptureQueriesContext(
            connection,
        ) as queries,
        Batch(AUTOMATION, MONDAY) as batch,
    ):
        for record in batch.lock(records):
            for what in ("a", "b"):
                task.within(
                    batch, record, what="Ask", by=BOSS, within=within, cause=cause(record, what)
                )
    return len(queries)


def test_fifty_records_cost_as_many_queries_as_two(cast: Cast) -> None:
    few, many = leads(2, owner=cast.mei), leads(50, owner=cast.mei)
    assert make_many(few) == make_many(many)
    assert Task.objects.count() == 104
    assert {one.assignee for one in Task.objects.all()} == {User.objects.get(pk=cast.ben.pk)}
