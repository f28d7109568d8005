"""What one lead adds to the roll-ups: cells with numbers, taken back by the same rule; pure."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from leadline.reports.facts import Facts
from leadline.reports.statuses import ALL, INQUIRY, MAIN, PLACE, RAW
from leadline.reports.times import bucket_of

WHOLE, SOURCE, CAMPAIGN, ATTEMPTS = "", "source", "campaign", "attempts"
DIMENSIONS = (WHOLE, SOURCE, CAMPAIGN, ATTEMPTS)
FROM_RAW, WON, REJECTED, UNTOUCHED = "from Raw", "won", "rejected", "none"


class Cell(NamedTuple):
    """owner, team: ids, 0 for none. key: of the dimension, "" for the whole.

    what: a status (reached), "entered:S", "won", "rejected:R", "move:A>B", "time:A>B:3" …
    """

    funnel: str
    month: str
    dimension: str
    key: str
    owner: int
    team: int
    what: str


def cells_of(facts: Facts) -> Counter[Cell]:
    """Every cell that this lead is in, with what it adds there."""
    found: Counter[Cell] = Counter()
    keys = {SOURCE: str(facts.source), CAMPAIGN: facts.campaign, ATTEMPTS: str(facts.attempts)}
    whose = (facts.owner, facts.team)
    for what in _of_all(facts):
        for dimension in DIMENSIONS:
            key = keys.get(dimension, "")
            found[Cell(facts.funnel, facts.month, dimension, key, *whose, what)] += 1
    for what, number in _of_whole(facts):
        found[Cell(facts.funnel, facts.month, WHOLE, "", *whose, what)] += number
    for way, currency, source, campaign, amount in facts.credits:
        for dimension, key in ((SOURCE, str(source)), (CAMPAIGN, campaign)):
            cell = Cell(facts.funnel, facts.won_month, dimension, key, *whose, f"{way}:{currency}")
            found[cell] += amount
    return found


def _of_all(facts: Facts) -> Iterator[str]:
    """What is counted by every dimension."""
    was_raw = facts.entered & 1
    yield from (
        status
        for status in MAIN
        if PLACE[status] <= facts.reached and (status != RAW or was_raw)
    )
    if was_raw and facts.reached >= PLACE[INQUIRY]:
        yield FROM_RAW
    yield from (f"entered:{one}" for one in ALL if facts.entered & (1 << PLACE[one]))
    if facts.won:
        yield WON
    if facts.rejected is not None:
        yield REJECTED
        yield f"{REJECTED}:{facts.rejected}"


def _of_whole(facts: Facts) -> Iterator[tuple[str, int]]:
    yield from ((f"move:{pair}", 1) for pair in facts.moves)
    yield from ((f"time:{pair}:{bucket_of(seconds)}", 1) for pair, seconds in facts.times)
    yield from ((f"unusual:{kind}", 1) for kind in facts.unusual)
    yield from ((f"won:{currency}", amount) for currency, amount in facts.won)
    yield from ((f"open:{currency}", amount) for currency, amount in facts.open)
    if facts.speed is None:
        yield f"speed:{UNTOUCHED}", 1
    elif facts.speed >= 0:
        yield f"speed:{bucket_of(facts.speed)}", 1
