"""Conditions may ask about the letters of many records at once."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.conditions.declared import declared_fields
from leadline.core.actor import AUTOMATION
from leadline.mail.actions.writing import send
from leadline.mail.models import Letter, State
from leadline.mail.tests.conftest import NOON
from leadline.records.models import Record


def loaded(name: str, records: list[Record]) -> list[object]:
    load = declared_fields()[name].load
    assert load is not None
    with CaptureQueriesContext(connection) as queries:
        found = list(load(records))
    assert len(queries) == 1
    return found


def test_a_letter_is_held(chinese_lead: Record, english_lead: Record) -> None:
    send(AUTOMATION, chinese_lead, what="welcome")
    send(AUTOMATION, english_lead, what="welcome")
    assert loaded("letter is held", [chinese_lead, english_lead]) == [False, True]


def test_the_last_letter_sent(chinese_lead: Record, english_lead: Record) -> None:
    send(AUTOMATION, chinese_lead, what="welcome")
    assert loaded("last letter sent", [english_lead, chinese_lead]) == [None, None]
    Letter.objects.update(state=State.SENT, sent_at=NOON)
    assert loaded("last letter sent", [english_lead, chinese_lead]) == [None, NOON]
