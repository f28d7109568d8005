"""The way of one lead through the statuses, read into what is counted of it; pure.

A funnel that counts entries miscounts whatever is unusual. Here each lead counts once: by the
farthest status it reached, with those before it taken as passed; docs/algorithms/funnel.md.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from leadline.reports.statuses import (
    DISQUALIFIED,
    INQUIRY,
    MAIN,
    MAQL,
    MQL,
    PLACE,
    RAW,
    RE_MARKET,
    SAL,
    SQL,
)

SKIPPED, BACK, RECYCLED, NEGATIVE = "skipped", "back", "recycled", "negative time"
AGAIN, BY_SALES, CONTACT, TWO_DEALS = "again", "by sales", "contact", "two deals"
UNUSUAL = (SKIPPED, BACK, RECYCLED, AGAIN, CONTACT, BY_SALES, TWO_DEALS, NEGATIVE)
OPENED = "opened"  # stands for a status in times that count from the lead's beginning


@dataclass(frozen=True)
class Stay:
    """One visit to a stage that stands for a status."""

    status: str
    entered_at: datetime
    cycle: int = 1
    mark: str = ""


@dataclass(frozen=True)
class Way:
    """What `way_of` found; the fields are as those of `facts.Facts`.

    rejected_to: the status it was sent back to last; "" where it was not.
    """

    reached: int
    entered: int
    moves: tuple[str, ...]
    times: tuple[tuple[str, int], ...]
    unusual: tuple[str, ...]
    rejected_to: str


def way_of(
    stays: Sequence[Stay], opened_at: datetime, known: frozenset[str], *, brought: bool
) -> Way | None:
    """None for a lead that never stood at a status.

    known: the statuses its process has: passing over others is nothing unusual. brought: it comes
    from another system, which does not say how it began or what lay between its places.
    """
    if not stays:
        return None
    pairs = [(a, b) for a, b in pairwise(stays) if a.status != b.status]
    entered = 0
    for stay in stays:
        entered |= 1 << PLACE[stay.status]
    main = [PLACE[stay.status] for stay in stays if stay.status in MAIN]
    times = list(_times(stays, opened_at))
    unusual = {
        SKIPPED: not brought and any(_skips(a, b, known) for a, b in pairs),
        BACK: any(_is_back(a, b) for a, b in pairs),
        RECYCLED: any(_is_recycled(a, b) for a, b in pairwise(stays)),
        BY_SALES: not brought and PLACE[SAL] <= PLACE[stays[0].status] <= PLACE[SQL],
        NEGATIVE: any(seconds < 0 for _pair, seconds in times),
    }
    sent_back = [b.status for a, b in pairs if _is_rejected(a, b)]
    return Way(
        reached=max(main, default=PLACE[INQUIRY]),
        entered=entered,
        moves=tuple(sorted({f"{a.status}>{b.status}" for a, b in pairs})),
        times=tuple(sorted((pair, seconds) for pair, seconds in times if seconds >= 0)),
        unusual=tuple(kind for kind, holds in unusual.items() if holds),
        rejected_to=sent_back[-1] if sent_back else "",
    )


def _times(stays: Sequence[Stay], opened_at: datetime) -> Iterator[tuple[str, int]]:
    """From each new farthest status to the next, by first entries; to SQL also from the start."""
    highest: Stay | None = None
    for stay in stays:
        if stay.status not in MAIN:
            continue
        if highest is None or PLACE[stay.status] > PLACE[highest.status]:
            if highest is not None:
                yield f"{highest.status}>{stay.status}", _seconds(highest.entered_at, stay)
            if stay.status == SQL:
                yield f"{OPENED}>{SQL}", _seconds(opened_at, stay)
            highest = stay


def _seconds(since: datetime, stay: Stay) -> int:
    return int((stay.entered_at - since).total_seconds() // 1)


def _skips(a: Stay, b: Stay, known: frozenset[str]) -> bool:
    """Raw is never skipped: only bought lists begin there."""
    if a.status not in MAIN or b.status not in MAIN:
        return b.mark == "skip"
    between = MAIN[PLACE[a.status] + 1 : PLACE[b.status]]
    return b.mark == "skip" or bool(known & set(between))


def _is_back(a: Stay, b: Stay) -> bool:
    if b.cycle != a.cycle:
        return False
    both = a.status in MAIN and b.status in MAIN
    return b.mark == "back" or (both and PLACE[b.status] < PLACE[a.status])


def _is_recycled(a: Stay, b: Stay) -> bool:
    left = a.status in (RE_MARKET, DISQUALIFIED) and b.status in MAIN
    return left or b.cycle > a.cycle


def _is_rejected(a: Stay, b: Stay) -> bool:
    """Who should have taken it sent it away: to Re-Market, out, or back."""
    if a.status not in (MAQL, MQL):
        return False
    return b.status in (RE_MARKET, DISQUALIFIED) or (
        b.cycle == a.cycle and b.status != RAW and PLACE[b.status] < PLACE[a.status]
    )
