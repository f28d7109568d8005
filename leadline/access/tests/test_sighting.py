"""What is told of one record is what the policy does, for whoever owns it and in whatever team."""

from dataclasses import dataclass

import pytest

from leadline.access.actions import give_role, make_role, set_permission, switch_off
from leadline.access.actor import person
from leadline.access.models import Firm, Reach, Role
from leadline.access.policy import rights_of
from leadline.access.sighting import sighting
from leadline.core.actor import AUTOMATION


@dataclass
class Thing:
    owner_id: int | None = None
    team_id: int | None = None


@pytest.fixture
def seen_by_team(cast):
    """Chen's role sees what belongs to the team; Dora's only what is her own."""
    for name, reach in (("Seller", Reach.TEAM), ("Service", Reach.OWN)):
        role = Role.objects.get(name=name)
        set_permission(AUTOMATION, Firm.current(), role=role, about="see", reach=reach)
    return cast


def test_it_agrees_with_the_policy(seen_by_team):
    cast = seen_by_team
    owners = [None, cast.anna.pk, cast.chen.pk, cast.dora.pk]
    teams = [None, cast.sales.pk, cast.inside.pk, cast.service.pk]
    things = [Thing(owner, team) for owner in owners for team in teams]
    for one in (cast.anna, cast.ben, cast.chen, cast.dora):
        rights = rights_of(one.pk)
        for thing in things:
            told = sighting(one, thing)
            assert bool(told.sees) == bool(rights.answer("see", thing)), (one, thing)
            for right in told.rights:
                assert rights.answer(right.about, thing), (one, thing, right.about)


def test_the_reason_names_role_team_and_reach(seen_by_team):
    cast = seen_by_team
    [because] = sighting(cast.chen, Thing(None, cast.inside.pk)).sees
    assert (because.role, because.team, because.reach) == ("Seller", "Inside Sales", Reach.TEAM)
    told = sighting(cast.chen, Thing(cast.dora.pk, cast.service.pk))
    assert not told.sees
    assert [one.role for one in told.beyond] == ["Seller"]


def test_a_second_role_is_a_second_reason(seen_by_team):
    cast = seen_by_team
    wide = make_role(AUTOMATION, Firm.current(), name="Auditor")
    set_permission(AUTOMATION, Firm.current(), role=wide, about="see", reach=Reach.ALL)
    give_role(AUTOMATION, cast.chen, role=wide, team=cast.company)
    assert [one.role for one in sighting(cast.chen, Thing(cast.chen.pk)).sees] == [
        "Auditor",
        "Seller",
    ]


def test_who_is_switched_off_sees_nothing(seen_by_team):
    cast = seen_by_team
    switch_off(person(cast.anna), cast.chen)
    told = sighting(cast.chen, Thing(cast.chen.pk))
    assert (list(told.sees), list(told.rights), list(told.beyond)) == ([], [], [])
