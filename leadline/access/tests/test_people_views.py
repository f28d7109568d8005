"""Who is in charge invites people, gives them roles, notes leave, and switches them off."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.test import Client

from leadline.access.actions import change_firm_settings, make_firm
from leadline.access.models import Role, User
from leadline.access.tests.conftest import PASSWORD
from leadline.core.actor import AUTOMATION

HERE = "/settings/people/"


@pytest.fixture
def anna(cast, client):
    client.force_login(cast.anna)
    return client


def invite(client, cast, **more):
    told = {
        "email": "Emil@example.com", "name": "Emil", "language": "en", "team": cast.sales.pk,
        "role": Role.objects.get(name="Seller").pk,
    }  # fmt: skip
    return client.post(f"{HERE}invitation/", told | more)


def test_somebody_is_invited_by_letter_and_comes_in(cast, anna):
    change_firm_settings(AUTOMATION, make_firm(), values={"sender": "hi@acme.example"})
    answer = invite(anna, cast)
    text = answer.content.decode()
    assert "A letter is on its way to emil@example.com." in text
    assert "no-store" in answer["Cache-Control"]
    [letter] = mail.outbox
    path = re.search(r"http://[^/]+(/invitation/\S+)", letter.body)[1]
    assert path in text
    stranger = Client()
    told = {"new_password1": PASSWORD, "new_password2": PASSWORD}
    assert stranger.post(path, told).status_code == 302
    assert User.objects.get(email="emil@example.com").has_usable_password()
    page = anna.get(HERE).content.decode()
    assert "Emil" in page
    assert "Seller, Sales" in page


def test_an_address_is_invited_once_and_again_only_until_they_came(cast, anna):
    assert "Hand this link over yourself." in invite(anna, cast).content.decode()
    answer = invite(anna, cast)
    assert answer.status_code == 422
    assert "There is a person with the address" in answer.content.decode()
    emil = User.objects.get(email="emil@example.com")
    assert "/invitation/" in anna.post(f"{HERE}{emil.pk}/invitation/").content.decode()
    page = anna.post(f"{HERE}{cast.ben.pk}/invitation/", follow=True).content.decode()
    assert "They signed in already" in page


def test_roles_relations_and_leave_are_changed_and_told(cast, anna):
    chen = f"{HERE}{cast.chen.pk}/"
    role = Role.objects.get(name="Manager").pk
    anna.post(f"{chen}roles/", {"role": role, "team": cast.inside.pk})
    anna.post(chen, {"manager": cast.ben.pk, "stand_in": cast.dora.pk})
    anna.post(f"{chen}leave/", {"first": "2099-03-02", "last": "2099-03-03"})
    [leave] = cast.chen.leaves.all()
    assert leave.from_at == datetime(2099, 3, 2, tzinfo=ZoneInfo("UTC"))
    assert leave.until_at == datetime(2099, 3, 4, tzinfo=ZoneInfo("UTC"))
    page = anna.get(chen).content.decode()
    assert "Manager: nothing → Ben Lee" in page
    assert "Is Manager in Inside Sales" in page
    anna.post(f"/settings/leave/{leave.pk}/end/")
    anna.post(f"/settings/memberships/{cast.chen.memberships.first().pk}/end/")
    assert not cast.chen.leaves.exists()
    assert [one.role.name for one in cast.chen.memberships.all()] == ["Manager"]
    wrong = anna.post(f"{chen}leave/", {"first": "2099-03-05", "last": "2099-03-03"})
    assert wrong.status_code == 422


def test_what_they_may_do_says_why(cast, anna):
    page = anna.get(f"{HERE}{cast.chen.pk}/").content.decode()
    assert "with everyone&#x27;s records, as Seller in Inside Sales" in page
    assert "Invites a person to sign in" in page.partition("What none of their roles")[2]


def test_whoever_is_switched_off_is_out_at_once(cast, anna):
    ben = Client()
    ben.force_login(cast.ben)
    assert ben.get("/profile/").status_code == 200
    anna.post(f"{HERE}{cast.ben.pk}/activity/", {"is_active": "no"})
    assert ben.get("/profile/").status_code == 302
    assert "switched off" in anna.get(HERE).content.decode()
    anna.post(f"{HERE}{cast.ben.pk}/activity/", {"is_active": "yes"})
    assert User.objects.get(pk=cast.ben.pk).is_active


def test_the_last_in_charge_cannot_be_lost(cast, anna):
    own = cast.anna.memberships.get()
    page = anna.post(f"/settings/memberships/{own.pk}/end/", follow=True).content.decode()
    assert "Somebody must be left" in page
    page = anna.post(f"{HERE}{cast.anna.pk}/activity/", {"is_active": "no"}, follow=True)
    assert "lock yourself out" in page.content.decode()


@pytest.mark.parametrize("who", ["ben", "chen", "dora"])
def test_others_are_refused(cast, client, who):
    client.force_login(getattr(cast, who))
    chen = f"{HERE}{cast.chen.pk}/"
    for path in (HERE, f"{HERE}invitation/", chen):
        assert client.get(path).status_code == 403
    assert invite(client, cast).status_code == 403
    for path in ("roles/", "leave/", "activity/", "invitation/"):
        assert client.post(f"{chen}{path}", {"is_active": "no"}).status_code == 403
    own = cast.chen.memberships.get()
    assert client.post(f"/settings/memberships/{own.pk}/end/").status_code == 403
    assert User.objects.get(pk=cast.chen.pk).is_active
