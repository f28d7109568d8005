"""Where somebody is decides what time it is there, and whether they are at work."""

from datetime import UTC, datetime

import pytest
from django.template import Context, Template
from django.utils import timezone

from leadline.core.clock import now
from leadline.records.models import Record
from leadline.workspace.queries.person import card_of, works_at, zone_of

MORNING = datetime(2026, 3, 2, 2, 30, tzinfo=UTC)  # half past ten in Suzhou


@pytest.mark.parametrize(
    ("numbers", "country", "zone"),
    [
        (["+8651263123456"], "US", "Asia/Shanghai"),
        (["+12125550123"], "", "America/New_York"),
        ([], "GB", "Europe/London"),
        ([], "US", "None"),  # six times at once: nobody can tell
        ([], "", "None"),
    ],
)
def test_the_zone_is_known_or_not_guessed(numbers, country, zone):
    assert str(zone_of(numbers, country, MORNING)) == zone


@pytest.mark.parametrize(
    ("moment", "country", "works"),
    [
        (MORNING, "CN", True),
        (MORNING.replace(hour=15), "CN", False),
        (datetime(2026, 10, 1, 2, 30, tzinfo=UTC), "CN", False),  # National Day
    ],
)
def test_whether_they_are_at_work(moment, country, works):
    assert works_at(moment, "Asia/Shanghai", country) is works


def test_their_time_is_theirs_whatever_zone_the_reader_is_in(cast):
    shown = Template("{{ card.there|date:'H:i' }}")
    with timezone.override("Europe/Berlin"):
        text = shown.render(Context({"card": card_of(cast.lead, now())}))
    assert text == "18:00"


def test_a_card_has_what_a_call_needs(cast):
    card = card_of(cast.lead, now())
    assert card.number == "+8651263123456"
    assert card.address == "li.na@hengtong.cn"
    assert (card.city, card.company) == ("Suzhou", "Hengtong Cable")
    assert card.there.hour == 18
    assert not card.works_now
    assert not card.may_call
    assert card_of(Record(), now()) is None
