from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from leadline.core import clock
from leadline.core.models import Event
from leadline.demo import memory, moving
from leadline.demo.moving import Step, begin, goal
from leadline.demo.tests.conftest import TEN, Work, asked
from leadline.mail.models import Letter
from leadline.records.models import Record

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("step", "leads_to"),
    [
        (Step.HOUR, TEN + timedelta(hours=1)),
        (Step.MORNING, datetime(2026, 3, 5, 9, tzinfo=BERLIN)),
        (Step.WEEKS, TEN + timedelta(weeks=2)),
        (Step.EVENT, TEN + timedelta(weeks=4)),
    ],
)
def test_every_step_leads_ahead(step: Step, leads_to: datetime) -> None:
    assert goal(step, TEN, BERLIN) == leads_to


def test_tomorrow_at_nine_is_nine_on_the_clock_of_the_wall_when_it_changes_at_night() -> None:
    saturday = datetime(2026, 3, 28, 10, tzinfo=BERLIN)
    assert (goal(Step.MORNING, saturday, BERLIN) - saturday) == timedelta(hours=23)
    moved = goal(Step.MORNING, saturday, BERLIN).timestamp() - saturday.timestamp()
    assert moved == 22 * 3600


def test_nobody_moves_it_unless_asked(firm: object) -> None:
    assert moving.move_on(clock.now()) == 0


def test_what_comes_due_on_the_way_happens_at_its_own_time(firm: object, work: Work) -> None:
    lead = asked("Tom Hale")
    work()
    assert begin(Step.WEEKS)
    assert not begin(Step.HOUR)
    work()
    assert memory.recall().until is None
    assert clock.now() >= TEN + timedelta(weeks=2)
    lead.refresh_from_db()
    assert (lead.stage, lead.answers["reason"]) == ("Closed lost", "No company information")
    letters = list(Letter.objects.filter(record=lead).order_by("pk"))
    assert [one.template for one in letters] == [
        "company-information",
        "company-information-reminder",
        "company-information-reminder",
    ]
    late = [one.sent_at - one.send_after for one in letters if one.sent_at is not None]
    assert len(late) == 3
    assert max(late) < timedelta(seconds=20)


def test_it_stops_at_the_next_event_with_the_letters_of_it(firm: object, work: Work) -> None:
    asked("Tom Hale")
    assert begin(Step.EVENT)
    work()
    assert TEN < clock.now() < TEN + timedelta(minutes=2)
    assert Letter.objects.get().state == "sent"


def test_where_nothing_comes_it_goes_all_the_way_and_says_nothing(firm: object, work: Work) -> None:
    assert begin(Step.HOUR)
    before = Event.objects.filter(stream=Record.stream).count()
    work()
    assert clock.now() >= TEN + timedelta(hours=1)
    assert Event.objects.filter(stream=Record.stream).count() == before


def test_what_cannot_be_done_keeps_nobody_waiting(firm: object, work: Work) -> None:
    lead = asked("Tom Hale")
    work()
    Letter.objects.filter(record=lead).update(send_after=TEN - timedelta(days=1), state="waiting")
    assert begin(Step.HOUR)
    jobs_done = [moving.move_on(clock.now()) for _ in range(4)]
    assert jobs_done == [1, 1, 1, 0]
    assert clock.now() >= TEN + timedelta(hours=1)
