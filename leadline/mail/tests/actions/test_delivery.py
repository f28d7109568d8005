"""Each step of sending is written by itself; a step that comes too late changes nothing."""

from datetime import timedelta

import pytest

from leadline.access.models import Firm
from leadline.core.actor import AUTOMATION
from leadline.core.clock import standing_at
from leadline.mail.actions import delivery
from leadline.mail.actions.outbox import settle, take_back
from leadline.mail.actions.writing import send
from leadline.mail.models import Hold, Letter, State
from leadline.mail.post import Answer, Verdict
from leadline.mail.prepare import Ready, Stopped, prepared
from leadline.mail.queries import due_letters
from leadline.mail.tests.conftest import NOON
from leadline.records.models import Record

LATER = NOON + timedelta(minutes=1)


@pytest.fixture
def due(chinese_lead: Record) -> Letter:
    with standing_at(NOON):
        send(AUTOMATION, chinese_lead, what="welcome")
    return due_letters(LATER, 20)[0]


@pytest.fixture
def ready(due: Letter, firm: Firm) -> Ready:
    found = prepared([due], firm, LATER)[0]
    assert isinstance(found, Ready)
    return found


def test_a_claimed_letter_knows_what_it_says(due: Letter, ready: Ready) -> None:
    assert delivery.claim(due, ready, LATER)
    row = Letter.objects.get()
    assert (row.state, row.attempts, row.subject) == (State.SENDING, 1, "欢迎")
    assert row.lease_until == LATER + delivery.LEASE
    assert row.message_id == due.message_id
    assert row.message_id.startswith(f"<letter-{row.pk}.")
    assert row.message_id.endswith("@leads.example>")


def test_a_letter_taken_back_meanwhile_is_not_claimed(
    due: Letter, ready: Ready, chinese_lead: Record
) -> None:
    take_back(AUTOMATION, chinese_lead, letter=due)
    assert not delivery.claim(due, ready, LATER)
    delivery.stop(due, Stopped(hold=Hold.NO_BASIS), LATER)
    assert Letter.objects.get().state == State.TAKEN_BACK


def test_an_answer_that_comes_after_the_lease_still_counts(due: Letter, ready: Ready) -> None:
    delivery.claim(due, ready, LATER)
    assert delivery.lapse(LATER + delivery.LEASE + timedelta(seconds=1), 20) == 1
    delivery.finish(due, Answer(Verdict.ACCEPTED), LATER + timedelta(hours=1))
    assert Letter.objects.get().state == State.SENT


def test_an_answer_does_not_undo_what_a_person_settled(
    due: Letter, ready: Ready, chinese_lead: Record
) -> None:
    delivery.claim(due, ready, LATER)
    delivery.lapse(LATER + timedelta(hours=1), 20)
    settle(AUTOMATION, chinese_lead, letter=due, was_sent=True)
    delivery.finish(due, Answer(Verdict.REFUSED, "550"), LATER + timedelta(hours=2))
    assert Letter.objects.get().state == State.SENT


def test_a_lease_that_runs_is_left_alone(due: Letter, ready: Ready) -> None:
    delivery.claim(due, ready, LATER)
    assert delivery.lapse(LATER + delivery.LEASE, 20) == 0
