from collections.abc import Callable
from datetime import timedelta

import pytest

from leadline.core.actor import AUTOMATION
from leadline.core.clock import Driven
from leadline.core.models import Event
from leadline.records.cause import Cause
from leadline.records.models import Record
from leadline.service import jobs, outside
from leadline.service.actions import confirm, end_trial, extend_trial, open_trial, retry
from leadline.service.jobs import call_due_errands, tell_late_errands
from leadline.service.models import Entitlement, Errand, Product, State
from leadline.service.tests.actions.test_trials import WEEK
from leadline.service.tests.conftest import Listening

Told = Callable[[Record], list[str]]
OK = {"ok": True}


def test_s0_12_the_product_opens_extends_and_ends(
    lead: Record, by_hook: Product, listening: Listening, clock: Driven, told: Told
) -> None:
    listening.answer(200, OK)
    open_trial(AUTOMATION, lead, users=3, cause=Cause(key="k1"))
    assert call_due_errands(clock.at) == 1
    extend_trial(AUTOMATION, lead, within=WEEK)
    call_due_errands(clock.at)
    end_trial(AUTOMATION, lead)
    call_due_errands(clock.at)
    assert call_due_errands(clock.at) == 0
    assert Entitlement.objects.get().state == State.ENDED
    messages = [call.message for call in listening.calls]
    assert [message["what"] for message in messages] == ["open", "extend", "end"]
    first = messages[0]
    assert (first["key"], first["users"], first["days"]) == ("k1", 3, 14)
    assert (first["email"], first["company"]) == ("li.na@hengtong.example", "Heng")
    assert messages[1]["until"] == "2026-03-23T12:00:00+00:00"
    assert told(lead)[1::2] == ["trial opened", "trial extended", "trial ended"]


def test_a_call_is_signed_and_carries_its_key(
    lead: Record, by_hook: Product, listening: Listening, clock: Driven
) -> None:
    listening.answer(200, OK)
    open_trial(AUTOMATION, lead, cause=Cause(key="k1"))
    call_due_errands(clock.at)
    [call] = listening.calls
    at = int(clock.at.timestamp())
    made = outside.signature(by_hook.hook_secret, at, call.body)
    assert call.headers["Leadline-Signature"] == f"t={at},v1={made}"
    assert outside.signature("another", at, call.body) != made
    assert call.headers["Idempotency-Key"] == "k1"


def test_accepted_is_not_done_and_is_asked_again(
    lead: Record, by_hook: Product, listening: Listening, clock: Driven, told: Told
) -> None:
    listening.answer(202)
    listening.answer(200, OK)
    open_trial(AUTOMATION, lead)
    call_due_errands(clock.at)
    assert told(lead) == ["trial asked for"]
    assert call_due_errands(clock.advance(seconds=59)) == 0
    assert call_due_errands(clock.advance(seconds=1)) == 1
    assert told(lead)[-1] == "trial opened"
    first, second = (call.headers["Idempotency-Key"] for call in listening.calls)
    assert first == second


@pytest.mark.parametrize(
    ("status", "body", "reason"),
    [
        (422, {"reason": "No such package"}, "No such package"),
        (200, {"ok": False, "reason": "No such package"}, "No such package"),
        (403, None, "HTTP 403"),
    ],
)
def test_what_the_product_refuses_is_told_with_its_reason(
    lead: Record,
    by_hook: Product,
    listening: Listening,
    clock: Driven,
    status: int,
    body: object,
    reason: str,
) -> None:
    listening.answer(status, body)
    open_trial(AUTOMATION, lead, cause=Cause(key="k1"))
    call_due_errands(clock.at)
    event = Event.objects.get(stream_id=lead.pk, name="trial refused")
    assert (event.data["failed"], event.data["finishes"]) == (reason, "k1")
    assert Entitlement.objects.get().state == State.REFUSED
    assert call_due_errands(clock.advance(days=2)) == 0


def test_after_five_tries_a_person_decides_and_may_have_it_tried_again(
    lead: Record, by_hook: Product, listening: Listening, clock: Driven, told: Told
) -> None:
    listening.answer(503)
    open_trial(AUTOMATION, lead)
    for minutes in (0, 1, 5, 30, 360):
        almost = clock.at + timedelta(minutes=minutes) - timedelta(seconds=1)
        assert call_due_errands(almost) == 0
        assert call_due_errands(clock.advance(minutes=minutes)) == 1
    assert told(lead)[-1] == "trial failed"
    assert call_due_errands(clock.advance(days=9)) == 0
    errand = Errand.objects.get()
    assert (errand.by_hand, errand.trouble, len(listening.calls)) == (True, "HTTP 503", 5)
    listening.answers[:] = [(200, b'{"ok": true}')]
    retry(AUTOMATION, lead, errand=errand)
    call_due_errands(clock.at)
    assert told(lead)[-1] == "trial opened"


def test_an_address_inside_the_network_is_not_called(
    lead: Record, by_hook: Product, listening: Listening, clock: Driven,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.delenv("LEADLINE_HOOKS_INSIDE")
    listening.answer(200, OK)
    open_trial(AUTOMATION, lead)
    call_due_errands(clock.at)
    assert listening.calls == []
    assert "inside the network" in Errand.objects.get().trouble


def test_a_crash_between_call_and_answer_is_repeated_under_the_same_key(
    lead: Record, by_hook: Product, listening: Listening, clock: Driven, told: Told,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    listening.answer(200, OK)
    open_trial(AUTOMATION, lead, cause=Cause(key="k1"))

    def killed(*_: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patched, pytest.raises(SystemExit):
        patched.setattr(jobs, "finish", killed)
        call_due_errands(clock.at)
    assert call_due_errands(clock.advance(minutes=1)) == 0  # still leased
    assert call_due_errands(clock.advance(minutes=2)) == 1
    assert [call.headers["Idempotency-Key"] for call in listening.calls] == ["k1", "k1"]
    assert told(lead) == ["trial asked for", "trial opened"]


def test_what_a_person_ticked_during_the_call_stays_done(
    lead: Record, by_hook: Product, clock: Driven, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_trial(AUTOMATION, lead)

    def ticked(errand: Errand) -> outside.Answer:
        confirm(AUTOMATION, lead, errand=errand)
        return outside.Answer(done=False, trouble="HTTP 500")

    monkeypatch.setattr(jobs, "_call", ticked)
    call_due_errands(clock.at)
    errand = Errand.objects.get()
    assert (errand.next_at, errand.tries) == (None, 0)
    assert told(lead) == ["trial asked for", "trial opened"]


def test_a_product_that_does_not_answer_is_told_once_after_15_minutes(
    lead: Record, by_hook: Product, listening: Listening, clock: Driven, told: Told
) -> None:
    listening.answer(503)
    open_trial(AUTOMATION, lead)
    assert tell_late_errands(clock.advance(minutes=14)) == 0
    assert tell_late_errands(clock.advance(minutes=1)) == 1
    assert tell_late_errands(clock.advance(minutes=1)) == 0
    assert told(lead) == ["trial asked for", "trial delayed"]
    assert told(Entitlement.objects.get().record) == ["trial delayed"]


def test_a_person_is_not_late_after_15_minutes(
    lead: Record, by_hand: Product, clock: Driven
) -> None:
    open_trial(AUTOMATION, lead)
    assert tell_late_errands(clock.advance(days=1)) == 0
    assert call_due_errands(clock.at) == 0


def test_a_round_ends_in_time_for_the_worker_to_breathe(
    lead: Record, by_hook: Product, listening: Listening, clock: Driven,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    listening.answer(200, OK)
    open_trial(AUTOMATION, lead)
    monkeypatch.setattr(jobs, "ROUND", -1.0)
    assert call_due_errands(clock.at) == 0
