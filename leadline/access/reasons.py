"""What a person may see and do, and by which role in which team; the matrix of all roles."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from leadline.access.models import Membership, Permission, Reach, Role, User
from leadline.access.roles import EVERYTHING, ORDINARY, SEE, reserved_actions
from leadline.core.actions import declared_actions

WIDTH = {Reach.OWN: 0, Reach.TEAM: 1, Reach.ALL: 2}


@dataclass(frozen=True)
class Because:
    """One role in one team that says yes; `by` is the word that it is said by, if another."""

    role: str
    team: str
    reach: Reach
    by: str = ""


@dataclass(frozen=True)
class Right:
    """What is asked about, in words, and every yes to it, the widest first; none means no."""

    about: str
    name: str
    because: Sequence[Because]

    @property
    def reach(self) -> str:
        return str(self.because[0].reach.label) if self.because else ""


@dataclass(frozen=True)
class Line:
    """A line of the matrix: what it is about, and each role with its reach, "" for no."""

    about: str
    name: str
    cells: Sequence[tuple[Role, str]]


@dataclass(frozen=True)
class Matrix:
    """Roles beside each other; words first, then what is reserved."""

    roles: Sequence[Role]
    lines: Sequence[Line]


def rights_explained(person: User) -> list[Right]:
    """Everything that is asked of a role, with why this person may; one query.

    Nothing for somebody who was switched off.
    """
    rows = Membership.objects.filter(user=person, user__is_active=True).select_related("team")
    granted: dict[str, list[Because]] = defaultdict(list)
    for team, role, action, reach in rows.values_list(
        "team__name", "role__name", "role__permissions__action", "role__permissions__reach"
    ):
        if action is not None:
            granted[action].append(Because(role, team, Reach(reach)))
    return [Right(about, name_of(about), _widest(about, granted)) for about in subjects()]


def matrix() -> Matrix:
    """All roles and all that is asked of them; two queries."""
    roles = list(Role.objects.order_by("pk"))
    granted = {
        (role, action): str(Reach(reach).label)
        for role, action, reach in Permission.objects.values_list("role", "action", "reach")
    }
    lines = [
        Line(
            about,
            name_of(about),
            [(role, granted.get((role.pk, about), "")) for role in roles],
        )
        for about in subjects()
    ]
    return Matrix(roles, lines)


def subjects() -> list[str]:
    """What a role can be asked for: the three words, then each reserved action by name."""
    return [SEE, ORDINARY, EVERYTHING, *sorted(reserved_actions())]


def name_of(about: str) -> str:
    """A word, or what an action does, in the reader's language."""
    words = {
        SEE: _("Sees leads, deals and what happened to them"),
        ORDINARY: _("Ordinary work: calls, tasks, answers, letters, trials, all that is not below"),
        EVERYTHING: _("Everything there is, and whatever comes with a later version"),
    }
    known = declared_actions().get(about)
    return words.get(about) or (_(known.promise).rstrip(".。") if known else about)


def widest_first(found: Sequence[Because]) -> list[Because]:
    return sorted(found, key=lambda one: -WIDTH[one.reach])


def _widest(about: str, granted: Mapping[str, Sequence[Because]]) -> list[Because]:
    words = [about] if about in (SEE, EVERYTHING) else [about, EVERYTHING]
    found = [
        Because(one.role, one.team, one.reach, "" if word == about else name_of(word))
        for word in words
        for one in granted.get(word, ())
    ]
    return widest_first(found)
