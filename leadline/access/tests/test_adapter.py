"""The door for signing up is shut."""

from allauth.core import context

from leadline.access.adapter import InvitedOnly
from leadline.access.models import User


def test_nobody_signs_up_by_themselves(rf):
    assert not InvitedOnly().is_open_for_signup(rf.get("/"))


def test_an_address_that_cannot_be_read_is_not_safe(rf):
    with context.request_context(rf.get("/")):
        safe = InvitedOnly().is_safe_url
        assert safe("/leads/")
        assert not safe("http://[::1")
        assert not safe("https://evil.example/")


def test_people_keep_having_no_username(rf):
    user = User(email="anna@example.com")
    InvitedOnly().populate_username(rf.get("/"), user)
    assert not hasattr(user, "username")
