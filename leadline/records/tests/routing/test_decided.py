"""The decision record is small, names nobody but by number, and tells of its turn."""

import json

from leadline.access.models import User
from leadline.records.routing.decided import Decided, Tried, turn_in
from leadline.records.routing.pools import Drawn
from leadline.records.routing.turns import UNIT, Member, State


def decided(people: int = 1) -> Decided:
    members = [(Member(n, 1, UNIT // 2, State.HERE), 4) for n in range(1, people + 1)]
    drawn = Drawn("Sales", User(pk=1, name="Ann"), members)
    tried = [Tried("routes.yaml:2", "size above 9", "pool Sales", fits=True)]
    return Decided("route sales", User(pk=1, name="Ann"), tried=tried, drawn=drawn)


def test_it_is_told_by_number() -> None:
    assert decided().json() == {
        "who": "route sales",
        "tried": [["routes.yaml:2", "size above 9", "pool Sales", True]],
        "pool": "Sales",
        "members": [[1, "here", 1, 4, 500]],
        "got": 1,
    }


def test_a_pool_of_twenty_stays_below_a_kilobyte() -> None:
    told = json.dumps(decided(20).json())
    assert len(told) < 1000
    assert "Ann" not in told


def test_the_turn_is_found_again() -> None:
    assert turn_in({"route": decided().json()}) == ("Sales", 1, [(1, 1, "here")])


def test_what_was_no_turn_has_none() -> None:
    for why in (None, {}, {"route": None}, {"route": {"got": 1}}, {"route": {"members": []}}):
        assert turn_in(why) is None
