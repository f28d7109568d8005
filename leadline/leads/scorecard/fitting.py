"""Learns a logistic scorecard, and says by cross-validation how well it tells.

Each column is cut into groups, each group weighs what its evidence says, and a logistic regression
(iteratively reweighted least squares, a small ridge) weighs the columns against each other. Groups
and weights are learned anew in each fold, so no lead is judged by what it taught.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev

import numpy as np
from numpy.typing import NDArray

from leadline.core.pausing import Pausing, in_one_go
from leadline.leads.score.measures import Group, auc, deciles
from leadline.leads.scorecard.binning import Binning, cut, evidence
from leadline.leads.scorecard.table import Table

FOLDS, SEED = 5, 42
RIDGE = 1.0
CLOSE, MOST_STEPS = 1e-7, 50
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Part:
    """One column of a scorecard: how it is cut, and what each group adds to the log of odds."""

    column: str
    binning: Binning
    adds: dict[str, float]


@dataclass(frozen=True)
class Card:
    """base: the logarithm of odds of a lead of which nothing speaks."""

    base: float
    parts: tuple[Part, ...]

    def odds(self, table: Table) -> list[float]:
        """Per lead the logarithm of its odds; a value that was never seen adds nothing."""
        totals = [self.base] * len(table.won)
        for part in self.parts:
            for i, text in enumerate(table.columns[part.column]):
                totals[i] += part.adds.get(part.binning.group(text), 0.0)
        return totals


@dataclass(frozen=True)
class Fit:
    """auc, spread: mean and standard deviation over the folds. groups: the deciles of leads that
    were judged by the other folds, with how many should have been won."""

    card: Card
    auc: float
    spread: float
    groups: Sequence[Group]


def fit(table: Table, folds: int = FOLDS) -> Fit:
    """Raises ValueError where there are too few leads of either end to learn from."""
    return in_one_go(fitting(table, folds))


def fitting(table: Table, folds: int = FOLDS) -> Pausing[Fit]:
    """As `fit`, with a pause after each column of each fold."""
    if min(sum(table.won), len(table.won) - sum(table.won)) < folds * 10 or not table.columns:
        raise ValueError("too few")
    fold = _folds(table.won, folds)
    odds, found = [0.0] * len(table.won), []
    for number in range(folds):
        held = [i for i, one in enumerate(fold) if one == number]
        card = yield from learning(_rows(table, [i for i, one in enumerate(fold) if one != number]))
        judged = card.odds(_rows(table, held))
        for i, value in zip(held, judged, strict=True):
            odds[i] = value
        found.append(auc(judged, [table.won[i] for i in held]) or 0.0)
    chances = [1 / (1 + float(np.exp(-one))) for one in odds]
    groups = deciles(odds, table.won, chances)
    card = yield from learning(table)
    return Fit(card, fmean(found), pstdev(found), groups)


def learning(table: Table) -> Pausing[Card]:
    """A scorecard from all leads of the table, with a pause after each column."""
    names = list(table.columns)
    binnings, weights = [], []
    matrix = np.ones((len(table.won), len(names) + 1))
    for number, name in enumerate(names, 1):
        binning = cut(table.columns[name])
        groups = [binning.group(text) for text in table.columns[name]]
        woe = evidence(groups, table.won).woe
        binnings.append(binning)
        weights.append(woe)
        matrix[:, number] = [woe[group] for group in groups]
        yield
    found = _logistic(matrix, np.array(table.won, dtype=float))
    parts = (
        Part(name, binning, {group: float(factor * one) for group, one in woe.items()})
        for name, binning, woe, factor in zip(names, binnings, weights, found[1:], strict=True)
    )
    return Card(float(found[0]), tuple(parts))


def _logistic(matrix: Numbers, won: Numbers) -> Numbers:
    """The coefficients, the first that of the constant."""
    found = np.zeros(matrix.shape[1])
    ridge = np.eye(matrix.shape[1]) * RIDGE
    ridge[0, 0] = 0
    for _step in range(MOST_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(matrix @ found, -35, 35)))
        slope = matrix.T @ (won - chance) - ridge @ found
        bend = (matrix * (chance * (1 - chance))[:, None]).T @ matrix + ridge
        step = np.linalg.solve(bend, slope)
        found = found + step
        if float(np.abs(step).max()) < CLOSE:
            break
    return found


def _folds(won: Sequence[bool], folds: int) -> list[int]:
    """Which fold each lead is in: as many of either end in each."""
    dealer, fold = random.Random(SEED), [0] * len(won)  # noqa: S311 - no secret, and the same again
    for end in (False, True):
        members = [i for i, one in enumerate(won) if one is end]
        dealer.shuffle(members)
        for number, i in enumerate(members):
            fold[i] = number % folds
    return fold


def _rows(table: Table, which: Sequence[int]) -> Table:
    columns = {name: [texts[i] for i in which] for name, texts in table.columns.items()}
    return Table(columns, [table.won[i] for i in which], {}, {})
