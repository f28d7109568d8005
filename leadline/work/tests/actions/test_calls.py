"""Logging a call is news of a call and nothing else: no stage moves, whatever came of it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.clock import standing_at
from leadline.core.errors import Invalid
from leadline.core.models import Event
from leadline.playbooks.definition import Place, Question
from leadline.records.cause import Cause
from leadline.work.actions.calls import bring_in_call, log_call
from leadline.work.actions.making import call
from leadline.work.models import Call, Task
from leadline.work.results import CallResult
from leadline.work.tests.conftest import MONDAY, Cast, leads


@pytest.mark.parametrize("result", CallResult)
def test_s3_11_no_call_result_changes_the_stage(cast: Cast, told: Any, result: CallResult) -> None:
    before = (cast.lead.stage, cast.lead.visit, cast.lead.outcome)
    log_call(cast.as_mei, cast.lead, result=result, phone=cast.phone)
    cast.lead.refresh_from_db()
    assert (cast.lead.stage, cast.lead.visit, cast.lead.outcome) == before
    second = "real conversation" if result is CallResult.CONNECTED else "call failed"
    assert told(cast.lead) == ["call logged", second]


def test_what_was_said_is_kept_and_can_be_erased(cast: Cast) -> None:
    with standing_at(MONDAY):
        log_call(
            cast.as_mei,
            cast.lead,
            result="busy",
            detail="rang off",
            note="Try after lunch",
            at=MONDAY - timedelta(hours=1),
            phone=cast.phone,
        )
    logged = Call.objects.get()
    assert (logged.user, logged.person, logged.detail) == (cast.mei, cast.li_na, "rang off")
    assert logged.called_at == MONDAY - timedelta(hours=1)
    Event.objects.filter(name="call logged").erase()
    data = Event.objects.get(name="call logged").data
    assert (data["result"], data["note"], data["number"]) == ("busy", None, None)


@pytest.mark.parametrize("result", ["wrong number", "invalid number"])
def test_a_number_that_leads_elsewhere_is_marked(cast: Cast, result: str) -> None:
    log_call(cast.as_mei, cast.lead, result=result, phone=cast.phone)
    cast.phone.refresh_from_db()
    assert cast.phone.flaw == result


def test_a_call_must_have_been_made_and_have_a_result(cast: Cast) -> None:
    with pytest.raises(Invalid, match="what came of the call"):
        log_call(cast.as_mei, cast.lead, result="closed lost")
    with standing_at(MONDAY), pytest.raises(Invalid, match="after it was made"):
        log_call(cast.as_mei, cast.lead, result="busy", at=MONDAY + timedelta(minutes=1))


@pytest.mark.parametrize(
    ("result", "work", "asks", "is_done", "failed"),
    [
        ("connected", "", False, True, None),
        ("connected", "", True, False, None),
        ("no answer", "", False, True, "no answer"),
        ("no answer", "", True, True, "no answer"),
        ("no answer", "Decide about the trial", False, False, None),
    ],
)
def test_what_becomes_of_the_task(
    cast: Cast, result: str, work: str, asks: bool, is_done: bool, failed: str | None
) -> None:
    ask = (Question("website", Place("lead.yaml", 1)),) if asks else ()
    cause = Cause("record:1/1/x")
    task = call(AUTOMATION, cast.lead, what="Try again", ask=ask, work=work, cause=cause)
    log_call(cast.as_mei, cast.lead, result=result, task=task)
    assert (Task.objects.get().done_at is not None) is is_done
    done = Event.objects.filter(name="task done").first()
    assert (done.data.get("failed") if done else None) == failed
    assert Call.objects.get().task == task


def test_answers_given_on_the_phone_finish_the_task(cast: Cast) -> None:
    ask = (Question("website", Place("lead.yaml", 1)),)
    task = call(AUTOMATION, cast.lead, what="Ask", ask=ask)
    log_call(
        cast.as_mei, cast.lead, result="connected", task=task, answers={"website": "w.example"}
    )
    assert Task.objects.get().done_at is not None
    cast.lead.refresh_from_db()
    assert cast.lead.answers == {"website": "w.example"}


def test_a_call_of_an_old_system_is_kept_and_wakes_nobody(cast: Cast, told: Any) -> None:
    with Batch(AUTOMATION, MONDAY) as batch:
        [lead] = batch.lock([cast.lead])
        before = lead.wake_at
        bring_in_call(batch, lead, result=CallResult.BUSY, detail="Ringing", at=MONDAY)
    lead.refresh_from_db()
    assert (Call.objects.get().detail, told(lead), lead.wake_at) == ("Ringing", [], before)


def test_calls_of_new_people_come_in_without_a_query_each(cast: Cast) -> None:
    counts = []
    for number in (2, 50):
        records = leads(number, person=cast.li_na)
        with CaptureQueriesContext(connection) as queries, Batch(AUTOMATION, MONDAY) as batch:
            for lead in batch.lock(records):
                bring_in_call(batch, lead, result=CallResult.BUSY, at=MONDAY)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert set(Call.objects.values_list("person", flat=True)) == {cast.li_na.pk}
