"""The door for signing up is shut."""

from leadline.access.adapter import InvitedOnly
from leadline.access.models import User


def test_nobody_signs_up_by_themselves(rf):
    assert not InvitedOnly().is_open_for_signup(rf.get("/"))


def test_people_keep_having_no_username(rf):
    user = User(email="anna@example.com")
    InvitedOnly().populate_username(rf.get("/"), user)
    assert not hasattr(user, "username")
