"""Campaigns are kept by those who may, once each by name."""

from datetime import date

import pytest

from leadline.access.actor import person
from leadline.access.models import User
from leadline.core.actor import AUTOMATION
from leadline.core.errors import Invalid, Refused
from leadline.core.models import Event
from leadline.core.money import Money
from leadline.reports.actions.campaigns import change_campaign, make_campaign
from leadline.reports.models import Campaign


def fair(**about):
    return make_campaign(AUTOMATION, None, label="Spring  Fair", cost=Money(500, "EUR"), **about)


def test_it_is_kept_by_its_name_however_that_is_written(cast):
    made = fair(type="event", begins_on=date(2026, 3, 1))
    assert (made.name, made.label, made.cost, made.currency) == (
        "spring fair", "Spring Fair", 500, "EUR",
    )  # fmt: skip
    with pytest.raises(Invalid):
        make_campaign(AUTOMATION, None, label="SPRING FAIR")
    with pytest.raises(Invalid):
        make_campaign(AUTOMATION, None, label="  ")


def test_what_changed_is_an_event_and_the_same_again_is_none(cast):
    made = fair()
    change_campaign(AUTOMATION, made, cost=Money(700, "EUR"), type="event")
    change_campaign(AUTOMATION, made, cost=Money(700, "EUR"), type="event")
    [event] = Event.objects.filter(name="campaign changed")
    assert event.data["changes"] == {"cost": [500, 700], "type": ["other", "event"]}
    change_campaign(AUTOMATION, made, type="event")
    assert Campaign.objects.get().cost is None


@pytest.mark.parametrize(
    "about",
    [{"cost": Money(-1, "EUR")}, {"begins_on": date(2026, 3, 2), "ends_on": date(2026, 3, 1)}],
)
def test_what_cannot_be_is_refused(cast, about):
    with pytest.raises(Invalid):
        make_campaign(AUTOMATION, None, label="Fair", **about)
    assert not Campaign.objects.exists()


def test_only_who_may_keeps_one(cast):
    stranger = User.objects.create(email="x@elsewhere.example", name="X")
    with pytest.raises(Refused):
        make_campaign(person(stranger), None, label="Fair")
