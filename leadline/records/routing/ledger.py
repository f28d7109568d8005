"""The ledger of pools: what each was due, got and gave back, and what passed them by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from leadline.access.models import User
from leadline.playbooks.definition import Playbook
from leadline.playbooks.models import Published
from leadline.playbooks.versions import readable
from leadline.records.models import PoolDay, Turn
from leadline.records.routing.pools import members_of, open_records, roles_of
from leadline.records.routing.presence import capacities
from leadline.records.routing.turns import UNIT

SUMS = ("due", "got", "given_back", "away", "full", "off")


@dataclass(frozen=True)
class Share:
    """One person of a pool in a period. due: turns, exact; the others count turns.

    capacity: None for any number of open records; own_capacity: what was set for this pool.
    is_in: whether they are in the pool now.
    """

    user: User
    is_in: bool
    weight: int
    capacity: int | None
    own_capacity: int | None
    open: int | None
    due: float
    got: int
    given_back: int
    away: int
    full: int
    off: int


def pool_names() -> tuple[str, ...]:
    """Every pool that a playbook in force has, or somebody has had a turn in."""
    said = {
        name for playbook in playbooks_in_force() for name in playbook.settings.get("pools", {})
    }
    used = PoolDay.objects.order_by().values_list("pool", flat=True).distinct()
    return tuple(sorted({*said, *used}))


def playbooks_in_force() -> list[Playbook]:
    """The current version of each playbook, by name; what cannot be read is left out."""
    current = Published.objects.exclude(current=None).order_by("name")
    found = [readable(pk) for pk in current.values_list("current", flat=True) if pk]
    return [one for one in found if one is not None]


def pool_roles(name: str) -> tuple[str, ...]:
    """The roles whose people are in the pool, by the playbooks in force."""
    having = [p for p in playbooks_in_force() if name in p.settings.get("pools", {})]
    found = dict.fromkeys(role for playbook in having for role in roles_of(name, playbook))
    return tuple(found) or (name,)


def shares_of(pool: str, since: date, until: date) -> list[Share]:
    """Everybody who is in the pool or has had a part in it from `since` to `until`, by name."""
    members = members_of(pool_roles(pool))
    sums = _sums(pool, since, until)
    places = {turn.user_id: turn for turn in Turn.objects.filter(pool=pool)}
    users = {**User.objects.in_bulk(set(sums)), **members}
    limits = capacities(list(users))
    for pk, place in places.items():
        if pk in users and place.capacity is not None:
            limits[pk] = place.capacity
    carried = open_records(limits)
    found = [
        _share(user, pk in members, places.get(pk), limits.get(pk), carried, sums.get(pk, {}))
        for pk, user in users.items()
    ]
    return sorted(found, key=lambda one: (str(one.user).casefold(), one.user.pk))


def _sums(pool: str, since: date, until: date) -> dict[int, Mapping[str, int]]:
    rows = PoolDay.objects.filter(pool=pool, day_on__gte=since, day_on__lte=until).order_by()
    sums = rows.values_list("user").annotate(*(Sum(name) for name in SUMS))
    return {user: dict(zip(SUMS, counts, strict=True)) for user, *counts in sums}


def _share(
    user: User,
    is_in: bool,
    place: Turn | None,
    capacity: int | None,
    carried: Mapping[int, int],
    sums: Mapping[str, int],
) -> Share:
    counts = {name: sums.get(name, 0) for name in SUMS if name != "due"}
    return Share(
        user=user,
        is_in=is_in,
        weight=place.weight if place else 1,
        capacity=capacity,
        own_capacity=place.capacity if place else None,
        open=carried.get(user.pk, 0) if capacity is not None else None,
        due=sums.get("due", 0) / UNIT,
        **counts,
    )


def whole(shares: Sequence[Share]) -> int:
    """How many turns a pool has given in all, those given back taken off."""
    return sum(one.got - one.given_back for one in shares)
