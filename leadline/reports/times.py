"""Lengths of time by histogram, and their quantiles: exact where the cases are at hand; pure."""

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass

EXACT = 100_000  # cases up to which quantiles are exact
MINUTE, HOUR, DAY = 60, 3_600, 86_400
# Where each bucket but the first begins, in seconds; the last has no end.
BOUNDS = (
    *(MINUTE * n for n in (1, 2, 5, 10, 15, 30)),
    *(HOUR * n for n in (1, 2, 4, 8, 12)),
    *(DAY * n for n in (1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 18, 21, 25, 30, 35, 40, 45, 50)),
    *(DAY * n for n in (60, 75, 90, 105, 120, 150, 180, 210, 240, 270, 300, 365, 545, 730, 1_095)),
)  # fmt: skip
LONGEST = 10 * 365 * DAY  # where the last bucket is taken to end
SHARES = (0.25, 0.5, 0.75)

Histogram = Mapping[int, int]  # cases by bucket


@dataclass(frozen=True)
class Quantiles:
    """Seconds at a quarter, a half and three quarters of `number` cases, in this order."""

    number: int
    quarter: float
    median: float
    three_quarters: float
    is_exact: bool


def bucket_of(seconds: int) -> int:
    """The bucket of a length that is not negative."""
    return bisect_right(BOUNDS, seconds)


def span_of(bucket: int) -> tuple[int, int]:
    """Where a bucket begins and where the next one does, in seconds."""
    begins = BOUNDS[bucket - 1] if bucket else 0
    return begins, BOUNDS[bucket] if bucket < len(BOUNDS) else LONGEST


@dataclass(frozen=True)
class Needed:
    """A case to be read for exact quantiles: the `offset`-th shortest of a bucket (from 0)."""

    rank: int
    bucket: int
    offset: int


def needed(histogram: Histogram) -> list[Needed]:
    """The cases to be read for exact quantiles; none where there are too many."""
    number = sum(histogram.values())
    if not 0 < number <= EXACT:
        return []
    return [Needed(rank, *_bucket_at(histogram, rank)) for rank in _ranks(number)]


def quantiles(histogram: Histogram, cases: Mapping[int, int]) -> Quantiles | None:
    """cases: the seconds of the needed cases, by rank; None where there are no cases at all.

    Exact quantiles lie between two neighbors where there is no middle one (as NumPy has it);
    others are read off the histogram, as if cases were spread evenly within a bucket.
    """
    number = sum(histogram.values())
    if number <= 0:
        return None

    def at(rank: int) -> float:
        if rank in cases:
            return cases[rank]
        bucket, offset = _bucket_at(histogram, rank)
        begins, ends = span_of(bucket)
        return begins + (ends - begins) * (offset + 0.5) / histogram[bucket]

    quarter, half, three_quarters = (_between(at, share * (number - 1)) for share in SHARES)
    return Quantiles(number, quarter, half, three_quarters, cases.keys() >= set(_ranks(number)))


def _between(at: Callable[[int], float], place: float) -> float:
    low = int(place)
    first = at(low)
    return first if place == low else first + (place - low) * (at(low + 1) - first)


def _ranks(number: int) -> list[int]:
    found = set()
    for share in SHARES:
        low = int(share * (number - 1))
        found |= {low, min(low + 1, number - 1)}
    return sorted(found)


def _bucket_at(histogram: Histogram, rank: int) -> tuple[int, int]:
    """The bucket in which the case of this rank (from 0) lies, and its rank there."""
    for bucket in sorted(histogram):
        if rank < histogram[bucket]:
            return bucket, rank
        rank -= histogram[bucket]
    raise IndexError("there are fewer cases")
