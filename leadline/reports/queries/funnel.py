"""The funnel: how many reached each status, how many of the one before, how long it took."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from leadline.access.models import User
from leadline.reports import said
from leadline.reports.cells import (
    CYCLE,
    ENTERED,
    FROM_RAW,
    PIPELINE,
    REACHED,
    REVENUE,
    TIME,
    UNUSUAL,
    WON,
)
from leadline.reports.facts import FUNNELS
from leadline.reports.models import JourneyMark
from leadline.reports.queries.asked import Asked, numbers_of, of_measure, shown_of
from leadline.reports.statuses import (
    DISQUALIFIED,
    INQUIRY,
    LONG,
    MAIN,
    PLACE,
    RAW,
    RE_MARKET,
    SQL,
)
from leadline.reports.times import Needed, Quantiles, needed, quantiles, span_of
from leadline.reports.ways import NEGATIVE, OPENED

ROW = 36  # pixels of a bar and the room below it


@dataclass(frozen=True)
class Step:
    """One status. skipped: how many passed over it and are counted as having passed it.

    of_before: of those who reached the status shown before it. width, top: of its bar; of 100, and
    in pixels.
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
    top: int

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
class Beside:
    """One of the two funnels in a line, so that both are seen together and added up nowhere.

    query: of the address that shows it. is_shown: it is the one above.
    """

    funnel: str
    leads: int
    qualified: int
    share: str
    exact: str
    won: int
    query: str
    is_shown: bool


@dataclass(frozen=True)
class FunnelPage:
    """aside: (status, long name, number, link) of what lies beside the way.

    cycles: (how often, leads, link) of those that are not in their first cycle.
    """

    asked: Asked
    steps: Sequence[Step]
    aside: Sequence[tuple[str, str, int, str]]
    won: int
    won_link: str
    revenue: str
    pipeline: str
    times: Sequence[Time]
    negative: int
    both: Sequence[Beside]
    cycles: Sequence[tuple[int, int, str]]

    @property
    def height(self) -> int:
        return ROW * len(self.steps)


def funnel_page(user: User, asked: Asked) -> FunnelPage:
    """One query for each funnel, and a few short ones for the exact middle of each time."""
    whole = () if asked.is_part else (REVENUE, PIPELINE, TIME, UNUSUAL, CYCLE)
    rows = asked.tallies(user)
    numbers = numbers_of(rows, REACHED, ENTERED, FROM_RAW, WON, *whole)
    revenue = of_measure(numbers, REVENUE)
    return FunnelPage(
        asked=asked,
        steps=_steps(numbers, revenue, asked),
        aside=[
            (one, str(LONG[one]), numbers[ENTERED, one], asked.link(ENTERED, one))
            for one in (RE_MARKET, DISQUALIFIED)
            if (ENTERED, one) in numbers
        ],
        won=numbers.get((WON, ""), 0),
        won_link=asked.link(WON),
        revenue=said.money(revenue),
        pipeline=said.money(of_measure(numbers, PIPELINE)),
        times=_times(user, asked, histograms_of(of_measure(numbers, TIME))),
        negative=numbers.get((UNUSUAL, NEGATIVE), 0),
        both=[
            _beside(user, asked.but(funnel=one), one == asked.funnel, numbers) for one in FUNNELS
        ],
        cycles=[
            (int(what), number, asked.link(CYCLE, what))
            for what, number in sorted(of_measure(numbers, CYCLE).items())
        ],
    )


def _beside(user: User, asked: Asked, is_shown: bool, shown: "Numbers") -> Beside:
    numbers = shown if is_shown else numbers_of(asked.tallies(user), REACHED, WON)
    leads, qualified = numbers.get((REACHED, INQUIRY), 0), numbers.get((REACHED, SQL), 0)
    return Beside(
        funnel=asked.funnel,
        leads=leads,
        qualified=qualified,
        share=said.share(qualified, leads),
        exact=said.exact_share(qualified, leads),
        won=numbers.get((WON, ""), 0),
        query=asked.query,
        is_shown=is_shown,
    )


Numbers = Mapping[tuple[str, str], int]


def _steps(numbers: Numbers, revenue: Mapping[str, int], asked: Asked) -> list[Step]:
    """Those statuses that anybody truly was at; the first one is the whole."""
    shown = shown_of(numbers)
    rest = [one for one in shown if one != RAW]
    largest = max((numbers.get((REACHED, one), 0) for one in shown), default=0)
    found: list[Step] = []
    for status in shown:
        number = numbers.get((REACHED, status), 0)
        part, of = _before(status, shown, numbers)
        whole = numbers.get((REACHED, rest[0] if rest and status != RAW else status), 0)
        skipped = number - numbers.get((ENTERED, status), 0)
        found.append(
            Step(
                status=status,
                name=str(LONG[status]),
                number=number,
                skipped=skipped,
                of_before=_told(part, of, shown, status),
                of_all=said.share(number, whole),
                exact=said.exact_share(part, of) if of is not None else "",
                worth=said.money({one: amount // number for one, amount in revenue.items()}),
                width=round(100 * number / largest, 2),
                link=asked.link(REACHED, status),
                skipped_link=asked.link("skipped", status),
                top=ROW * len(found),
            )
        )
    return found


def _told(part: int, of: int | None, shown: Sequence[str], status: str) -> str:
    if of is None:
        return ""
    told = said.share(part, of)
    is_of_raw = shown.index(status) > 0 and shown[shown.index(status) - 1] == RAW
    return _("%(share)s of Raw") % {"share": told} if is_of_raw else told


def _before(status: str, shown: Sequence[str], numbers: Numbers) -> tuple[int, int | None]:
    """How many of how many came here from the status shown before; None for the first.

    Of those that were Raw, only they themselves are counted: others began as inquiries.
    """
    place = shown.index(status)
    if place == 0:
        return 0, None
    before = shown[place - 1]
    if before == RAW:
        return numbers.get((FROM_RAW, ""), 0), numbers.get((REACHED, RAW), 0)
    return numbers.get((REACHED, status), 0), numbers.get((REACHED, before), 0)


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
    """Exact up to 100,000 cases: at most six short reads along an index for each of these."""
    marks = asked.marks(user)
    found = {}
    for pair, histogram in histograms.items():
        of_pair = marks.filter(what=f"{prefix}{pair}")
        found[pair] = quantiles(histogram, _cases(of_pair, needed(histogram)))
    return {pair: one for pair, one in found.items() if one is not None}


def _cases(marks: QuerySet[JourneyMark], wanted: Sequence[Needed]) -> dict[int, int]:
    """The seconds at each rank; neighbors are read together."""
    found: dict[int, int] = {}
    for one in wanted:
        if one.rank in found:
            continue
        begins, ends = span_of(one.bucket)
        there = marks.filter(seconds__gte=begins, seconds__lt=ends).order_by("seconds")
        read = there.values_list("seconds", flat=True)[one.offset : one.offset + 2]
        next_to = [other.rank for other in wanted if other.bucket == one.bucket]
        for rank, seconds in enumerate(read, start=one.rank):
            if rank in next_to and seconds is not None:
                found[rank] = seconds
    return found


def _times(user: User, asked: Asked, histograms: Mapping[str, Mapping[int, int]]) -> list[Time]:
    found = quantiles_of(user, asked, histograms, f"{TIME}:")

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
            link=asked.link(TIME, pair),
        )
        for pair in sorted(found, key=place)
    ]
