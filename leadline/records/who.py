"""Finds the people whom a playbook names: by role, by pool, by relation to a record."""

from collections.abc import Sequence
from datetime import datetime

from leadline.access.models import Leave, Membership, Role, Team, User
from leadline.access.queries import people_of_team, people_with_role
from leadline.core.batch import Batch
from leadline.playbooks.definition import Who, WhoKind
from leadline.records.models import Record, Turn


def find(batch: Batch, record: Record, who: Who | None) -> User | None:
    """The person that `who` means for this record, or nobody.

    A role, pool or queue gives the member whose turn it is; a person on leave gets no turn, and
    their stand-in acts for them where they are meant by name.
    """
    found = _one(batch, record, who) if who is not None else None
    if found is None and who is not None and who.otherwise is not None:
        return find(batch, record, who.otherwise)
    return found


def _one(batch: Batch, record: Record, who: Who) -> User | None:
    match who.kind:
        case WhoKind.OWNER | WhoKind.SAME:
            return owner_of(batch, record)
        case WhoKind.SUPERVISOR:
            below = _one(batch, record, who.of) if who.of else owner_of(batch, record)
            return batch.once(manager_of, below.pk) if below else None
        case WhoKind.ROLE | WhoKind.POOL:
            return take_turn(batch, who.name)
        case _:
            return None


def owner_of(batch: Batch, record: Record) -> User | None:
    """Who has the record now, in this batch; owners are read once for all its records."""
    batch.of(record, _attach_owners)
    return record.owner


def _attach_owners(records: Sequence[Record]) -> Sequence[None]:
    lacking = [r for r in records if r.owner_id and not Record.owner.is_cached(r)]
    found = User.objects.in_bulk({r.owner_id for r in lacking})
    for record in lacking:
        record.owner = found[record.owner_id]
    return [None] * len(records)


def manager_of(user_id: int) -> User | None:
    """The person's manager, or the manager's stand-in while the manager is switched off."""
    manager = User.objects.filter(reports=user_id).select_related("stand_in").first()
    return manager if manager is None or manager.is_active else manager.stand_in


def take_turn(batch: Batch, pool: str) -> User | None:
    """The member of the role or team `pool` who has had the fewest turns and is there now.

    The pool is locked until the batch ends, so that two arrivals at once neither skip nor double a
    turn. None when nobody is there.
    """
    turns = batch.once(locked_turns, pool)
    away = batch.once(absent, batch.now)
    present = [user for user in batch.once(members, pool) if user.pk not in away]
    if not present:
        return None
    lowest = min((turn.taken for turn in turns.values()), default=0)
    for user in present:
        if user.pk not in turns:  # somebody new begins where the others stand, not at zero
            turns[user.pk] = batch.add(Turn(pool=pool, user=user, taken=lowest))
    chosen = min(present, key=lambda user: (turns[user.pk].taken, user.pk))
    batch.change(turns[chosen.pk], taken=turns[chosen.pk].taken + 1)
    least = min(turns[user.pk].taken for user in present)
    for user_id in away & turns.keys():  # who is away misses turns and does not catch up later
        if turns[user_id].taken < least:
            batch.change(turns[user_id], taken=least)
    return chosen


def locked_turns(pool: str) -> dict[int, Turn]:
    """The pool's turns by person, held under the lock of the role or team that is the pool."""
    list(Role.objects.select_for_update().filter(name=pool))
    list(Team.objects.select_for_update().filter(name=pool))
    return {turn.user_id: turn for turn in Turn.objects.filter(pool=pool)}


def members(pool: str) -> list[User]:
    """The active people who have the role, or belong to the team, of that name."""
    ids = [*people_with_role(pool), *people_of_team(pool)]
    return list(User.objects.filter(pk__in=ids).order_by("pk"))


def team_of(user_id: int) -> Team | None:
    """The team that a person belongs to: the one that they joined first."""
    first = Membership.objects.filter(user=user_id).select_related("team").order_by("pk").first()
    return first.team if first else None


def absent(now: datetime) -> set[int]:
    """Who is on leave at that moment."""
    away = Leave.objects.filter(from_at__lte=now, until_at__gt=now)
    return set(away.values_list("user_id", flat=True))
