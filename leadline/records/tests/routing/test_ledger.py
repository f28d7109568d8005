"""The ledger sums days up; who has left the pool stays in it, who is new is in it already."""

from datetime import date, timedelta

from leadline.access.models import Membership, User
from leadline.playbooks.models import Version
from leadline.records.models import PoolDay, Turn
from leadline.records.routing.ledger import pool_names, pool_roles, shares_of, whole
from leadline.records.routing.turns import UNIT
from leadline.records.tests.routing.conftest import MONDAY

DAY = MONDAY.date()


def day(user: User, on: date, **counts: int) -> None:
    PoolDay.objects.create(pool="Sales", user=user, day_on=on, **counts)


def test_days_are_summed_up(version: Version, sellers: list[User]) -> None:
    ann, ben, cy = sellers
    day(ann, DAY, due=UNIT // 2, got=1, given_back=1)
    day(ann, DAY + timedelta(days=1), due=UNIT, got=1, away=3)
    day(ann, DAY - timedelta(days=1), got=50)
    day(cy, DAY, got=2)
    Membership.objects.filter(user=cy).delete()
    Turn.objects.create(pool="Sales", user=ben, weight=2, capacity=5)
    shares = {one.user.name: one for one in shares_of("Sales", DAY, DAY + timedelta(days=1))}
    assert list(shares) == ["Ann", "Ben", "Cy"]
    assert (shares["Ann"].due, shares["Ann"].got, shares["Ann"].away) == (1.5, 2, 3)
    assert (shares["Ben"].weight, shares["Ben"].capacity, shares["Ben"].open) == (2, 5, 0)
    assert [one.is_in for one in shares.values()] == [True, True, False]
    assert whole(list(shares.values())) == 3


def test_pools_are_those_of_playbooks_and_those_that_were_used(
    version: Version, sellers: list[User]
) -> None:
    assert pool_names() == ("Sales",)
    PoolDay.objects.create(pool="Seller", user=sellers[0], day_on=DAY)
    assert pool_names() == ("Sales", "Seller")
    assert pool_roles("Sales") == ("Seller",)
    assert pool_roles("Elsewhere") == ("Elsewhere",)
