from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from leadline.core.models import Event
from leadline.demo.cast import customers
from leadline.demo.desk.cast import prospects
from leadline.demo.history.days import BEATS, beats, firms_today, live_through, working_days
from leadline.demo.tests.conftest import TEN
from leadline.intake.models import Arrival
from leadline.records.models import Record
from leadline.service.queries import errands_of

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (datetime(2026, 3, 4, 3, tzinfo=BERLIN), 4),  # a Wednesday, at night
        (datetime(2026, 3, 7, 12, tzinfo=BERLIN), 6),  # a Saturday
        (datetime(2026, 3, 8, 23, 59, tzinfo=BERLIN), 6),
        (datetime(2026, 3, 9, 0, 1, tzinfo=BERLIN), 9),
    ],
)
def test_whenever_it_is_begun_the_firm_is_at_work(now: datetime, day: int) -> None:
    assert firms_today(now) == datetime(2026, 3, day, 10, 10, tzinfo=BERLIN)


def test_days_are_working_days_and_end_today() -> None:
    days = list(working_days(TEN, 4))
    assert [day.day for day in days] == [27, 2, 3, 4]


def test_yesterday_people_left_early_and_today_nobody_has_begun() -> None:
    assert (beats(0), beats(1), beats(2)) == ((), BEATS[:2], BEATS)


@pytest.mark.django_db
def test_days_are_lived_and_nothing_is_left_stuck() -> None:
    """Four days: their leads came by the form, went on by themselves and by colleagues."""
    live_through(firms_today(TEN), lambda said: None, long=4)
    asked = [one for one in customers() if one.days < 4]
    leads = Record.objects.filter(kind="lead", process="Trial lead")
    assert leads.count() == Arrival.objects.filter(door__slug="trial").count() == len(asked)
    assert not Record.objects.exclude(stuck="").exists()
    developed = Record.objects.filter(process="Lead status")
    assert developed.count() == len([one for one in prospects() if one.days < 4])
    assert set(developed.values_list("stage", flat=True)) >= {"Inquiry", "MAQL", "LAL"}
    stages = set(leads.values_list("stage", flat=True))
    assert stages >= {"On trial", "Opening the trial", "Company information", "With the supervisor"}
    owners = leads.exclude(owner=None).values_list("owner", flat=True)
    assert any(errands_of(owner).exists() for owner in owners)
    assert max(Event.objects.values_list("occurred_at", flat=True)) <= firms_today(TEN)
    assert all(time(6) <= one.opened_at.astimezone(BERLIN).time() for one in leads)
