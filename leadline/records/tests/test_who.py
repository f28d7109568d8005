from datetime import timedelta

import pytest

from leadline.access.models import Leave, Membership, User
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.playbooks.definition import Who, WhoKind
from leadline.records.models import Record, Turn
from leadline.records.tests.conftest import NOON
from leadline.records.who import find, take_turn


@pytest.fixture
def wei(mei: User) -> User:
    wei = User.objects.create(email="wei@firm.example", name="Wei")
    first = Membership.objects.get(user=mei)
    Membership.objects.create(team=first.team, user=wei, role=first.role)
    return wei


def turns(count: int) -> list[str]:
    names = []
    for _ in range(count):
        with Batch(AUTOMATION, NOON) as batch:
            names.append(str(take_turn(batch, "Inside")))
    return names


def test_turns_go_round(mei: User, wei: User) -> None:
    assert turns(4) == ["Mei", "Wei", "Mei", "Wei"]


def test_many_turns_of_one_batch_go_round_too(mei: User, wei: User) -> None:
    with Batch(AUTOMATION, NOON) as batch:
        names = [str(take_turn(batch, "Inside")) for _ in range(5)]
    assert names == ["Mei", "Wei", "Mei", "Wei", "Mei"]
    assert dict(Turn.objects.values_list("user__name", "taken")) == {"Mei": 3, "Wei": 2}


def test_somebody_away_gets_no_turn_and_no_echo_later(mei: User, wei: User) -> None:
    leave = Leave.objects.create(
        user=wei, from_at=NOON - timedelta(days=1), until_at=NOON + timedelta(days=1)
    )
    assert turns(3) == ["Mei"] * 3
    leave.delete()
    assert sorted(turns(2)) == ["Mei", "Wei"]


def test_somebody_with_turns_who_was_away_does_not_catch_up(mei: User, wei: User) -> None:
    assert turns(2) == ["Mei", "Wei"]
    leave = Leave.objects.create(
        user=wei, from_at=NOON - timedelta(days=1), until_at=NOON + timedelta(days=1)
    )
    assert turns(6) == ["Mei"] * 6
    leave.delete()
    assert turns(4).count("Wei") <= 3


def test_nobody_there_is_nobody(db: None) -> None:
    with Batch(AUTOMATION, NOON) as batch:
        assert take_turn(batch, "Inside") is None


def test_people_are_found_by_relation(record: Record, mei: User, bo: User) -> None:
    owner = Who(WhoKind.OWNER)
    nobody = Who(WhoKind.ROLE, "Nobody", otherwise=owner)
    with Batch(AUTOMATION, NOON) as batch:
        [locked] = batch.lock([record])
        assert find(batch, locked, owner) is None
        batch.change(locked, owner=mei)
        assert find(batch, locked, owner) == mei
        assert find(batch, locked, Who(WhoKind.SUPERVISOR, of=owner)) == bo
        assert find(batch, locked, nobody) == mei
