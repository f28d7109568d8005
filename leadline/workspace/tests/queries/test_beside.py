"""The numbers beside leads, deals, incoming and duplicates."""

from django.core.cache import cache

from leadline.access.models import User
from leadline.core.actor import AUTOMATION
from leadline.core.clock import now
from leadline.deals.actions import open_deal
from leadline.intake.models import Arrival, Door
from leadline.parties.models import Person, PossibleDuplicate
from leadline.records.actions import assign
from leadline.workspace.queries import beside
from leadline.workspace.queries.beside import numbers_beside
from leadline.workspace.queries.tidy import tidy_of


def test_ones_own_open_leads_and_deals_are_counted(cast):
    open_deal(AUTOMATION, cast.lead)
    assert numbers_beside(cast.mei) == {
        "leads": "2", "deals": "1", "arrivals": "", "duplicates": "",
    }  # fmt: skip
    assert set(numbers_beside(cast.kai).values()) == {""}


def test_many_are_not_counted_to_the_end(cast, monkeypatch):
    monkeypatch.setattr(beside, "COUNTED", 1)
    assert numbers_beside(cast.mei)["leads"] == "1+"


def test_they_are_counted_once_a_minute(cast, django_assert_num_queries):
    numbers_beside(cast.mei)
    assign(AUTOMATION, cast.lead, owner=User.objects.get(pk=cast.ben.pk))
    with django_assert_num_queries(0):
        assert numbers_beside(cast.mei)["leads"] == "2"
    cache.clear()
    assert numbers_beside(cast.mei)["leads"] == "1"


def test_the_navigation_shows_them(cast, page):
    text = page(cast.mei, "/leads/")
    assert 'Leads<span class="nav-count">2</span>' in text


def test_what_is_held_is_counted_for_those_who_see_what_is_nobodys(cast):
    door = Door.objects.create(
        name="Fair", slug="fair", kind="json", how="news", source="Fair",
        playbook=cast.version.playbook,
    )  # fmt: skip
    for outcome in ("quarantined", "failed", "rejected"):
        Arrival.objects.create(
            door=door, received_at=now(), received_on=now().date(), outcome=outcome
        )
    one, other = Person.objects.order_by("pk")
    PossibleDuplicate.objects.create(person=other, other=one, score=80, why=[], found_at=now())
    for who, arrivals, duplicates in ((cast.ben, "2", "1"), (cast.kai, "", "")):
        found = numbers_beside(who)
        assert (found["arrivals"], found["duplicates"]) == (arrivals, duplicates)
        lines = [one for one in tidy_of(who, now()) if one.url == "/parties/duplicates/"]
        assert lines[0].number == (duplicates or "0")
    cache.clear()
    cast.kai.memberships.all().delete()
    assert set(numbers_beside(cast.kai).values()) == {""}
