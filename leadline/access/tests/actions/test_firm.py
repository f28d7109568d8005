"""The firm's settings and its roles change by actions, and somebody stays in charge."""

import pytest

from leadline.access.actions import (
    change_firm_settings,
    make_firm,
    make_role,
    set_permission,
    switch_off,
    take_role,
)
from leadline.access.actor import person
from leadline.access.models import Firm, Permission, Reach, Role
from leadline.access.policy import rights_of
from leadline.core.errors import Invalid, Refused
from leadline.core.models import Event


def test_a_setting_is_told_from_and_to(cast):
    change_firm_settings(person(cast.anna), make_firm(), values={"currency": "EUR", "foot": ""})
    event = Event.objects.get(name="firm settings changed")
    assert event.data["changes"] == {"currency": ["USD", "EUR"]}
    assert Firm.current().currency == "EUR"


def test_a_role_begins_with_nothing_and_is_given_what_it_may(cast):
    anna, firm = person(cast.anna), make_firm()
    role = make_role(anna, firm, name="Intern")
    with pytest.raises(Invalid):
        make_role(anna, firm, name="Intern")
    set_permission(anna, firm, role=role, about="see", reach=Reach.OWN)
    set_permission(anna, firm, role=role, about="see", reach=Reach.TEAM)
    set_permission(anna, firm, role=role, about="see", reach=Reach.TEAM)
    assert Permission.objects.get(role=role).reach == "team"
    set_permission(anna, firm, role=role, about="see", reach=None)
    assert not Permission.objects.filter(role=role).exists()
    told = [e.data["changes"] for e in Event.objects.filter(name="permission changed")]
    assert told == [{"see": ["", "own"]}, {"see": ["own", "team"]}, {"see": ["team", ""]}]
    with pytest.raises(Invalid):
        set_permission(anna, firm, role=role, about="fly", reach=Reach.ALL)


def test_somebody_stays_in_charge(cast):
    anna, firm, admin = person(cast.anna), make_firm(), Role.objects.get(name="Admin")
    for reach in (None, Reach.TEAM):
        with pytest.raises(Refused, match="Somebody must be left"):
            set_permission(anna, firm, role=admin, about="everything", reach=reach)
    with pytest.raises(Refused, match="Somebody must be left"):
        take_role(anna, cast.anna, membership=cast.anna.memberships.get())
    with pytest.raises(Refused, match="lock yourself out"):
        switch_off(anna, cast.anna)
    assert rights_of(cast.anna.pk).answer("set permission")


def test_only_who_is_in_charge_may(cast):
    seller = Role.objects.get(name="Seller")
    for who in (cast.ben, cast.chen, cast.dora):
        with pytest.raises(Refused):
            set_permission(
                person(who), make_firm(), role=seller, about="everything", reach=Reach.ALL
            )
        with pytest.raises(Refused):
            change_firm_settings(person(who), make_firm(), values={"name": "Mine"})
