"""Work, questions, withdrawals and clocks of the engine become tasks and notices, once each."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.models import Event
from leadline.playbooks.definition import Place, Question, Who, WhoKind
from leadline.playbooks.engine.decision import Effect
from leadline.records.cause import Cause
from leadline.records.models import Record
from leadline.work.actions import engine
from leadline.work.models import Notice, Task, TaskKind
from leadline.work.tests.conftest import MONDAY, Cast, leads

BOSS = Who(WhoKind.SUPERVISOR, of=Who(WhoKind.OWNER))
ASK = (Question("decision", Place("lead.yaml", 1), choices=("Open", "Reject")),)


def do(
    handler: Callable[[Batch, Record, Effect, Cause], None],
    record: Record,
    object: str,
    key: str,
    **params: Any,
) -> None:
    effect = Effect("verb", object, f"record:{record.pk}/{key}", MONDAY, 1, params)
    with Batch(AUTOMATION, MONDAY) as batch:
        [locked] = batch.lock([record])
        handler(batch, locked, effect, Cause(effect.key, "", MONDAY, "why", 1))


def key(record: Record, rest: str) -> str:
    return f"record:{record.pk}/{rest}"


def states() -> dict[str, str]:
    return {
        one.title: "open" if one.is_open else "done" if one.done_at else "withdrawn"
        for one in Task.objects.all()
    }


def open_pieces(cast: Cast) -> None:
    for name, visit in (("A", 1), ("B", 1), ("C", 2)):
        do(engine.open_work, cast.lead, name, f"{visit}/work {name}/1", work=name)


def test_a_piece_of_work_is_a_task_for_whom_it_names(cast: Cast) -> None:
    for _ in range(2):
        do(engine.open_work, cast.lead, "Decide", "1/work Decide/1", by=BOSS, goal="Lists know it",
           ask=ASK, agenda=("Evidence",), work="Decide")  # fmt: skip
    task = Task.objects.get()
    assert (task.kind, task.assignee, task.piece) == (TaskKind.DECIDE, cast.ben, "Decide")
    assert (task.goal, task.visit, len(task.asks)) == ("Lists know it", 1, 1)


def test_work_that_is_done_by_itself_ends_its_tasks(cast: Cast) -> None:
    open_pieces(cast)
    do(engine.finish_work, cast.lead, "A", "1/x", keys=(key(cast.lead, "1/work A/1"),))
    assert states() == {"A": "done", "B": "open", "C": "open"}


def test_leaving_calls_off_the_visit_except_what_stays_open(cast: Cast) -> None:
    open_pieces(cast)
    do(engine.open_work, cast.lead, "Everywhere", "line/event 3", work="")
    kept = (key(cast.lead, "1/work B/1"),)
    do(engine.withdraw, cast.lead, "Registered", "1/left", visit=1, **{"except": kept})
    expected = {"A": "withdrawn", "B": "open", "C": "open", "Everywhere": "open"}
    assert states() == expected
    told = Event.objects.get(name="task withdrawn")
    assert told.type.tell(told.data) == "No longer to be done: A (Registered)"


def test_a_piece_that_is_not_needed_any_more_is_called_off(cast: Cast) -> None:
    open_pieces(cast)
    do(engine.withdraw, cast.lead, "C", "2/x", keys=(key(cast.lead, "2/work C/1"),), work="C")
    assert states() == {"A": "open", "B": "open", "C": "withdrawn"}


def test_an_end_that_stops_tasks_leaves_none(cast: Cast) -> None:
    open_pieces(cast)
    do(engine.stop_tasks, cast.lead, "tasks", "2/stop")
    assert set(states().values()) == {"withdrawn"}


def test_what_a_move_needs_is_asked_once(cast: Cast) -> None:
    do(engine.ask, cast.lead, "Website", "1/ask/website", to="Closed")
    do(engine.ask, cast.lead, "Website", "2/ask/website", to="Closed")
    task = Task.objects.get()
    assert (str(task), task.kind, task.assignee) == (
        "Find out: Website", TaskKind.ANSWER, cast.mei)  # fmt: skip
    assert task.asks == [{"field": "website", "optional": False, "choices": []}]


def test_an_action_that_takes_too_long_is_told(cast: Cast, told: Any) -> None:
    do(engine.open_work, cast.lead, "Decide", "1/work Decide/1", by=BOSS, work="Decide")
    do(engine.overdue, cast.lead, "task Decide", "1/work Decide/1/overdue", since=MONDAY)
    do(engine.overdue, cast.lead, "open trial", "1/open/overdue", since=MONDAY)
    do(engine.overdue, cast.lead, "open trial", "1/open/overdue", since=MONDAY)
    assert [(str(one.user), one.data["task"]) for one in Notice.objects.order_by("pk")] == [
        ("Ben Lee", "Decide"), ("Mei Chen", "open trial")]  # fmt: skip
    assert told(cast.lead)[-2:] == ["task overdue", "task overdue"]


def test_clocks_warn_and_break_in_the_page_and_by_mail(cast: Cast, told: Any) -> None:
    about = {"due_at": MONDAY, "promise": "Everybody hears from us", "of": Who(WhoKind.OWNER)}
    do(engine.warn, cast.lead, "first response", "clock/1/warned", **about)
    do(engine.missed, cast.lead, "first response", "clock/1/missed", **about)
    warned, broken = Notice.objects.order_by("pk")
    assert warned.mailed_at is broken.mailed_at is None
    assert warned.sentence.startswith("“Everybody hears from us” for Lead 0 is due at")
    assert broken.sentence.startswith("“Everybody hears from us” for Lead 0 was due at")
    assert told(cast.lead) == ["clock warned", "clock missed"]


def test_a_clock_of_a_record_that_nobody_has_reaches_the_role(cast: Cast) -> None:
    [lonely] = leads(1)
    who = Who(WhoKind.ROLE, "Seller")
    do(engine.warn, lonely, "first response", "clock/1/warned", due_at=None, of=who)
    assert Notice.objects.get().user == cast.mei


def cost(number: int, cast: Cast) -> int:
    records = leads(number, owner=cast.mei)
    with CaptureQueriesContext(connection) as queries, Batch(AUTOMATION, MONDAY) as batch:
        for record in batch.lock(records):
            for handler, rest, params in (
                (engine.open_work, "1/work A/1", {"by": BOSS, "work": "A"}),
                (engine.ask, "1/ask/website", {}),
                (engine.warn, "clock/1/warned", {"due_at": MONDAY}),
                (engine.withdraw, "1/left", {"visit": 1}),
            ):
                effect = Effect("verb", "A", f"record:{record.pk}/{rest}", MONDAY, 1, params)
                handler(batch, record, effect, Cause(effect.key, "", MONDAY))
    return len(queries)


def test_fifty_records_cost_as_many_queries_as_two(cast: Cast) -> None:
    assert cost(2, cast) == cost(50, cast)
