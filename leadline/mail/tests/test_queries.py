"""Pages see the letters of what a person may see, and nobody else's."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.access.models import Firm, User
from leadline.core.actor import AUTOMATION
from leadline.core.clock import standing_at
from leadline.mail.actions.writing import send
from leadline.mail.models import Letter, State
from leadline.mail.queries import due_letters, letters_of, outbox_for
from leadline.mail.tests.conftest import NOON, lead
from leadline.playbooks.models import Version
from leadline.records.models import Record


def test_the_letters_of_a_record(chinese_lead: Record, english_lead: Record) -> None:
    for minutes, what in enumerate(("welcome", "question")):
        with standing_at(NOON + timedelta(minutes=minutes)):
            send(AUTOMATION, chinese_lead, what=what)
    send(AUTOMATION, english_lead, what="welcome")
    new, old = letters_of(chinese_lead, NOON + timedelta(seconds=80))
    assert (new.title, new.seconds_left, new.can_be_taken_back) == ("question", 10, True)
    assert (old.title, old.seconds_left, old.state) == ("welcome", 0, State.WAITING)
    (held,) = letters_of(english_lead, NOON)
    assert held.reason == "Nothing says that this person may be written to."


def test_the_outbox_has_what_did_not_leave(
    chinese_lead: Record, english_lead: Record, anna: User, stranger: User
) -> None:
    for state in State:
        send(AUTOMATION, chinese_lead, what="welcome")
        Letter.objects.filter(pk=Letter.objects.latest("pk").pk).update(state=state)
    outbox = outbox_for(anna, NOON)
    shown = [len(one) for one in (outbox.held, outbox.waiting, outbox.failed, outbox.unclear)]
    assert shown == [1, 2, 1, 1]
    assert outbox.held[0].about == "李娜"
    assert not outbox.is_empty
    assert outbox_for(stranger, NOON).is_empty


def test_the_outbox_says_when_no_letter_can_leave(anna: User) -> None:
    assert outbox_for(anna, NOON).has_sender
    Firm.objects.update(sender="")
    assert not outbox_for(anna, NOON).has_sender


def test_fifty_letters_are_shown_with_the_queries_of_two(
    version: Version, chinese_lead: Record, anna: User
) -> None:
    counted = []
    for more in (2, 48):
        for _ in range(more):
            send(AUTOMATION, lead(version, chinese_lead.person, anna), what="welcome")
            send(AUTOMATION, chinese_lead, what="welcome")
        with CaptureQueriesContext(connection) as queries:
            outbox_for(anna, NOON)
            letters_of(chinese_lead, NOON)
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_the_longest_waiting_letter_is_due_first(chinese_lead: Record) -> None:
    for minutes in (5, 1, 3):
        with standing_at(NOON + timedelta(minutes=minutes)):
            send(AUTOMATION, chinese_lead, what="welcome")
    due = due_letters(NOON + timedelta(minutes=4), 20)
    assert [letter.asked_at.minute for letter in due] == [1, 3]
    assert len(due_letters(NOON + timedelta(hours=1), 2)) == 2
