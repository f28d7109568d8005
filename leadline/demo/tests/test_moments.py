from datetime import timedelta

from leadline.core import clock
from leadline.demo.moments import due, firsts
from leadline.demo.tests.conftest import Work, asked
from leadline.mail.models import Letter
from leadline.records.models import Record


def test_nothing_comes_where_nobody_has_asked(firm: object) -> None:
    assert firsts() == {}


def test_what_comes_first_is_found_in_each_queue(firm: object, work: Work) -> None:
    lead = asked("Tom Hale")
    assert set(due(firsts(), clock.now())) == {"records"}
    work()
    lead.refresh_from_db()
    letter = Letter.objects.get(record=lead)
    assert firsts() == {"records": lead.wake_at, "letters": letter.send_after}
    assert due(firsts(), clock.now()) == {}
    later = firsts(after=letter.send_after + timedelta(seconds=1))
    assert later == {"records": lead.wake_at}


def test_a_record_that_is_stuck_comes_never(firm: object) -> None:
    lead = asked("Tom Hale")
    Record.objects.filter(pk=lead.pk).update(stuck="broken")
    assert firsts() == {}
