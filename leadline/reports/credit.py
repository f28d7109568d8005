"""Who is credited with a sale: first, last, linear, chosen; parts make the whole; pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from leadline.core.money import Money

FIRST, LAST, LINEAR, CHOSEN = "first", "last", "linear", "chosen"
WAYS = (FIRST, LAST, LINEAR, CHOSEN)


@dataclass(frozen=True)
class Touch:
    """Something of ours brought somebody in: a source (its id, 0 unknown) and a campaign."""

    at: datetime
    source: int
    campaign: str


def credits(
    amount: Money, touches: Sequence[Touch], chosen: tuple[int, str]
) -> dict[tuple[str, int, str], int]:
    """(way, source, campaign) → its part of the amount, in the smallest unit.

    touches: those before the sale, in any order; without one, all of it is the chosen one's.
    Linear parts differ by one unit at most, the earlier ones having more.
    """
    places = [(one.source, one.campaign) for one in sorted(touches, key=lambda one: one.at)]
    places = places or [chosen]
    found: Counter[tuple[str, int, str]] = Counter()
    found[FIRST, *places[0]] += amount.amount
    found[LAST, *places[-1]] += amount.amount
    found[CHOSEN, *chosen] += amount.amount
    for place, part in zip(places, amount.allocated([1] * len(places)), strict=True):
        found[LINEAR, *place] += part.amount
    return dict(found)
