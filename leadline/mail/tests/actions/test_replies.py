"""What customers answer is kept where it belongs, and its owner hears of it."""

import pytest

from leadline.core.actor import AUTOMATION, CUSTOMER
from leadline.core.errors import Invalid
from leadline.core.models import Event
from leadline.mail.actions.replies import LONGEST, take_in_reply
from leadline.mail.actions.writing import write
from leadline.records.models import Record
from leadline.work.models import Notice


def replies(record: Record) -> list[Event]:
    rows = Event.objects.filter(stream=Record.stream, stream_id=record.pk, name="reply received")
    return list(rows.order_by("seq"))


def test_a_reply_is_kept_and_its_owner_is_told(chinese_lead: Record) -> None:
    letter = write(AUTOMATION, chinese_lead, subject="Prices", body="How is it?")
    take_in_reply(CUSTOMER, chinese_lead, text="  Very good.\nThank you. ", letter=letter)
    [event] = replies(chinese_lead)
    assert str(event) == "Answered “Prices”"
    assert event.data["message"] == "Very good.\nThank you."
    assert event.actor_kind == "customer"
    notice = Notice.objects.get(kind="replied")
    assert notice.user_id == chinese_lead.owner_id
    assert notice.sentence == "李娜 answered about 李娜: Very good.\nThank you."


def test_the_playbook_hears_of_it(chinese_lead: Record) -> None:
    take_in_reply(CUSTOMER, chinese_lead, text="Hello")
    chinese_lead.refresh_from_db()
    assert chinese_lead.wake_at is not None


@pytest.mark.parametrize("text", ["", " \n ", "x" * (LONGEST + 1)])
def test_an_empty_or_endless_reply_is_refused(chinese_lead: Record, text: str) -> None:
    with pytest.raises(Invalid):
        take_in_reply(CUSTOMER, chinese_lead, text=text)
    assert replies(chinese_lead) == []


def test_an_erasure_takes_what_they_wrote(chinese_lead: Record) -> None:
    take_in_reply(CUSTOMER, chinese_lead, text="My number is 1234")
    Event.objects.filter(name="reply received").erase()
    [event] = replies(chinese_lead)
    assert event.data["message"] is None


def test_without_an_owner_nobody_is_told(chinese_lead: Record) -> None:
    Record.objects.filter(pk=chinese_lead.pk).update(owner=None)
    take_in_reply(CUSTOMER, Record.objects.get(pk=chinese_lead.pk), text="Hello")
    assert not Notice.objects.exists()
