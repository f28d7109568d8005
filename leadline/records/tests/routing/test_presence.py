"""Who is there at a moment, and how much each can carry."""

from datetime import timedelta

from leadline.access.models import Leave, Team, User
from leadline.records.routing.presence import absent, capacities, presence
from leadline.records.routing.turns import State
from leadline.records.tests.routing.conftest import MONDAY

HOUR = timedelta(hours=1)


def test_leave_comes_before_hours(sellers: list[User]) -> None:
    ann, ben, cy = sellers
    Leave.objects.create(user=ann, from_at=MONDAY - HOUR, until_at=MONDAY + HOUR)
    assert absent(MONDAY) == {ann.pk}
    assert absent(MONDAY + HOUR) == set()  # the end is not part of it
    states, carried = presence([ann.pk, ben.pk, cy.pk], MONDAY)
    assert states == {ann.pk: State.AWAY}
    assert carried == {ann.pk: None, ben.pk: None, cy.pk: None}
    night, _ = presence([ann.pk, ben.pk], MONDAY + 12 * HOUR)
    assert night == {ann.pk: State.OFF, ben.pk: State.OFF}


def test_a_capacity_comes_from_the_nearest_team_above(sellers: list[User], team: Team) -> None:
    top = Team.objects.create(name="Europe", capacity=7)
    Team.objects.filter(pk=team.pk).update(parent=top)
    assert capacities([sellers[0].pk]) == {sellers[0].pk: 7}
    Team.objects.filter(pk=team.pk).update(capacity=0)
    assert capacities([sellers[0].pk]) == {sellers[0].pk: 0}
