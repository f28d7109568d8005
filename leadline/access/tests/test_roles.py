"""The shipped roles give what their names say."""

from leadline.access.roles import ADMIN, EVERYTHING, SEE, SHIPPED, reserved_actions
from leadline.core.actions import declared_actions


def test_everyone_sees_everything_in_a_new_firm():
    assert all(grants[SEE] == "all" for grants in SHIPPED.values())


def test_only_admins_may_everything():
    assert [name for name, grants in SHIPPED.items() if EVERYTHING in grants] == [ADMIN]


def test_reserved_actions_of_access_exist():
    ours = {"invite person", "change profile", "form team", "change firm settings"}
    assert ours <= reserved_actions().keys()
    assert ours <= declared_actions().keys()
