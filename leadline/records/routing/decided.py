"""The decision record of an assignment: what was read, who was in the pool as what, who got it.

It is kept small, as the `route` of the event's why, and it names people by number, so that nobody
needs to be erased from it:
{"who": text, "tried": [[place, text, fits]], "values": {field: text}, "pool": name,
 "members": [[id, state, weight, turns before, credit in thousandths]], "got": id, "by": text,
 "queue": name}
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from leadline.access.models import User
from leadline.records.routing.pools import Drawn
from leadline.records.routing.turns import UNIT

THOUSANDTH = UNIT // 1000


@dataclass(frozen=True)
class Tried:
    """One line of a route that was read. whom: who stands in it."""

    place: str
    text: str
    whom: str
    fits: bool


@dataclass
class Decided:
    """Whom a phrase meant for one record, and why; neither user nor queue: nobody.

    by: the phrase that found them, of the several that `who` may lead through. asked: somebody was
    looked for, so that a queue is where it waits for want of people. drawn: the turn that was
    taken, where it was somebody's turn.
    """

    who: str
    user: User | None = None
    queue: str = ""
    by: str = ""
    asked: bool = False
    tried: list[Tried] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    drawn: Drawn | None = None

    def json(self) -> dict[str, Any]:
        """For the event's why."""
        found: dict[str, Any] = {"who": self.who}
        if self.tried:
            found["tried"] = [[t.place, t.text, t.whom, t.fits] for t in self.tried]
        if self.values:
            found["values"] = self.values
        if self.drawn is not None:
            found |= {"pool": self.drawn.pool, "members": _members(self.drawn)}
        if self.user is not None:
            found["got"] = self.user.pk
            if self.by and self.by != self.who:
                found["by"] = self.by
        if self.queue:
            found["queue"] = self.queue
        return found


def _members(drawn: Drawn) -> list[list[Any]]:
    return [
        [one.id, one.state.value, one.weight, had, round(one.credit / THOUSANDTH)]
        for one, had in drawn.members
    ]


def turn_in(why: Any) -> tuple[str, int, Sequence[tuple[int, int, str]]] | None:
    """The pool, who got it and (id, weight, state) of all, of a why that tells of a turn."""
    route = why.get("route") if isinstance(why, Mapping) else None
    if not isinstance(route, Mapping) or "members" not in route or "got" not in route:
        return None
    members = [(int(m[0]), int(m[2]), str(m[1])) for m in route["members"]]
    return str(route["pool"]), int(route["got"]), members
