"""An invitation link works for its person, once."""

import pytest

from leadline.access.invitations import invited, path_for
from leadline.access.models import User


@pytest.fixture
def emil(db):
    user = User(email="emil@example.com", name="Emil")
    user.set_unusable_password()
    user.save()
    return user


def test_a_link_names_its_person_until_it_is_used(emil):
    uid, token = path_for(emil).strip("/").split("/")[1:]
    assert invited(uid, token) == emil
    emil.set_password("a lead line has knots")
    emil.save()
    assert invited(uid, token) is None


@pytest.mark.parametrize("uid", ["", "MQ", "xx", "%%", "____"])
def test_a_made_up_link_names_nobody(db, uid):
    assert invited(uid, "abc-def") is None
