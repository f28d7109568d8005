"""The numbers beside leads, deals, incoming and duplicates."""

from django.core.cache import cache

from leadline.access.models import User
from leadline.core.actor import AUTOMATION
from leadline.deals.actions import open_deal
from leadline.records.actions import assign
from leadline.workspace.queries import beside
from leadline.workspace.queries.beside import numbers_beside


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
