"""Whose turn it is in a weighted pool, as a pure decision: exact shares, nobody ahead by a turn.

The rule is Tijdeman's for the chairman assignment problem (1980): of those to whom enough is due,
the one whose share would first be missed by too much. What it guarantees, and what it does not,
stands in docs/algorithms/routing.md.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import lcm

UNIT = 10**9  # one turn


class State(StrEnum):
    """Why somebody has a part in this turn, or none."""

    HERE = "here"
    AWAY = "away"  # on leave
    OFF = "off"  # outside working time, or a holiday
    FULL = "full"  # carries as many open records as they can
    OUT = "out"  # weight 0
    NOT = "not"  # the rule says: not to them


@dataclass(frozen=True)
class Member:
    """One of a pool before a turn. credit: due less got, in billionths of a turn."""

    id: int
    weight: int
    credit: int
    state: State


@dataclass(frozen=True)
class Outcome:
    """Who gets the turn, and what of it was due to each who has a part, by id."""

    chosen: int
    due: Mapping[int, int]


def next_turn(members: Sequence[Member]) -> Outcome | None:
    """The turn of these members; None when nobody can have it."""
    taking = parts(members)
    if not taking:
        return None
    due = dict(zip((one.id for one in taking), shares([m.weight for m in taking]), strict=True))
    return Outcome(_first(taking, due), due)


def parts(members: Iterable[Member]) -> list[Member]:
    """Who has a part: whoever works now; while nobody does, those who will again."""
    able = [one for one in members if one.state in (State.HERE, State.OFF)]
    return [one for one in able if one.state is State.HERE] or able


def shares(weights: Sequence[int]) -> list[int]:
    """One turn divided by weight, in billionths that sum to a whole one."""
    whole = sum(weights)
    found = [UNIT * weight // whole for weight in weights]
    rests = sorted(range(len(weights)), key=lambda i: (-(UNIT * weights[i] % whole), i))
    for index in rests[: UNIT - sum(found)]:
        found[index] += 1
    return found


def _first(taking: Sequence[Member], due: Mapping[int, int]) -> int:
    """Earliest deadline of those who may; before equal deadlines whoever joined first (id)."""
    count = 2 * len(taking) - 2
    if not count:
        return taking[0].id
    common = lcm(*(one.weight for one in taking))
    late = UNIT * (count - 1)
    owed = {one.id: one.credit + due[one.id] for one in taking}
    may = [one for one in taking if owed[one.id] * count >= UNIT]
    if not may:  # people came and went: most is due to whoever has the most credit
        return min(taking, key=lambda one: (-owed[one.id], one.id)).id
    return min(may, key=lambda m: ((late - owed[m.id] * count) * (common // m.weight), m.id)).id
