"""Points that fade by half-lives, kept forward: nothing is worked out anew because a day passed.

Cormode, Shkapenyuk, Srivastava and Xu, "Forward decay" (ICDE 2009): a sum holds Σ p·2^((t−T0)/h);
its value at a moment is that times 2^(−(moment−T0)/h). Every half-life has a sum of its own. T0
moves on by 512 half-lives at a time, long before a sum could overflow.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from math import floor
from typing import Any

ORIGIN = datetime(2000, 1, 1, tzinfo=UTC)
SPAN = 512  # half-lives from one T0 to the next
MINUTE = timedelta(minutes=1)
MOST = 1000.0  # half-lives beyond which a float holds nothing more


@dataclass(frozen=True)
class Sum:
    """Points of one half-life (in minutes) as of T0 = ORIGIN + epoch · SPAN half-lives."""

    half_life: int
    epoch: int = 0
    amount: float = 0.0

    def plus(self, points: int, at: datetime) -> "Sum":
        """With points given at a moment; the order in which they are told does not matter."""
        epoch = epoch_of(self.half_life, at)
        if not self.amount or epoch > self.epoch:
            moved = self.amount * _power(-SPAN * (epoch - self.epoch)) if self.amount else 0.0
            return replace(self, epoch=epoch, amount=moved).plus_here(points, at)
        return self.plus_here(points, at)

    def plus_here(self, points: int, at: datetime) -> "Sum":
        gained = points * _power(_lives(self.half_life, self.epoch, at))
        return replace(self, amount=self.amount + gained)

    def value(self, moment: datetime) -> float:
        return self.amount * weight(self.half_life, self.epoch, moment)


@dataclass(frozen=True)
class Engagement:
    """What somebody's doings are worth. lasting: points that do not fade. sums: by half-life."""

    lasting: int = 0
    sums: Mapping[int, Sum] = field(default_factory=dict)

    def plus(self, points: int, half_life: int, at: datetime) -> "Engagement":
        """half_life: in minutes, 0 for points that stay."""
        if not half_life:
            return replace(self, lasting=self.lasting + points)
        before = self.sums.get(half_life) or Sum(half_life)
        return replace(self, sums={**self.sums, half_life: before.plus(points, at)})

    def value(self, moment: datetime) -> float:
        total: float = self.lasting
        for one in self.sums.values():
            total += one.value(moment)
        return total

    @property
    def fades(self) -> bool:
        return any(one.amount for one in self.sums.values())


def engagement_of(lasting: int, sums: Iterable[Any]) -> Engagement:
    """From rows that have a half-life, an epoch and an amount."""
    found = (Sum(one.half_life, one.epoch, one.amount) for one in sums)
    return Engagement(lasting, {one.half_life: one for one in found})


def epoch_of(half_life: int, at: datetime) -> int:
    """Which T0 is meant at a moment."""
    return floor((at - ORIGIN) / (half_life * SPAN * MINUTE))


def weight(half_life: int, epoch: int, moment: datetime) -> float:
    """What one point as of T0 is worth at a moment."""
    return _power(-_lives(half_life, epoch, moment))


def _lives(half_life: int, epoch: int, moment: datetime) -> float:
    """Half-lives from T0 to a moment."""
    return (moment - ORIGIN) / (half_life * MINUTE) - epoch * SPAN


def _power(lives: float) -> float:
    return 0.0 if lives < -MOST else float(2.0 ** min(lives, MOST))
