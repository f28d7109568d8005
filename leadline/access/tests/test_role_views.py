"""Roles stand beside each other, and one is changed whole or not at all."""

import pytest

from leadline.access.models import Permission, Role
from leadline.access.reasons import subjects
from leadline.access.role_views import ReachesForm, names

HERE = "/settings/roles/"


@pytest.fixture
def anna(cast, client):
    client.force_login(cast.anna)
    return client


def sent(role, **more):
    form = ReachesForm(role)
    place = {about: name for name, about in form.abouts.items()}
    told = {name: form[name].value() for name in form.fields}
    return told | {place[about.replace("_", " ")]: reach for about, reach in more.items()}


def test_every_role_is_shown_and_one_is_changed(cast, anna):
    assert "Seller" in anna.get(HERE).content.decode()
    seller = Role.objects.get(name="Seller")
    page = anna.post(f"{HERE}{seller.pk}/", sent(seller, see="team", invite_person="all"))
    assert page.status_code == 302
    granted = dict(seller.permissions.values_list("action", "reach"))
    assert granted == {"see": "team", "ordinary work": "team", "invite person": "all"}
    page = anna.get(HERE).content.decode()
    assert "What the role Seller may do was changed" in page
    assert "all → team" in page


def test_a_new_role_begins_with_nothing(cast, anna):
    anna.post(f"{HERE}new/", {"name": "Intern"})
    assert not Permission.objects.filter(role__name="Intern").exists()
    assert anna.post(f"{HERE}new/", {"name": "Intern"}).status_code == 422


def test_the_last_in_charge_cannot_be_lost_and_nothing_else_changes(cast, anna):
    admin = Role.objects.get(name="Admin")
    answer = anna.post(f"{HERE}{admin.pk}/", sent(admin, see="own", everything=""))
    assert answer.status_code == 422
    assert "Somebody must be left" in answer.content.decode()
    assert dict(admin.permissions.values_list("action", "reach")) == {
        "see": "all",
        "everything": "all",
    }


def test_everything_has_a_name(cast):
    assert list(names()) == subjects()


@pytest.mark.parametrize("who", ["ben", "chen", "dora"])
def test_others_are_refused(cast, client, who):
    client.force_login(getattr(cast, who))
    seller = Role.objects.get(name="Seller")
    assert client.get(HERE).status_code == 403
    assert client.post(f"{HERE}{seller.pk}/", sent(seller, everything="all")).status_code == 403
    assert client.post(f"{HERE}new/", {"name": "Mine"}).status_code == 403
    assert not seller.permissions.filter(action="everything").exists()
