"""The funnel: how many reached each status, how many of the one before, how long it took."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from leadline.access.models import User
from leadline.reports import said
from leadline.reports.cells import FROM_RAW, WON
from leadline.reports.models import JourneyMark
from leadline.reports.queries.asked import Asked, beginning_with, numbers_of
from leadline.reports.statuses import ALL, DISQUALIFIED, LONG, MAIN, PLACE, RAW, RE_MARKET
from leadline.reports.times import Quantiles, needed, quantiles, span_of
from leadline.reports.ways import OPENED

ENTERED = "entered:"


@dataclass(frozen=True)
class Step:
    """One status. skipped: how many passed over it and are counted as having passed it.

    of_before: of those who reached the status shown before it. width: of its bar, of 100.
    """

    status: str
    name: str
    number: int
    skipped: int
    of_before: str
    of_all: str
    exact: str
    worth: str
    width: float
    link: str
    skipped_link: str

    @property
    def offset(self) -> float:
        return round((100 - self.width) / 2, 2)


@dataclass(frozen=True)
class Time:
    """How long it took from one status to a farther one; quantiles in words."""

    pair: str
    quantiles: Quantiles
    quarter: str
    median: str
    three_quarters: str
    link: str


@dataclass(frozen=True)
class FunnelPage:
    """aside: (status, long name, number, link) of what lies beside the way."""

    asked: Asked
    steps: Sequence[Step]
    aside: Sequence[tuple[str, str, int, str]]
    won: int
    won_link: str
    revenue: str
    pipeline: str
    times: Sequence[Time]
    negative: int


def funnel_page(user: User, asked: Asked) -> FunnelPage:
    """Three queries, and one for the times' exact middle."""
    rows = asked.tallies(user)
    names = (*MAIN, FROM_RAW, WON, *(f"{ENTERED}{one}" for one in ALL))
    numbers = numbers_of(rows, names)
    money = {} if asked.is_part else _worth(rows)
    histograms = {} if asked.is_part else histograms_of(beginning_with(rows, "time:"))
    negative = 0 if asked.is_part else numbers_of(rows, ["unusual:negative time"])
    return FunnelPage(
        asked=asked,
        steps=_steps(numbers, money.get("won", {}), asked),
        aside=[
            (one, str(LONG[one]), numbers[f"{ENTERED}{one}"], asked.link(f"{ENTERED}{one}"))
            for one in (RE_MARKET, DISQUALIFIED)
            if numbers.get(f"{ENTERED}{one}")
        ],
        won=numbers.get(WON, 0),
        won_link=asked.link(WON),
        revenue=said.money(money.get("won", {})),
        pipeline=said.money(money.get("open", {})),
        times=_times(user, asked, histograms),
        negative=sum(negative.values()) if negative else 0,
    )


def _worth(rows: QuerySet) -> dict[str, dict[str, int]]:
    """Sums of deals by "won" and "open", by currency; the cells of two prefixes in one query."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    where = Q(what__startswith="won:") | Q(what__startswith="open:")
    for what, amount in beginning_either(rows.filter(where)):
        state, _sign, currency = what.partition(":")
        found[state][currency] = amount
    return found


def beginning_either(rows: QuerySet) -> Sequence[tuple[str, int]]:
    found: dict[str, int] = defaultdict(int)
    for what, number in rows.values_list("what", "number"):
        found[what] += number
    return list(found.items())


def _steps(numbers: Mapping[str, int], revenue: Mapping[str, int], asked: Asked) -> list[Step]:
    """Those statuses that anybody truly was at; the first one is the whole."""
    shown = [one for one in MAIN if numbers.get(f"{ENTERED}{one}")]
    rest = [one for one in shown if one != RAW]
    largest = max((numbers.get(one, 0) for one in shown), default=0)
    found = []
    for status in shown:
        number = numbers.get(status, 0)
        part, of = _before(status, shown, numbers)
        whole = numbers.get(rest[0] if rest and status != RAW else status, 0)
        skipped = number - numbers.get(f"{ENTERED}{status}", 0)
        found.append(
            Step(
                status=status,
                name=str(LONG[status]),
                number=number,
                skipped=skipped,
                of_before=said.share(part, of) if of is not None else "",
                of_all=said.share(number, whole),
                exact=said.exact_share(part, of) if of is not None else "",
                worth=said.money({one: amount // number for one, amount in revenue.items()}),
                width=round(100 * number / largest, 2),
                link=asked.link(status),
                skipped_link=asked.link(f"skipped:{status}"),
            )
        )
    return found


def _before(
    status: str, shown: Sequence[str], numbers: Mapping[str, int]
) -> tuple[int, int | None]:
    """How many of how many came here from the status shown before; None for the first.

    Of those that were Raw, only they themselves are counted: others began as inquiries.
    """
    place = shown.index(status)
    if place == 0:
        return 0, None
    before = shown[place - 1]
    if before == RAW:
        return numbers.get(FROM_RAW, 0), numbers.get(RAW, 0)
    return numbers.get(status, 0), numbers.get(before, 0)


def histograms_of(found: Mapping[str, int]) -> dict[str, dict[int, int]]:
    """ "MQL>SQL:14" → cases, as pair → bucket → cases."""
    histograms: dict[str, dict[int, int]] = defaultdict(dict)
    for what, number in found.items():
        pair, _sign, bucket = what.rpartition(":")
        histograms[pair][int(bucket)] = number
    return histograms


def quantiles_of(
    user: User, asked: Asked, histograms: Mapping[str, Mapping[int, int]], prefix: str
) -> dict[str, Quantiles]:
    """Exact up to 100,000 cases: one query for the cases in the buckets where they lie."""
    where, wanted = Q(pk__in=()), {}
    for pair, histogram in histograms.items():
        for bucket in needed(histogram):
            begins, ends = span_of(bucket)
            wanted[pair, bucket] = []
            where |= Q(what=f"{prefix}{pair}", seconds__gte=begins, seconds__lt=ends)
    if wanted:
        cases = JourneyMark.objects.filter(where, journey__in=asked.journeys(user).values("pk"))
        _sort_in(wanted, cases, prefix)
    found = {
        pair: quantiles(histogram, {b: wanted[pair, b] for b in needed(histogram)})
        for pair, histogram in histograms.items()
    }
    return {pair: one for pair, one in found.items() if one is not None}


def _sort_in(
    wanted: dict[tuple[str, int], list[int]], cases: QuerySet[JourneyMark], prefix: str
) -> None:
    spans = {key: span_of(key[1]) for key in wanted}
    for what, seconds in cases.values_list("what", "seconds"):
        pair = what.removeprefix(prefix)
        for (other, bucket), (begins, ends) in spans.items():
            if other == pair and begins <= seconds < ends:
                wanted[other, bucket].append(seconds)


def _times(
    user: User, asked: Asked, histograms: Mapping[str, Mapping[int, int]]
) -> list[Time]:
    found = quantiles_of(user, asked, histograms, "time:")

    def place(pair: str) -> tuple[int, int]:
        first, _sign, second = pair.partition(">")
        return (len(MAIN) if first == OPENED else PLACE[first], PLACE[second])

    return [
        Time(
            pair=said.pair(pair),
            quantiles=found[pair],
            quarter=said.length(found[pair].quarter),
            median=said.length(found[pair].median),
            three_quarters=said.length(found[pair].three_quarters),
            link=asked.link(f"time:{pair}"),
        )
        for pair in sorted(found, key=place)
    ]


