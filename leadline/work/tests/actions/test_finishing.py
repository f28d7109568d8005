"""A task is done once, by somebody who may, and not before what it asks is known."""

from datetime import timedelta
from typing import Any

import pytest

from leadline.access.actor import person
from leadline.core.actor import AUTOMATION
from leadline.core.clock import standing_at
from leadline.core.durations import parse_duration
from leadline.core.errors import Invalid, Refused
from leadline.core.models import Event
from leadline.playbooks.definition import Place, Question
from leadline.records.cause import Cause
from leadline.records.models import Record
from leadline.work.actions.finishing import (
    allow_call,
    assign_task,
    finish_task,
    reopen_task,
    snooze_task,
)
from leadline.work.actions.making import call, task
from leadline.work.models import Notice, Task
from leadline.work.tests.conftest import MONDAY, Cast

PLACE = Place("lead.yaml", 1)
ASK = (Question("website", PLACE), Question("business", PLACE, optional=True))


def made(cast: Cast, **about: Any) -> Task:
    found = task(AUTOMATION, cast.lead, what="Look them up", **about)
    assert found is not None
    return found


def test_done_is_told_with_the_effect_that_it_finishes(cast: Cast) -> None:
    one = made(cast, cause=Cause("record:1/1/x"), agenda=("Price", "Users"))
    with standing_at(MONDAY):
        finish_task(cast.as_mei, cast.lead, task=one, result="Fine", ticks=(1,))
    one.refresh_from_db()
    assert (one.done_at, one.done_by, one.result) == (MONDAY, cast.mei, "Fine")
    assert [point["done"] for point in one.agenda] == [False, True]
    event = Event.objects.get(name="task done")
    assert event.data["finishes"] == "record:1/1/x"
    assert "failed" not in event.data
    assert event.type.tell(event.data) == "Done: Look them up"


def test_what_it_asks_must_be_known(cast: Cast) -> None:
    one = made(cast, ask=ASK)
    with pytest.raises(Refused, match="Still needed: website") as refused:
        finish_task(cast.as_mei, cast.lead, task=one, answers={"business": "Rebar"})
    assert refused.value.missing == ("website",)
    finish_task(cast.as_mei, cast.lead, task=one, answers={"website": "wire.example"})
    cast.lead.refresh_from_db()
    assert cast.lead.answers == {"website": "wire.example"}
    assert Event.objects.get(name="answer given").data["evidence"] == f"task {one.pk}"


def test_a_piece_of_work_ends_when_its_condition_holds(cast: Cast) -> None:
    one = made(cast, work="Look them up", ask=ASK)
    with pytest.raises(Refused, match="website known and decision is Open"):
        finish_task(cast.as_mei, cast.lead, task=one, answers={"website": "wire.example"})
    given = {"website": "wire.example", "decision": "Open"}
    finish_task(cast.as_mei, cast.lead, task=one, answers=given)
    assert Task.objects.get().done_at is not None


def test_nothing_is_done_twice_or_after_it_was_called_off(cast: Cast) -> None:
    one = made(cast)
    finish_task(cast.as_mei, cast.lead, task=one)
    with pytest.raises(Refused, match="done already"):
        finish_task(cast.as_mei, cast.lead, task=one)
    Task.objects.update(done_at=None, done_by=None, withdrawn_at=MONDAY)
    for act in (finish_task, reopen_task):
        with pytest.raises(Refused, match="no longer"):
            act(cast.as_mei, cast.lead, task=one)


def test_a_done_task_is_opened_again(cast: Cast, told: Any) -> None:
    one = made(cast)
    reopen_task(cast.as_mei, cast.lead, task=one)
    finish_task(cast.as_mei, cast.lead, task=one)
    reopen_task(cast.as_mei, cast.lead, task=one)
    assert Task.objects.get().is_open
    assert told(cast.lead) == ["task made", "task done", "task reopened"]


def test_whoever_is_given_a_task_hears_of_it(cast: Cast) -> None:
    one = made(cast)
    assign_task(cast.as_mei, cast.lead, task=one, assignee=cast.ben)
    assign_task(cast.as_mei, cast.lead, task=one, assignee=cast.ben)
    assign_task(cast.as_mei, cast.lead, task=one, assignee=cast.mei)
    notice = Notice.objects.get()
    assert notice.user == cast.ben
    assert notice.sentence == "Mei Chen gave you a task for Lead 0: Look them up"


def test_a_task_is_put_off_to_a_time_to_come(cast: Cast) -> None:
    one = made(cast)
    with standing_at(MONDAY):
        snooze_task(cast.as_mei, cast.lead, task=one, until=MONDAY + timedelta(hours=1))
        with pytest.raises(Invalid, match="to come"):
            snooze_task(cast.as_mei, cast.lead, task=one, until=MONDAY)
    assert Task.objects.get().opens_at == MONDAY + timedelta(hours=1)


def test_nothing_is_put_off_beyond_a_promise_without_a_word(cast: Cast) -> None:
    later = MONDAY + timedelta(days=3)
    with standing_at(MONDAY):
        one = made(cast, within=parse_duration("2 hours"))
        with pytest.raises(Invalid, match="It is promised for") as refused:
            snooze_task(cast.as_mei, cast.lead, task=one, until=later)
        assert set(refused.value.problems) == {"reason"}
        snooze_task(cast.as_mei, cast.lead, task=one, until=later, reason="They are away")
        snooze_task(cast.as_mei, cast.lead, task=one, until=MONDAY + timedelta(hours=1))
    first, second = Event.objects.filter(name="task put off").order_by("seq")
    assert (first.data["note"], first.data["before"]) == ("They are away", None)
    assert (second.data.get("note"), second.data["before"]) == (None, later.isoformat())
    assert Task.objects.get().due_at == one.due_at


def test_a_promise_to_the_record_counts_too(cast: Cast) -> None:
    one = made(cast)
    Record.objects.update(due_at=MONDAY + timedelta(hours=4))
    with standing_at(MONDAY), pytest.raises(Invalid, match="It is promised for"):
        snooze_task(cast.as_mei, cast.lead, task=one, until=MONDAY + timedelta(days=1))


def test_calling_without_a_basis_needs_a_reason(cast: Cast) -> None:
    one = call(AUTOMATION, cast.lead, what="Try again")
    assert one is not None
    with pytest.raises(Invalid, match="Say why"):
        allow_call(cast.as_mei, cast.lead, task=one, reason=" ")
    allow_call(cast.as_mei, cast.lead, task=one, reason="They asked me at the fair")
    assert Task.objects.get().call_anyway == "They asked me at the fair"
    with pytest.raises(Refused, match="no call"):
        allow_call(cast.as_mei, cast.lead, task=made(cast), reason="x")


def test_others_may_not(cast: Cast) -> None:
    with pytest.raises(Refused, match="belongs to someone else"):
        finish_task(person(cast.kai), cast.lead, task=made(cast))
