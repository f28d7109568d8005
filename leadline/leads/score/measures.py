"""How well a score tells who will be won: area under the curve, lift, calibration, deciles."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True)
class Group:
    """Leads of about the same score, the highest first. expected: how many should be won, if told.

    lift: how much more often they are won than leads at large.
    """

    low: float
    high: float
    leads: int
    won: int
    lift: float
    expected: float | None = None

    @property
    def rate(self) -> float:
        return self.won / self.leads


@dataclass(frozen=True)
class AtLeast:
    """Those who reach a line: how many, how many of them were won, of all that were."""

    line: float
    leads: int
    won: int
    all_won: int

    @property
    def precision(self) -> float:
        return self.won / self.leads if self.leads else 0.0

    @property
    def recall(self) -> float:
        return self.won / self.all_won if self.all_won else 0.0


def auc(scores: Sequence[float], won: Sequence[bool]) -> float | None:
    """How often somebody who was won scored higher than somebody who was not; a tie is half.

    None where all were won, or nobody. Mann and Whitney's U, by ranks.
    """
    ordered = sorted(range(len(scores)), key=scores.__getitem__)
    rank_sum, seen = 0.0, 0
    for _score, tied in groupby(ordered, key=scores.__getitem__):
        group = list(tied)
        rank_sum += sum(won[i] for i in group) * (seen + (len(group) + 1) / 2)
        seen += len(group)
    yes = sum(won)
    no = len(won) - yes
    return (rank_sum - yes * (yes + 1) / 2) / (yes * no) if yes and no else None


def deciles(
    scores: Sequence[float],
    won: Sequence[bool],
    chances: Sequence[float] | None = None,
    parts: int = 10,
) -> list[Group]:
    """Ten groups of about the same size, the best first; those of one score stay together.

    chances: how likely each was said to be won.
    """
    ordered = sorted(range(len(scores)), key=lambda i: -scores[i])
    overall = sum(won) / len(won) if won else 0.0
    found = []
    for members in _cut(ordered, scores, parts):
        yes = sum(won[i] for i in members)
        expected = sum(chances[i] for i in members) if chances is not None else None
        lift = yes / len(members) / overall if overall else 0.0
        ends = scores[members[-1]], scores[members[0]]
        found.append(Group(*ends, len(members), yes, lift, expected))
    return found


def at_least(scores: Sequence[float], won: Sequence[bool], line: float) -> AtLeast:
    reached = [yes for score, yes in zip(scores, won, strict=True) if score >= line]
    return AtLeast(line, len(reached), sum(reached), sum(won))


def _cut(ordered: list[int], scores: Sequence[float], parts: int) -> Iterator[list[int]]:
    """Into groups of which each reaches the next tenth of all."""
    taken, group = 0, list[int]()
    for _score, tied in groupby(ordered, key=scores.__getitem__):
        group += tied
        next_tenth = taken * parts // len(ordered) + 1
        if (taken + len(group)) * parts >= next_tenth * len(ordered):
            yield group
            taken, group = taken + len(group), []
    if group:
        yield group
