"""An invited stranger chooses a password and is in; a used link says what to do."""

import pytest

from leadline.access.actions import invite_person
from leadline.access.invitations import path_for
from leadline.access.models import Role
from leadline.core.actor import AUTOMATION
from leadline.core.models import Event


@pytest.fixture
def link(cast):
    emil = invite_person(
        AUTOMATION,
        None,
        email="emil@example.com",
        name="Emil",
        role=Role.objects.get(name="Seller"),
        team=cast.sales,
    )
    return path_for(emil)


def test_an_invited_person_signs_in_with_their_first_password(client, link):
    assert "Welcome, Emil" in client.get(link).content.decode()
    sentence = "knots on a long line"
    answer = client.post(link, {"new_password1": sentence, "new_password2": sentence})
    assert answer.status_code == 302
    assert "emil@example.com" in client.get("/profile/").content.decode()
    assert Event.objects.filter(name="person joined").count() == 1
    gone = client.get(link)
    assert gone.status_code == 410
    assert "ask who invited you for a new link" in gone.content.decode()


def test_a_weak_password_is_refused_with_a_reason(client, link):
    page = client.post(link, {"new_password1": "12345", "new_password2": "12345"})
    assert "at least 10 characters" in page.content.decode()
