"""People are invited once, roles are made once, and what happened is recorded."""

from datetime import UTC, datetime, timedelta

import pytest

from leadline.access import roles
from leadline.access.actions import (
    accept_invitation,
    cancel_leave,
    change_firm_settings,
    change_profile,
    form_team,
    give_role,
    invite_person,
    make_firm,
    make_shipped_roles,
    switch_off,
    switch_on,
    take_leave,
    take_role,
)
from leadline.access.actor import person
from leadline.access.models import Firm, Permission, Role, User
from leadline.access.policy import rights_of
from leadline.core.actor import AUTOMATION
from leadline.core.errors import Invalid, Refused
from leadline.core.models import Event

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)


def test_an_invited_person_has_no_password_and_a_confirmed_address(cast):
    seller = Role.objects.get(name="Seller")
    emil = invite_person(
        person(cast.anna), None, email=" Emil@Example.com ", role=seller, team=cast.sales
    )
    emil = User.objects.get(pk=emil.pk)
    assert (emil.email, emil.name, emil.has_usable_password()) == (
        "emil@example.com",
        "emil",
        False,
    )
    assert emil.emailaddress_set.get().verified
    assert str(Event.objects.get(stream="user", stream_id=emil.pk)) == "Invited as Seller in Sales"


def test_nobody_is_invited_twice(cast):
    seller = Role.objects.get(name="Seller")
    with pytest.raises(Invalid, match=r"chen@example\.com"):
        invite_person(AUTOMATION, None, email="CHEN@example.com", role=seller, team=cast.sales)


def test_an_invitation_is_accepted_once(cast):
    with pytest.raises(Refused, match="was used"):
        accept_invitation(person(cast.chen), cast.chen, password="another sentence")


def test_a_profile_that_stays_the_same_records_nothing(cast):
    change_profile(person(cast.chen), cast.chen, values={"name": "陈晨", "theme": "dark"})
    change_profile(person(cast.chen), cast.chen, values={"theme": "dark"})
    told = Event.objects.filter(stream="user", stream_id=cast.chen.pk, name="profile changed")
    assert [event.data["changed"] for event in told] == [["theme"]]
    with pytest.raises(TypeError, match="email"):
        change_profile(person(cast.chen), cast.chen, values={"email": "x@example.com"})


def test_leave_ends_after_it_begins(cast):
    leave = take_leave(
        person(cast.chen), cast.chen, from_at=MONDAY, until_at=MONDAY + timedelta(days=5)
    )
    assert leave.pk
    with pytest.raises(Invalid):
        take_leave(person(cast.chen), cast.chen, from_at=MONDAY, until_at=MONDAY)


def test_team_names_are_taken_once(cast):
    with pytest.raises(Invalid):
        form_team(person(cast.anna), None, name="Sales")


def test_the_firm_is_one_row(cast):
    change_firm_settings(person(cast.anna), make_firm(), values={"name": "Steelwright"})
    assert Firm.current().name == "Steelwright"
    assert Firm.objects.count() == 1


def test_making_roles_again_keeps_what_the_firm_changed(cast):
    Permission.objects.filter(role__name="Seller").delete()
    make_shipped_roles()
    assert not Permission.objects.filter(role__name="Seller").exists()
    assert Role.objects.count() == len(roles.SHIPPED)


def test_a_new_reserved_action_is_granted_once(cast, monkeypatch):
    monkeypatch.setitem(roles._reserved, "publish playbook in a test", frozenset({"Manager"}))
    make_shipped_roles()
    granted = Permission.objects.filter(action="publish playbook in a test")
    assert [row.role.name for row in granted] == ["Manager"]
    make_shipped_roles()
    assert granted.count() == 1


def test_roles_come_and_go_and_are_told(cast):
    anna, manager = person(cast.anna), Role.objects.get(name="Manager")
    give_role(anna, cast.chen, role=manager, team=cast.inside)
    give_role(anna, cast.chen, role=manager, team=cast.inside)
    [first, second] = cast.chen.memberships.order_by("pk")
    take_role(anna, cast.chen, membership=first)
    take_role(anna, cast.chen, membership=first)
    assert list(cast.chen.memberships.all()) == [second]
    told = Event.objects.filter(stream="user", stream_id=cast.chen.pk, name__startswith="role")
    assert [str(one) for one in told.order_by("seq")] == [
        "Is Manager in Inside Sales",
        "Is no longer Seller in Inside Sales",
    ]
    with pytest.raises(Refused):
        give_role(person(cast.chen), cast.chen, role=manager, team=cast.inside)


def test_whoever_is_switched_off_may_nothing_until_they_are_back(cast):
    anna = person(cast.anna)
    switch_off(anna, cast.ben)
    switch_off(anna, cast.ben)
    assert not rights_of(cast.ben.pk).answer("see")
    switch_on(anna, cast.ben)
    assert rights_of(cast.ben.pk).answer("see")
    assert Event.objects.filter(name="person switched off").count() == 1


def test_leave_is_taken_back_by_who_took_it(cast):
    until = MONDAY + timedelta(days=1)
    leave = take_leave(person(cast.chen), cast.chen, from_at=MONDAY, until_at=until)
    with pytest.raises(Refused):
        cancel_leave(person(cast.dora), cast.chen, leave=leave)
    cancel_leave(person(cast.chen), cast.chen, leave=leave)
    cancel_leave(person(cast.chen), cast.chen, leave=leave)
    assert not cast.chen.leaves.exists()


def test_nobody_stands_in_for_themselves(cast):
    for name in ("manager", "stand_in"):
        with pytest.raises(Invalid):
            change_profile(person(cast.anna), cast.chen, values={name: cast.chen})
