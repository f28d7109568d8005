"""Whether a person sees one record, what they may do with it, and by which role in which team."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from leadline.access.models import Membership, Reach, User
from leadline.access.policy import teams_below
from leadline.access.reasons import Because, Right, name_of, subjects, widest_first
from leadline.access.roles import SEE


class Owned(Protocol):
    """A record, a letter, anything that belongs to somebody or to a team."""

    owner_id: int | None
    team_id: int | None


@dataclass(frozen=True)
class Sighting:
    """sees: every reason why they see it; none means that they do not. rights: what else they may
    do with it. beyond: roles that see records, but not this one."""

    sees: Sequence[Because]
    rights: Sequence[Right]
    beyond: Sequence[Because]


def sighting(person: User, record: Owned) -> Sighting:
    """Two queries. The same answer as `policy.visible`, with its reasons."""
    covering: dict[str, list[Because]] = defaultdict(list)
    beyond = []
    for action, team_ids, because in _granted(person):
        if _covers(because.reach, team_ids, person, record):
            covering[action].append(because)
        elif action == SEE:
            beyond.append(because)
    rights = [
        Right(about, name_of(about), widest_first(covering[about]))
        for about in subjects()
        if about != SEE and about in covering
    ]
    return Sighting(widest_first(covering[SEE]), rights, widest_first(beyond))


def _granted(person: User) -> Iterator[tuple[str, frozenset[int], Because]]:
    """(action, ids of the team and those under it, the role that says yes); nothing when off."""
    below = teams_below()
    rows = Membership.objects.filter(user=person, user__is_active=True)
    for team_id, team, role, action, reach in rows.values_list(
        "team_id", "team__name", "role__name", "role__permissions__action",
        "role__permissions__reach",
    ):  # fmt: skip
        if action is not None:
            yield action, below[team_id], Because(role, team, Reach(reach))


def _covers(reach: Reach, team_ids: frozenset[int], person: User, record: Owned) -> bool:
    if reach == Reach.ALL or record.owner_id == person.pk:
        return True
    nobodys = record.owner_id is None and record.team_id is None
    return reach == Reach.TEAM and (nobodys or record.team_id in team_ids)
