"""What has not left can be taken back, dropped, released and settled, and nothing else can."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.access.actor import person as actor
from leadline.access.models import User
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.clock import standing_at
from leadline.core.errors import Refused
from leadline.core.models import Event
from leadline.mail.actions.outbox import drop, release, settle, stop_letters, take_back
from leadline.mail.actions.writing import send
from leadline.mail.models import Hold, Letter, State
from leadline.mail.tests.conftest import NOON, allow, lead, person
from leadline.playbooks.models import Version
from leadline.records.cause import Cause
from leadline.records.models import Record


def letter_in(state: State, record: Record, what: str = "welcome") -> Letter:
    letter = send(AUTOMATION, record, what=what, cause=Cause(key="k"))
    assert letter is not None
    Letter.objects.filter(pk=letter.pk).update(state=state)
    return letter


def last(record: Record) -> Event:
    return Event.objects.filter(stream="record", stream_id=record.pk).order_by("seq").latest("seq")


@pytest.mark.parametrize("state", [State.SENDING, State.SENT, State.UNCLEAR, State.TAKEN_BACK])
def test_what_has_left_is_not_taken_back(chinese_lead: Record, state: State) -> None:
    letter = letter_in(state, chinese_lead)
    with pytest.raises(Refused, match="has left"):
        take_back(AUTOMATION, chinese_lead, letter=letter)
    assert Letter.objects.get().state == state


def test_a_letter_taken_back_fails_its_effect(chinese_lead: Record) -> None:
    take_back(AUTOMATION, chinese_lead, letter=letter_in(State.WAITING, chinese_lead))
    told = last(chinese_lead)
    assert (told.name, told.data["finishes"]) == ("letter taken back", "k")
    assert told.data["failed"] == "taken back"


def test_the_letter_of_another_record_is_not_there(
    chinese_lead: Record, english_lead: Record
) -> None:
    letter = letter_in(State.WAITING, chinese_lead)
    with pytest.raises(Letter.DoesNotExist):
        take_back(AUTOMATION, english_lead, letter=letter)


def test_a_held_letter_is_released_once_there_is_a_basis(english_lead: Record) -> None:
    letter = letter_in(State.HELD, english_lead, "question")
    with pytest.raises(Refused, match="Nothing says that this person may be written to"):
        release(AUTOMATION, english_lead, letter=letter)
    assert english_lead.person is not None
    allow(english_lead.person)
    with standing_at(NOON):
        release(AUTOMATION, english_lead, letter=letter)
    row = Letter.objects.get()
    assert (row.state, row.held_for) == (State.WAITING, "")
    assert row.send_after == NOON + timedelta(seconds=30)
    assert row.link is not None
    assert row.link.expires_at == NOON + timedelta(days=60)


def test_a_failed_letter_is_tried_again_from_the_start(chinese_lead: Record) -> None:
    letter = letter_in(State.FAILED, chinese_lead)
    Letter.objects.update(attempts=5, problem="451 busy")
    release(AUTOMATION, chinese_lead, letter=letter)
    row = Letter.objects.get()
    assert (row.state, row.attempts, row.problem) == (State.WAITING, 0, "")


def test_a_letter_to_nobody_is_not_released(version: Version, anna: User) -> None:
    record = lead(version, None, anna)
    with pytest.raises(Refused, match="Nobody is named"):
        release(AUTOMATION, record, letter=letter_in(State.HELD, record))


@pytest.mark.parametrize("state", [State.WAITING, State.SENT])
def test_only_held_and_failed_letters_are_dropped_or_released(
    chinese_lead: Record, state: State
) -> None:
    letter = letter_in(state, chinese_lead)
    for act in (drop, release):
        with pytest.raises(Refused, match="held or has failed"):
            act(AUTOMATION, chinese_lead, letter=letter)


def test_a_held_letter_is_dropped(english_lead: Record) -> None:
    drop(AUTOMATION, english_lead, letter=letter_in(State.HELD, english_lead))
    assert Letter.objects.get().state == State.TAKEN_BACK


def test_a_person_says_that_an_unclear_letter_left(chinese_lead: Record, anna: User) -> None:
    letter = letter_in(State.UNCLEAR, chinese_lead)
    settle(actor(anna), chinese_lead, letter=letter, was_sent=True)
    assert Letter.objects.get().state == State.SENT
    assert (last(chinese_lead).name, last(chinese_lead).actor_name) == ("letter sent", "Anna Koch")
    with pytest.raises(Refused, match="known what became"):
        settle(actor(anna), chinese_lead, letter=letter, was_sent=False)


def test_whoever_has_no_role_does_none_of_it(chinese_lead: Record, stranger: User) -> None:
    letter = letter_in(State.WAITING, chinese_lead)
    with pytest.raises(Refused):
        take_back(actor(stranger), chinese_lead, letter=letter)
    assert Letter.objects.get().state == State.WAITING


def test_stopping_takes_back_what_waits_and_keeps_what_is_asked_for_now(
    chinese_lead: Record,
) -> None:
    letter_in(State.WAITING, chinese_lead)
    with Batch(AUTOMATION) as batch:
        send.within(batch, chinese_lead, what="question", cause=Cause(key="at the end"))
        assert stop_letters.within(batch, chinese_lead) == 1
    assert dict(Letter.objects.values_list("key", "state")) == {
        "k": State.TAKEN_BACK,
        "at the end": State.WAITING,
    }


def test_stopping_fifty_records_costs_the_queries_of_two(version: Version, anna: User) -> None:
    leads = [
        lead(version, person(f"P{n}", "P", "", "en", f"p{n}@x.example", may=True), anna)
        for n in range(52)
    ]
    for one in leads:
        send(AUTOMATION, one, what="welcome")
    counted = []
    for some in (leads[:2], leads[2:]):
        with CaptureQueriesContext(connection) as queries, Batch(AUTOMATION) as batch:
            for one in batch.lock(some):
                stop_letters.within(batch, one)
        counted.append(len(queries))
    assert counted[0] == counted[1]
    assert not Letter.objects.exclude(state=State.TAKEN_BACK).exists()


def test_a_hold_is_a_sentence() -> None:
    assert all(str(hold.label).endswith(".") for hold in Hold)
