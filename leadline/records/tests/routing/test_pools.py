"""Turns go round by weight, in one batch or many; who is away, full or off is passed over."""

from collections import Counter
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.access.models import Leave, Membership, SpecialDay, Team, User
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.clock import standing_at
from leadline.records.models import PoolDay, Turn
from leadline.records.routing.pools import due_of, pool_for, pool_looked_at
from leadline.records.routing.turns import UNIT, State
from leadline.records.tests.routing.conftest import MONDAY, hired

NIGHT = MONDAY + timedelta(hours=12)


def drawn(count: int, at: datetime = MONDAY, pool: str = "Seller", *, apart: bool = False) -> str:
    """The first letters of those whose turns these were, each in a batch of its own or in one."""
    names = ""
    for _batch in range(count if apart else 1):
        with standing_at(at), Batch(AUTOMATION, at) as batch:
            for _ in range(1 if apart else count):
                chosen = pool_for(batch, pool, None).draw().chosen
                names += chosen.name[0] if chosen else "-"
    return names


def weigh(user: User, **values: int) -> None:
    Turn.objects.update_or_create(pool="Seller", user=user, defaults=values)


@pytest.mark.parametrize("apart", [True, False])
def test_turns_go_round(sellers: list[User], *, apart: bool) -> None:
    assert drawn(7, apart=apart) == "ABCABCA"
    assert dict(Turn.objects.values_list("user__name", "taken")) == {"Ann": 3, "Ben": 2, "Cy": 2}


def test_weights_are_kept_across_batches(sellers: list[User]) -> None:
    weigh(sellers[0], weight=2)
    weigh(sellers[2], weight=0)
    assert Counter(drawn(9, apart=True)) == {"A": 6, "B": 3}


def test_somebody_away_gets_no_turn_and_no_echo(sellers: list[User]) -> None:
    leave = Leave.objects.create(
        user=sellers[1], from_at=MONDAY - timedelta(days=1), until_at=MONDAY + timedelta(days=1)
    )
    assert drawn(20) == "AC" * 10
    leave.delete()
    assert Counter(drawn(6)) == {"A": 2, "B": 2, "C": 2}


def test_somebody_new_begins_where_all_are_even(sellers: list[User], team: Team) -> None:
    drawn(30)
    hired("Dee", Membership.objects.get(user=sellers[0]).role, team)
    assert Counter(drawn(8)) == {"A": 2, "B": 2, "C": 2, "D": 2}


def test_who_works_now_comes_before_who_sleeps(sellers: list[User], team: Team) -> None:
    tokyo = Team.objects.create(name="Tokyo", zone="Asia/Tokyo", country="JP")
    dee = hired("Dee", Membership.objects.get(user=sellers[0]).role, tokyo)
    assert drawn(4, NIGHT + timedelta(hours=2)) == "DDDD"  # 10:00 of Tuesday there
    assert "D" not in drawn(6)
    Leave.objects.create(user=dee, from_at=NIGHT, until_at=NIGHT + timedelta(days=1))
    assert drawn(3, NIGHT + timedelta(hours=2)) == "ABC"  # all sleep: they begin in the morning


def test_a_holiday_of_the_team_is_no_working_day(sellers: list[User], team: Team) -> None:
    other = Team.objects.create(name="Paris", zone="Europe/Paris", country="FR")
    hired("Dee", Membership.objects.get(user=sellers[0]).role, other)
    SpecialDay.objects.create(team=team, day_on=MONDAY.date(), works=False)
    assert drawn(3) == "DDD"


def test_whoever_is_full_is_passed_over_until_nobody_is_left(sellers: list[User]) -> None:
    weigh(sellers[0], capacity=2)
    assert drawn(8) == "ABCABCBC"
    for one in sellers:
        weigh(one, capacity=0)
    assert drawn(2) == "--"


def test_the_ledger_says_what_was_due_and_what_passed_by(sellers: list[User]) -> None:
    Leave.objects.create(user=sellers[2], from_at=MONDAY, until_at=MONDAY + timedelta(hours=1))
    drawn(3, apart=True)
    drawn(1)
    days = {day.user.name: day for day in PoolDay.objects.select_related("user")}
    assert [days[name].got for name in ("Ann", "Ben", "Cy")] == [2, 2, 0]
    assert [days[name].due / UNIT for name in ("Ann", "Ben", "Cy")] == [2, 2, 0]
    assert [days[name].away for name in ("Ann", "Ben", "Cy")] == [0, 0, 4]


def test_a_turn_given_back_never_was(sellers: list[User]) -> None:
    drawn(4)
    before = dict(Turn.objects.values_list("user__name", "credit"))
    with Batch(AUTOMATION, MONDAY) as batch:
        pool = pool_for(batch, "Seller", None)
        told = pool.draw()
        assert told.chosen == sellers[1]
        due = due_of([(m.id, m.weight, m.state.value) for m, _ in told.members])
        pool.give_back(sellers[1].pk, due)
    assert dict(Turn.objects.values_list("user__name", "credit")) == before
    day = PoolDay.objects.get(user=sellers[1])
    assert (day.got, day.given_back) == (2, 1)
    assert round(sum(day.due for day in PoolDay.objects.all()) / UNIT, 6) == 4
    assert drawn(1) == "B"


def test_looking_writes_nothing(sellers: list[User]) -> None:
    pool = pool_looked_at("Seller", ("Seller",), MONDAY)
    assert [pool.draw().chosen for _ in range(2)] == sellers[:2]
    assert not Turn.objects.exists()
    assert not PoolDay.objects.exists()
    assert {one.state for one in pool.members(frozenset({sellers[0].pk}))} >= {State.NOT}


def test_a_hundred_turns_cost_the_queries_of_one(sellers: list[User]) -> None:
    drawn(1)

    def queries(count: int) -> int:
        with CaptureQueriesContext(connection) as found:
            drawn(count)
        return len(found)

    assert queries(100) <= queries(1)
