"""The one place that says who may do what with which record: refused when nothing says yes."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from leadline.access.models import Membership, Reach, Team, User
from leadline.access.roles import EVERYTHING, ORDINARY, SEE, reserved_actions
from leadline.core.actions import Action, check_with
from leadline.core.actor import Actor, ActorKind
from leadline.core.batch import Batch
from leadline.core.errors import Refused
from leadline.core.remembered import remembered

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Allowed:
    """Yes."""

    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True)
class Denied:
    """No, with a sentence that says what to do."""

    sentence: str

    def __bool__(self) -> bool:
        return False


Answer = Allowed | Denied


@dataclass(frozen=True)
class Sight:
    """Whose records a person sees: everyone's, or their own and those of teams.

    teams: None without a team's reach; with it what belongs to nobody is seen, too.
    """

    user_id: int
    everything: bool = False
    teams: frozenset[int] | None = None

    @property
    def condition(self) -> Q:
        """On owner and team of the rows that are seen."""
        if self.everything:
            return Q()
        seen = Q(owner_id=self.user_id)
        if self.teams is not None:
            seen |= Q(team_id__in=self.teams) | Q(team_id=None, owner_id=None)
        return seen


_open_to: dict[ActorKind, set[str]] = defaultdict(set)


def let(kind: ActorKind, *actions: str) -> None:
    """Lets customers or machines do these actions, or every person with what is their own.

    For customers and machines, the page or the token has settled for which record.
    Called by the app that declares the actions, when it is ready.
    """
    _open_to[kind].update(actions)


@dataclass(frozen=True)
class Rights:
    """What one person may do, as plain values: decided in memory for any number of records.

    grants: per action (or word of `roles`) the reaches given, each with the teams that it covers.
    """

    user_id: int
    grants: Mapping[str, Mapping[Reach, frozenset[int]]] = field(default_factory=dict)

    def answer(self, action: str, record: object | None = None) -> Answer:
        """May this person do the action with the record, or at all where there is no record?"""
        reaches = self._reaches(action)
        if not reaches:
            return Denied(_("Your role does not include this. Ask an administrator for it."))
        if record is None or any(self._covers(reach, reaches[reach], record) for reach in reaches):
            return Allowed()
        return Denied(_("This belongs to someone else. Ask its owner or their manager to do it."))

    def sight(self) -> Sight | None:
        """What this person sees; None means no row at all."""
        reaches = self._reaches(SEE)
        if not reaches:
            return None
        return Sight(self.user_id, Reach.ALL in reaches, reaches.get(Reach.TEAM))

    def sees(self, record: object) -> bool:
        """May this person look at the record? The same as `visible` says of its row."""
        return bool(self.answer(SEE, record))

    def visible(self) -> Q | None:
        """The condition on owner and team that visible rows meet; None means no row at all."""
        sight = self.sight()
        return None if sight is None else sight.condition

    def _reaches(self, action: str) -> Mapping[Reach, frozenset[int]]:
        words = [action]
        if action != SEE:
            words.append(EVERYTHING)
            if action not in reserved_actions():
                words.append(ORDINARY)
        merged: dict[Reach, frozenset[int]] = {}
        for word in words:
            for reach, teams in self.grants.get(word, {}).items():
                merged[reach] = merged.get(reach, frozenset()) | teams
        if self.grants and action in _open_to[ActorKind.PERSON]:
            merged.setdefault(Reach.OWN, frozenset())
        return merged

    def _covers(self, reach: Reach, teams: frozenset[int], record: object) -> bool:
        owner_id: int | None = getattr(record, "owner_id", None)
        team_id: int | None = getattr(record, "team_id", None)
        if reach == Reach.ALL or owner_id == self.user_id:
            return True
        nobodys = owner_id is None and team_id is None
        return reach == Reach.TEAM and (nobodys or team_id in teams)


def may(actor: Actor, action: str, record: object | None = None) -> Answer:
    """May the actor do the action with this record (anything with owner_id and team_id)?

    Automation may do everything: what a playbook does was permitted when it was published.
    """
    if actor.kind == ActorKind.AUTOMATION:
        return Allowed()
    if actor.kind == ActorKind.PERSON and actor.user_id is not None:
        return rights_of(actor.user_id).answer(action, record)
    if action in _open_to[actor.kind]:
        return Allowed()
    return Denied(_("This cannot be done from outside."))


def rights_of(user_id: int) -> Rights:
    """The rights of a person, in two queries; none for one who was switched off."""
    return remembered(_rights_of, user_id)


def _rights_of(user_id: int) -> Rights:
    return rights_of_people([user_id])[user_id]


def rights_of_people(user_ids: Collection[int]) -> dict[int, Rights]:
    """The rights of each person by id, in two queries; none for those who were switched off."""
    return _rights_by(user_ids, Membership.objects.all())


def rights_to_see(user_ids: Collection[int]) -> dict[int, Rights]:
    """As `rights_of_people`, but only what they may see: of many people that is far less."""
    return _rights_by(user_ids, Membership.objects.filter(role__permissions__action=SEE))


def _rights_by(user_ids: Collection[int], memberships: QuerySet[Membership]) -> dict[int, Rights]:
    rows = memberships.filter(user__in=user_ids, user__is_active=True).values_list(
        "user_id", "team_id", "role__permissions__action", "role__permissions__reach"
    )
    below = remembered(teams_below) if rows else {}
    grants: dict[int, dict[str, dict[Reach, frozenset[int]]]] = {
        user_id: defaultdict(dict) for user_id in user_ids
    }
    for user_id, team_id, action, reach in rows:
        if action is not None:
            given = grants[user_id][action]
            given[Reach(reach)] = given.get(Reach(reach), frozenset()) | below[team_id]
    return {user_id: Rights(user_id, grants[user_id]) for user_id in user_ids}


def visible(user: User | Any, rows: QuerySet[Row]) -> QuerySet[Row]:
    """Those of the rows (with columns owner and team) that the signed-in person may see."""
    if not user.is_authenticated:
        return rows.none()
    condition = rights_of(user.pk).visible()
    return rows.none() if condition is None else rows.filter(condition)


_rights_in: WeakKeyDictionary[Batch, Rights] = WeakKeyDictionary()


def check_permission(
    asked: Action[Any, Any, Any],
    batch: Batch,
    subject: object | None,
    given: Mapping[str, Any],
) -> None:
    """The check in every action's door; a person's rights are read once per batch."""
    actor = batch.actor
    if actor.kind == ActorKind.PERSON and actor.user_id is not None:
        if batch not in _rights_in:
            _rights_in[batch] = rights_of(actor.user_id)
        answer = _rights_in[batch].answer(asked.name, subject)
    else:
        answer = may(actor, asked.name, subject)
    if isinstance(answer, Denied):
        raise Refused(answer.sentence)


def teams_below() -> dict[int, frozenset[int]]:
    """Per team the ids of itself and of every team under it."""
    parents = dict(Team.objects.values_list("id", "parent_id"))
    below: dict[int, set[int]] = {team: {team} for team in parents}
    for team in parents:
        above = parents[team]
        while above is not None and team not in below[above]:
            below[above].add(team)
            above = parents[above]
    return {team: frozenset(ids) for team, ids in below.items()}


check_with("permission", check_permission)
