"""The navigation holds what exists and its reader may open; working time is a sentence."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.http import HttpResponse
from django.urls import path

from leadline.access.actions import form_team, invite_person, make_firm, make_shipped_roles
from leadline.access.models import Permission, Role
from leadline.config.context import frame, navigation, settings_pages, working_time
from leadline.core import clock
from leadline.core.actor import AUTOMATION
from leadline.workspace.queries.waiting import remember_waiting

urlpatterns = [
    path("", lambda request: HttpResponse(), name="today"),
    path("leads/", lambda request: HttpResponse(), name="leads"),
    path("settings/", lambda request: HttpResponse(), name="settings"),
    path("settings/screening/", lambda request: HttpResponse(), name="screening"),
]
MONDAY = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def anna(db):
    make_firm()
    make_shipped_roles()
    team = form_team(AUTOMATION, None, name="Sales")
    role = Role.objects.get(name="Seller")
    return invite_person(AUTOMATION, None, email="anna@example.com", role=role, team=team)


def asked_by(rf, user, address="/leads/7/"):
    request = rf.get(address)
    request.user = user
    return request


def test_entries_without_a_page_do_not_show(rf, anna, settings):
    settings.ROOT_URLCONF = __name__
    blocks = navigation(asked_by(rf, anna))
    assert [link.url for block in blocks for link in block.links] == ["/", "/leads/"]
    assert [link.url for block in blocks for link in block.links if link.is_here] == ["/leads/"]


def test_entries_that_one_may_not_open_do_not_show(rf, anna, settings):
    settings.ROOT_URLCONF = __name__
    Role.objects.get(name="Seller").permissions.all().delete()
    blocks = navigation(asked_by(rf, anna))
    assert [link.url for block in blocks for link in block.links] == ["/"]


def test_the_settings_are_there_for_whom_one_of_their_pages_is(rf, anna, settings):
    settings.ROOT_URLCONF = __name__
    asked = asked_by(rf, anna, "/settings/screening/3/")
    assert settings_pages(asked) == ()
    Permission.objects.create(
        role=Role.objects.get(name="Seller"), action="add screening entry", reach="all"
    )
    [page] = settings_pages(asked)
    assert (page.url, page.is_here) == ("/settings/screening/", True)
    assert "/settings/" in [link.url for block in navigation(asked) for link in block.links]


def test_strangers_get_nothing(rf):
    page = frame(asked_by(rf, AnonymousUser()))
    assert not page["navigation"]
    assert not page["settings_pages"]
    assert not page["working_time"]


@pytest.mark.parametrize(
    ("moment", "sentence"),
    [
        (MONDAY, "Working time until 12:30"),
        (MONDAY.replace(hour=20), "No working time now; it begins Tue 09:00"),
    ],
)
def test_working_time_is_a_sentence(rf, anna, moment, sentence):
    with clock.standing_at(moment):
        assert working_time(asked_by(rf, anna)) == sentence


def test_what_waits_stands_beside_today(rf, anna, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()
    [today] = [link for block in navigation(asked_by(rf, anna)) for link in block.links][:1]
    assert today.count == ""
    remember_waiting(anna, "14")
    [today] = [link for block in navigation(asked_by(rf, anna)) for link in block.links][:1]
    assert today.count == "14"


def test_the_settings_say_how_many_there_are(rf, anna):
    Role.objects.get(name="Seller").permissions.create(action="everything", reach="all")
    counts = {str(one.label): one.count for one in settings_pages(asked_by(rf, anna))}
    assert counts["Colleagues"] == "1"
    assert counts["Teams"] == "1"
    assert counts["Company settings"] == ""
