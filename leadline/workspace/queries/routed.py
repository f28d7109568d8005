"""How a record came to somebody: the lines that were read, and who of the pool was what then."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leadline.access.models import User
from leadline.playbooks.explain.speaker import Speaker
from leadline.records.routing.turns import State
from leadline.workspace.reading import shown

STATES: Mapping[str, Promise | str] = {
    State.HERE: gettext_lazy("there"),
    State.AWAY: gettext_lazy("away"),
    State.OFF: gettext_lazy("not at work"),
    State.FULL: gettext_lazy("full"),
    State.OUT: gettext_lazy("takes none"),
    State.NOT: gettext_lazy("left out by the rule"),
}


@dataclass(frozen=True)
class Line:
    """A line of the route. text: its condition, "" for otherwise. whom: who stands in it."""

    text: str
    whom: str
    fits: bool
    place: str


@dataclass(frozen=True)
class Part:
    """One of the pool, as they were. owed: turns due less turns had, with this one's share."""

    name: str
    state: str
    weight: int
    turns: int
    owed: str
    got: bool


@dataclass(frozen=True)
class Routed:
    """sentence: what decided, in one. values: (field, value) that the lines asked about."""

    sentence: str
    lines: Sequence[Line]
    values: Sequence[tuple[str, str]]
    pool: str
    parts: Sequence[Part]


def names_in(whys: Iterable[Any]) -> Mapping[int, str]:
    """The names of all who stand in these decision records; one query, none without a pool."""
    routes = [why["route"] for why in whys if isinstance(why, dict) and "route" in why]
    ids = {int(part[0]) for route in routes for part in route.get("members", ())}
    ids |= {int(route["got"]) for route in routes if "got" in route}
    users = User.objects.filter(pk__in=ids) if ids else ()
    return {user.pk: str(user) for user in users}


def routed_of(
    route: Any, names: Mapping[int, str], speaker: Speaker | None = None
) -> Routed | None:
    """The decision record in words; None where there is none. Who is gone is a dash."""
    if not isinstance(route, dict):
        return None
    parts = [_part(part, route.get("got"), names) for part in route.get("members", ())]
    return Routed(
        _sentence(route, names, parts, speaker),
        [_line(line, speaker) for line in route.get("tried", ())],
        [(shown(name, speaker), shown(value or None, speaker))
         for name, value in route.get("values", {}).items()],
        shown(route.get("pool", ""), speaker),
        parts,
    )  # fmt: skip


def _line(line: Sequence[Any], speaker: Speaker | None) -> Line:
    place, text, whom, fits = line
    return Line(text, whom, bool(fits), place)


def _part(part: Sequence[Any], got: object, names: Mapping[int, str]) -> Part:
    user, state, weight, turns, owed = part
    return Part(
        name=names.get(user, "–"),
        state=str(STATES.get(state, state)),
        weight=weight,
        turns=turns,
        owed=number_format(round(owed / 1000, 2), 2),
        got=user == got,
    )


def _sentence(
    route: Mapping[str, Any], names: Mapping[int, str], parts: Sequence[Part],
    speaker: Speaker | None,
) -> str:  # fmt: skip
    got = names.get(int(route.get("got", 0)), "–")
    pool = shown(route.get("pool", ""), speaker)
    if route.get("queue") and "got" not in route:
        told = {"queue": shown(route["queue"], speaker), "pool": pool}
        if parts:
            return _("Nobody of “%(pool)s” could take it: “%(queue)s”.") % told
        return _("For the queue “%(queue)s”, where somebody takes it.") % told
    if "got" not in route:
        return _("Nobody could take it.")
    told = {"name": got, "pool": pool}
    if any(part.got for part in parts):
        return _("Next in turn in “%(pool)s”: %(name)s.") % told
    return _("Meant by name: %(name)s.") % told
