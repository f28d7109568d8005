"""What one lead adds to the roll-ups: cells with numbers, taken back by the same rule; pure."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from leadline.reports.facts import Facts
from leadline.reports.statuses import ALL, INQUIRY, MAIN, PLACE, RAW
from leadline.reports.times import bucket_of

WHOLE, SOURCE, CAMPAIGN, ATTEMPTS = "", "source", "campaign", "attempts"
DIMENSIONS = (WHOLE, SOURCE, CAMPAIGN, ATTEMPTS)
REACHED, ENTERED, FROM_RAW, WON, REJECTED = "reached", "entered", "from Raw", "won", "rejected"
MOVE, TIME, UNUSUAL, SPEED = "move", "time", "unusual", "speed"
REVENUE, PIPELINE, CYCLE = "revenue", "pipeline", "cycle"
MOST_CYCLES = 9  # those that have been through more often are counted with these
UNTOUCHED = "none"  # the speed of a lead that nobody has tried to reach


class Cell(NamedTuple):
    """owner, team: ids, 0 for none. key: of the dimension, "" for the whole.

    measure, what: "reached" a status, "rejected" for a reason, "time" as "MQL>SQL:14" with the
    bucket, "revenue" in a currency, "linear" (or another way of crediting) in a currency …
    is_of_all: everybody's leads together, for those who see all of them; the others are by owner.
    """

    funnel: str
    month: str
    dimension: str
    key: str
    owner: int
    team: int
    measure: str
    what: str
    is_of_all: bool = False


def cells_of(facts: Facts) -> Counter[Cell]:
    """Every cell that this lead is in, with what it adds there."""
    own = _own_cells(facts)
    for cell, number in list(own.items()):
        own[cell._replace(owner=0, team=0, is_of_all=True)] += number
    return own


def _own_cells(facts: Facts) -> Counter[Cell]:
    found: Counter[Cell] = Counter()
    keys = {SOURCE: str(facts.source), CAMPAIGN: facts.campaign, ATTEMPTS: str(facts.attempts)}
    whose = (facts.owner, facts.team)
    for measure, what in _of_all(facts):
        for dimension in DIMENSIONS:
            key = keys.get(dimension, "")
            found[Cell(facts.funnel, facts.month, dimension, key, *whose, measure, what)] += 1
    for measure, what, number in _of_whole(facts):
        found[Cell(facts.funnel, facts.month, WHOLE, "", *whose, measure, what)] += number
    for way, currency, source, campaign, amount in facts.credits:
        for dimension, key in ((SOURCE, str(source)), (CAMPAIGN, campaign)):
            cell = Cell(facts.funnel, facts.won_month, dimension, key, *whose, way, currency)
            found[cell] += amount
    return found


def _of_all(facts: Facts) -> Iterator[tuple[str, str]]:
    """What is counted by every dimension."""
    was_raw = facts.entered & 1
    for status in MAIN:
        if PLACE[status] <= facts.reached and (status != RAW or was_raw):
            yield REACHED, status
    if was_raw and facts.reached >= PLACE[INQUIRY]:
        yield FROM_RAW, ""
    yield from ((ENTERED, one) for one in ALL if facts.entered & (1 << PLACE[one]))
    if facts.won:
        yield WON, ""
    if facts.rejected is not None:
        yield REJECTED, facts.rejected


def _of_whole(facts: Facts) -> Iterator[tuple[str, str, int]]:
    yield from ((MOVE, pair, 1) for pair in facts.moves)
    yield from ((TIME, f"{pair}:{bucket_of(seconds)}", 1) for pair, seconds in facts.times)
    yield from ((UNUSUAL, kind, 1) for kind in facts.unusual)
    yield from ((REVENUE, currency, amount) for currency, amount in facts.won)
    yield from ((PIPELINE, currency, amount) for currency, amount in facts.open)
    if facts.cycle > 1:  # the first is what is left of the whole
        yield CYCLE, str(min(facts.cycle, MOST_CYCLES)), 1
    if facts.speed is None:
        yield SPEED, UNTOUCHED, 1
    elif facts.speed >= 0:
        yield SPEED, str(bucket_of(facts.speed)), 1
