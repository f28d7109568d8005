"""Letters that are due leave once, and whatever cuts the sending off, none is doubled or lost."""

import smtplib
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.access.models import Firm, User
from leadline.core.actor import AUTOMATION
from leadline.core.clock import standing_at
from leadline.core.models import Event
from leadline.mail.actions import delivery
from leadline.mail.actions.outbox import settle, take_back
from leadline.mail.actions.writing import send, write
from leadline.mail.jobs import Sent, send_due
from leadline.mail.models import Hold, Letter, State
from leadline.mail.prepare import prepared
from leadline.mail.queries import due_letters
from leadline.mail.tests.conftest import NOON, lead, person
from leadline.mail.tests.server import Server, server
from leadline.parties.models import Basis, Person
from leadline.playbooks.definition import Who, WhoKind
from leadline.playbooks.models import Version
from leadline.records.cause import Cause
from leadline.records.models import Record

__all__ = ["server"]

OWNER = Who(WhoKind.OWNER, text="owner")


def after(**span: float) -> datetime:
    return NOON + timedelta(**span)


@pytest.fixture
def letter(chinese_lead: Record) -> Letter:
    with standing_at(NOON):
        made = send(AUTOMATION, chinese_lead, what="welcome", cause=Cause(key="k", why="line 3"))
    assert made is not None
    return made


def events(record: Record) -> list[str]:
    rows = Event.objects.filter(stream="record", stream_id=record.pk).order_by("seq")
    return list(rows.values_list("name", flat=True))


def state() -> str:
    return Letter.objects.get().state


def test_it_leaves_after_half_a_minute_in_the_persons_language(
    letter: Letter, chinese_lead: Record
) -> None:
    assert send_due(after(seconds=29)) == Sent()
    assert send_due(after(seconds=30)) == Sent(accepted=1)
    assert send_due(after(hours=1)) == Sent()
    (message,) = mail.outbox
    assert (message.to, message.subject) == (["li.na@hengtong.example"], "欢迎")
    assert message.body.startswith("李娜，您好\n\n您的试用已开通。\n\n-- \nRebar Report")
    row = Letter.objects.get()
    assert (row.state, row.sent_at, row.language) == (State.SENT, after(seconds=30), "zh-hans")
    assert (row.subject, row.text) == (message.subject, message.body)
    told = Event.objects.get(stream="record", name="letter sent")
    assert str(told) == "Sent “欢迎” to li.na@hengtong.example"
    assert (told.data["finishes"], told.why) == ("k", "line 3")
    chinese_lead.refresh_from_db()
    assert chinese_lead.wake_at == told.recorded_at


def test_undo_within_the_half_minute(letter: Letter, chinese_lead: Record) -> None:
    with standing_at(after(seconds=29)):
        take_back(AUTOMATION, chinese_lead, letter=letter)
    assert send_due(after(hours=1)) == Sent()
    assert mail.outbox == []
    assert events(chinese_lead) == ["letter taken back"]


def test_a_worker_that_is_held_sends_nothing(letter: Letter) -> None:
    assert send_due(after(hours=1), held=True) == Sent()
    assert state() == State.WAITING


def test_without_a_senders_address_letters_wait(letter: Letter, firm: Firm) -> None:
    Firm.objects.update(sender="")
    assert send_due(after(hours=1)) == Sent()
    assert state() == State.WAITING


def test_a_basis_withdrawn_while_it_waited_holds_it(letter: Letter, chinese_lead: Record) -> None:
    Basis.objects.update(withdrawn_at=NOON)
    assert send_due(after(minutes=1)) == Sent(stopped=1)
    assert Letter.objects.get().held_for == Hold.NO_BASIS
    assert events(chinese_lead) == ["letter held"]


def test_a_field_that_is_not_known_fails_the_letter_by_name(
    chinese_lead: Record, tom: Person
) -> None:
    Person.objects.filter(pk=chinese_lead.person_id).update(language="en")
    with standing_at(NOON):
        send(AUTOMATION, chinese_lead, what="ending", cause=Cause(key="k"))
    assert send_due(after(minutes=1)) == Sent(stopped=1)
    row = Letter.objects.get()
    assert (row.state, row.problem) == (State.FAILED, "“pilot ends” is not known.")
    told = Event.objects.get(stream="record", name="letter failed")
    assert (told.data["finishes"], told.data["failed"]) == ("k", row.problem)


def test_a_crash_while_sending_is_asked_about_and_not_repeated(
    letter: Letter, firm: Firm, chinese_lead: Record
) -> None:
    (due,) = due_letters(after(minutes=1), 20)
    (ready,) = prepared([due], firm, after(minutes=1))
    assert delivery.claim(due, ready, after(minutes=1))  # type: ignore[arg-type]
    # here the process dies
    assert send_due(after(minutes=2)) == Sent()
    assert send_due(after(minutes=17)) == Sent(unclear=1)
    assert send_due(after(hours=2)) == Sent()
    assert state() == State.UNCLEAR
    assert mail.outbox == []
    first = Letter.objects.get().message_id
    with standing_at(after(hours=3)):
        settle(AUTOMATION, chinese_lead, letter=letter, was_sent=False)
    assert send_due(after(hours=4)) == Sent(accepted=1)
    assert mail.outbox[0].extra_headers["Message-ID"] == first
    assert events(chinese_lead) == ["letter interrupted", "letter released", "letter sent"]


def test_a_crash_after_sending_does_not_send_twice(
    letter: Letter, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as crash:
        crash.setattr(delivery, "finish", _dies)
        with pytest.raises(KeyboardInterrupt):
            send_due(after(minutes=1))
    assert len(mail.outbox) == 1
    assert send_due(after(minutes=17)) == Sent(unclear=1)
    assert send_due(after(days=1)) == Sent()
    assert len(mail.outbox) == 1


def _dies(*_: object) -> None:
    raise KeyboardInterrupt


def test_only_one_of_two_workers_gets_a_letter(letter: Letter, firm: Firm) -> None:
    mine, theirs = (due_letters(after(minutes=1), 20)[0] for _ in range(2))
    ready = prepared([mine], firm, after(minutes=1))[0]
    assert delivery.claim(mine, ready, after(minutes=1))  # type: ignore[arg-type]
    assert not delivery.claim(theirs, ready, after(minutes=1))  # type: ignore[arg-type]


def test_a_busy_server_is_tried_five_times_under_one_message_id(
    letter: Letter, server: Server, chinese_lead: Record
) -> None:
    server.mood.extend(smtplib.SMTPDataError(451, b"busy") for _ in range(5))
    now, ids = after(minutes=1), set()
    for wait in (*delivery.RETRIES, None):
        result = send_due(now)
        assert result == Sent(later=1)
        ids.add(Letter.objects.get().message_id)
        if wait is not None:
            assert state() == State.WAITING
            assert send_due(now + wait - timedelta(seconds=1)) == Sent()
            now += wait
    assert (state(), len(ids)) == (State.FAILED, 1)
    assert Letter.objects.get().problem == "451 busy"
    assert events(chinese_lead) == ["letter failed"]


def test_a_refused_letter_fails_at_once(
    letter: Letter, server: Server, chinese_lead: Record
) -> None:
    server.mood.append(smtplib.SMTPRecipientsRefused({"x": (550, b"no such user")}))
    assert send_due(after(minutes=1)) == Sent(refused=1)
    assert (state(), Letter.objects.get().problem) == (State.FAILED, "550 no such user")


def test_a_connection_that_breaks_makes_it_unclear(letter: Letter, server: Server) -> None:
    server.mood.append(smtplib.SMTPServerDisconnected("gone"))
    assert send_due(after(minutes=1)) == Sent(unclear=1)
    assert state() == State.UNCLEAR


def test_a_server_that_is_down_is_tried_again(letter: Letter, server: Server) -> None:
    server.is_up = False
    assert send_due(after(minutes=1)) == Sent(later=1)
    server.is_up = True
    assert send_due(after(minutes=2)) == Sent(accepted=1)


def test_the_copy_goes_after_the_letter(chinese_lead: Record, server: Server) -> None:
    with standing_at(NOON):
        send(AUTOMATION, chinese_lead, what="welcome", copy_to=OWNER)
    send_due(after(minutes=1))
    letter, copy = server.got
    assert letter.recipients() == ["li.na@hengtong.example"]
    assert copy.recipients() == ["anna@rebar.example"]
    assert copy.message()["To"] == "li.na@hengtong.example"
    assert copy.message()["Message-ID"] == letter.message()["Message-ID"]


def test_what_a_person_wrote_counts_as_their_attempt(chinese_lead: Record, anna: User) -> None:
    with standing_at(NOON):
        letter = write(
            AUTOMATION, chinese_lead, subject="Hello", body="A [link](https://x.example)"
        )
    Letter.objects.filter(pk=letter.pk if letter else 0).update(written_by=anna)
    send_due(after(minutes=1))
    told = Event.objects.get(stream="record", name="letter sent by a person")
    assert (told.actor_id, told.actor_name) == (anna.pk, "Anna Koch")
    assert "A link: https://x.example" in mail.outbox[0].body


def test_fifty_letters_are_prepared_with_the_queries_of_two(version: Version, anna: User) -> None:
    with standing_at(NOON):
        for n in range(50):
            who = person(f"P{n}", "P", f"{n}", "en", f"p{n}@x.example", may=True)
            send(AUTOMATION, lead(version, who, anna), what="question")
    counted = []
    for limit in (2, 50):
        with CaptureQueriesContext(connection) as queries:
            found = prepared(due_letters(after(minutes=1), limit), Firm.current(), NOON)
        assert len(found) == limit
        counted.append(len(queries))
    assert counted[0] == counted[1]
