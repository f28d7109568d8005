"""Whether a score still means what it meant: what earlier ends promise, beside what came later.

Platt, "Probabilistic outputs for support vector machines" (1999): a logistic curve of one variable,
with targets a little inside 0 and 1 so that few leads cannot promise certainty.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from math import exp, sqrt
from statistics import fmean, pstdev
from typing import TypeVar

from leadline.leads.score.measures import deciles

Label = TypeVar("Label", bound=Hashable)
Curve = Callable[[float], float]
STEPS, CLOSE, RIDGE = 50, 1e-9, 1e-6
SURE = 1.96  # standard deviations: chance alone goes beyond in 5 of 100 groups
LEAST = 5  # leads of a group that may surprise


@dataclass(frozen=True)
class Promise:
    """One group of later leads. expected: how many of them the earlier ones promised to be won.

    is_off: chance alone would hardly make so much of a difference.
    """

    leads: int
    won: int
    expected: float
    is_off: bool

    @property
    def rate(self) -> float:
        return self.won / self.leads

    @property
    def promised(self) -> float:
        return self.expected / self.leads


def curve(scores: Sequence[float], won: Sequence[bool]) -> Curve | None:
    """How likely a lead of some score is won, learned from these; None without both ends."""
    yes, no = sum(won), len(won) - sum(won)
    if not yes or not no:
        return None
    middle, spread = fmean(scores), pstdev(scores) or 1.0
    counted = Counter(zip(scores, won, strict=True))
    high, low = (yes + 1) / (yes + 2), 1 / (no + 2)
    points = [
        ((score - middle) / spread, number, high if one else low)
        for (score, one), number in counted.items()
    ]
    base, slope = _learned(points)
    return lambda score: _chance(base + slope * (score - middle) / spread)


def promises(
    earlier: Curve, scores: Sequence[float], won: Sequence[bool], labels: Sequence[Label]
) -> dict[Label, Promise]:
    """Later leads by their label."""
    found: dict[Label, list[int]] = {}
    for place, label in enumerate(labels):
        found.setdefault(label, []).append(place)
    chances = [earlier(score) for score in scores]
    return {
        label: _promise([chances[i] for i in places], sum(won[i] for i in places))
        for label, places in found.items()
    }


def ranges(scores: Sequence[float], parts: int) -> list[tuple[float, float]]:
    """Per score the group of about the same size that it is in: from, to."""
    groups = deciles(scores, [False] * len(scores), parts=parts) if scores else []
    return [
        next((one.low, one.high) for one in groups if one.low <= score <= one.high)
        for score in scores
    ]


def _promise(chances: Iterable[float], won: int) -> Promise:
    listed = list(chances)
    expected = sum(listed)
    spread = sqrt(sum(one * (1 - one) for one in listed))
    is_off = len(listed) >= LEAST and abs(won - expected) > SURE * spread
    return Promise(len(listed), won, expected, is_off)


def _learned(points: Sequence[tuple[float, int, float]]) -> tuple[float, float]:
    """Newton's method; points: where, how many, what is aimed at."""
    base = slope = 0.0
    for _step in range(STEPS):
        g0, g1, h00, h01, h11 = 0.0, -RIDGE * slope, RIDGE, 0.0, RIDGE
        for x, number, aim in points:
            chance = _chance(base + slope * x)
            error, weight = number * (aim - chance), number * chance * (1 - chance)
            g0, g1 = g0 + error, g1 + error * x
            h00, h01, h11 = h00 + weight, h01 + weight * x, h11 + weight * x * x
        under = h00 * h11 - h01 * h01 or RIDGE
        by0, by1 = (g0 * h11 - g1 * h01) / under, (g1 * h00 - g0 * h01) / under
        base, slope = base + by0, slope + by1
        if max(abs(by0), abs(by1)) < CLOSE:
            break
    return base, slope


def _chance(odds: float) -> float:
    return 1 / (1 + exp(-max(-35.0, min(odds, 35.0))))
