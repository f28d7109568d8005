"""Nothing is allowed that no role grants, and a reach covers what it says."""

from dataclasses import dataclass

import pytest
from django.contrib.auth.models import AnonymousUser

from leadline.access.actions import form_team
from leadline.access.actor import person
from leadline.access.models import Permission, Reach, Team, User
from leadline.access.policy import (
    Denied,
    Rights,
    Sight,
    let,
    may,
    rights_of,
    rights_of_people,
    rights_to_see,
    visible,
)
from leadline.access.roles import EVERYTHING, ORDINARY, SEE
from leadline.core.actor import AUTOMATION, CUSTOMER, ActorKind
from leadline.core.errors import Refused

ME, OTHER = 1, 2
MINE, THEIRS = frozenset({10, 11}), 20


@dataclass(frozen=True)
class Record:
    owner_id: int | None
    team_id: int | None


OWNED = Record(ME, THEIRS)
IN_MY_TEAM = Record(OTHER, 11)
ELSEWHERE = Record(OTHER, THEIRS)
NOBODYS = Record(None, None)


@pytest.mark.parametrize(
    ("word", "reach", "action", "record", "allowed"),
    [
        (ORDINARY, Reach.OWN, "log call", OWNED, True),
        (ORDINARY, Reach.OWN, "log call", IN_MY_TEAM, False),
        (ORDINARY, Reach.OWN, "log call", NOBODYS, False),
        (ORDINARY, Reach.OWN, "log call", None, True),
        (ORDINARY, Reach.TEAM, "log call", OWNED, True),
        (ORDINARY, Reach.TEAM, "log call", IN_MY_TEAM, True),
        (ORDINARY, Reach.TEAM, "log call", ELSEWHERE, False),
        (ORDINARY, Reach.TEAM, "log call", NOBODYS, True),
        (ORDINARY, Reach.ALL, "log call", ELSEWHERE, True),
        (ORDINARY, Reach.ALL, "invite person", None, False),
        ("invite person", Reach.ALL, "invite person", None, True),
        (EVERYTHING, Reach.ALL, "invite person", None, True),
        (EVERYTHING, Reach.ALL, SEE, ELSEWHERE, False),
        (ORDINARY, Reach.ALL, SEE, ELSEWHERE, False),
        (SEE, Reach.ALL, "log call", OWNED, False),
        (SEE, Reach.TEAM, SEE, IN_MY_TEAM, True),
        (SEE, Reach.TEAM, SEE, ELSEWHERE, False),
    ],
)
def test_a_grant_covers_its_reach_and_no_more(word, reach, action, record, allowed):
    rights = Rights(ME, {word: {reach: MINE}})
    assert bool(rights.answer(action, record)) is allowed


def test_without_a_grant_the_answer_is_a_sentence():
    answer = Rights(ME).answer("log call")
    assert isinstance(answer, Denied)
    assert answer.sentence == "Your role does not include this. Ask an administrator for it."


def test_a_role_reaches_the_teams_below(cast):
    ben = rights_of(cast.ben.pk)
    assert ben.grants[ORDINARY][Reach.ALL] == {cast.sales.pk, cast.inside.pk}


def test_everyone_may_change_their_own_profile_only(cast):
    dora = person(cast.dora)
    assert may(dora, "change profile", cast.dora)
    assert not may(dora, "change profile", cast.chen)


def test_one_who_was_switched_off_may_nothing(cast):
    User.objects.filter(pk=cast.anna.pk).update(is_active=False)
    assert not may(person(cast.anna), "log call")
    assert not may(person(cast.anna), "change profile", cast.anna)


def test_automation_may_and_strangers_may_what_was_opened_to_them(db):
    assert may(AUTOMATION, "send letter")
    assert not may(CUSTOMER, "answer question in a test")
    let(ActorKind.CUSTOMER, "answer question in a test")
    assert may(CUSTOMER, "answer question in a test")


def test_an_action_asks_at_its_door(cast):
    with pytest.raises(Refused, match="Your role does not include this"):
        form_team(person(cast.ben), None, name="Ben's own")
    assert form_team(person(cast.anna), None, name="Export").pk


@pytest.mark.parametrize(("reach", "count"), [(Reach.ALL, 4), (Reach.OWN, 1)])
def test_a_list_shows_what_the_reach_covers(cast, reach, count, django_assert_num_queries):
    Permission.objects.filter(role__name="Seller", action=SEE).update(reach=reach)
    condition = rights_of(cast.chen.pk).visible()
    records = [Record(cast.chen.pk, None), IN_MY_TEAM, ELSEWHERE, NOBODYS]
    rights = rights_of(cast.chen.pk)
    assert condition is not None
    assert sum(bool(rights.answer(SEE, record)) for record in records) == count
    with django_assert_num_queries(2):
        rights_of(cast.chen.pk)


def test_strangers_see_no_row(cast):
    assert not visible(AnonymousUser(), Team.objects.all()).exists()
    assert visible(cast.chen, Team.objects.all()).count() == 4
    Permission.objects.filter(action=SEE).delete()
    assert not visible(cast.chen, Team.objects.all()).exists()


def test_sight_says_whose_records_are_seen() -> None:
    grants = {SEE: {Reach.TEAM: MINE}}
    assert Rights(ME, grants).sight() == Sight(ME, teams=MINE)
    assert Rights(ME, {SEE: {Reach.OWN: frozenset()}}).sight() == Sight(ME)
    everything = Rights(ME, {SEE: {Reach.ALL: frozenset(), **grants[SEE]}}).sight()
    assert everything is not None
    assert everything.everything
    assert Rights(ME).sight() is None


def test_of_what_somebody_may_see_the_same_is_said_as_of_all_rights(cast):
    everybody = [cast.anna.pk, cast.ben.pk, cast.chen.pk, cast.dora.pk]
    whole, seeing = rights_of_people(everybody), rights_to_see(everybody)
    for who in everybody:
        assert seeing[who].sight() == whole[who].sight()
        assert not seeing[who].answer("log call")
