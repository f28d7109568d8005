"""Who of a pool is there at a moment, and how much each can carry: few queries for all of them."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from leadline.access.models import Leave, Membership, Team
from leadline.access.queries import schedules_of_people
from leadline.core import worktime
from leadline.records.routing.turns import State


def presence(
    users: Sequence[int], now: datetime
) -> tuple[Mapping[int, State], Mapping[int, int | None]]:
    """(away or off by person, those who are there left out; capacity by person, None: any)."""
    return states_at(users, now), capacities(users)


def states_at(users: Sequence[int], now: datetime) -> dict[int, State]:
    """Who is on leave, and who is outside working time: nights, weekends, holidays of the team."""
    schedules = schedules_of_people(users)
    gone = absent(now)
    found = {}
    for user in users:
        if user in gone:
            found[user] = State.AWAY
        elif not worktime.is_working(schedules[user], now):
            found[user] = State.OFF
    return found


def absent(now: datetime) -> set[int]:
    """Who is on leave at that moment."""
    away = Leave.objects.filter(from_at__lte=now, until_at__gt=now)
    return set(away.values_list("user_id", flat=True))


def capacities(users: Sequence[int]) -> dict[int, int | None]:
    """How many open records each can carry, as their first team says or the nearest above it."""
    teams = {team.pk: team for team in Team.objects.all()}
    found: dict[int, int | None] = {}
    rows = Membership.objects.filter(user__in=users).order_by("pk")
    for user, team in rows.values_list("user_id", "team_id"):
        if user not in found:
            found[user] = _capacity(team, teams)
    return found


def _capacity(team: int | None, teams: Mapping[int, Team]) -> int | None:
    seen = set()
    while team is not None and team not in seen:
        if teams[team].capacity is not None:
            return teams[team].capacity
        seen.add(team)
        team = teams[team].parent_id
    return None
