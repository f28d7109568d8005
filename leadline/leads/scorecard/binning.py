"""A column's values in few groups, and how much each group speaks for a lead or against it.

Weight of evidence and information value as in Siddiqi, "Credit Risk Scorecards" (2006).
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from leadline.leads.scorecard.table import numbers_in

MOST = 10  # groups of numbers
LEAST = 0.01  # of all leads: rarer values are one group
REST = "*"
PRIOR = 0.5  # leads that each group is given of either kind, so that none is certain


@dataclass(frozen=True)
class Binning:
    """How a column is cut. edges: of numbers, where groups begin; values: those with a group."""

    edges: tuple[float, ...] = ()
    values: frozenset[str] = frozenset()

    def group(self, text: str) -> str:
        """The group of one value: "" for blank, a number for numbers, else the value or "*"."""
        if not text:
            return ""
        if self.edges:
            try:
                return str(bisect_right(self.edges, float(text)))
            except ValueError:
                return ""
        return text if text in self.values else REST


@dataclass(frozen=True)
class Evidence:
    """woe: by group, the logarithm of how much it raises the odds. iv: what the column tells."""

    woe: dict[str, float]
    iv: float


def cut(texts: Sequence[str]) -> Binning:
    """Numbers into ten groups of about the same size, texts by their value."""
    numbers = numbers_in(texts)
    if numbers is not None and len(set(numbers)) > MOST:
        numbers.sort()
        edges = {numbers[len(numbers) * part // MOST] for part in range(1, MOST)}
        second = numbers[bisect_right(numbers, numbers[0])]  # a crowd at the low end stands alone
        return Binning(edges=tuple(sorted({max(edge, second) for edge in edges})))
    counted = Counter(text for text in texts if text)
    least = LEAST * len(texts)
    return Binning(values=frozenset(text for text, n in counted.items() if n >= least))


def evidence(groups: Sequence[str], won: Sequence[bool]) -> Evidence:
    """How the groups of a column speak."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for group, yes in zip(groups, won, strict=True):
        counts[group][int(yes)] += 1
    all_won = sum(won)
    all_lost = len(won) - all_won
    woe, iv = {}, 0.0
    for group, (lost, gained) in counts.items():
        woe[group] = log((gained + PRIOR) / (all_won + PRIOR)) - log(
            (lost + PRIOR) / (all_lost + PRIOR)
        )
        iv += (gained / max(all_won, 1) - lost / max(all_lost, 1)) * woe[group]
    return Evidence(woe, iv)
