"""Speed to lead: how long leads waited for the first attempt to reach them."""

from collections.abc import Sequence
from dataclasses import dataclass

from leadline.access.models import User
from leadline.reports import said
from leadline.reports.cells import SPEED, UNTOUCHED
from leadline.reports.queries.asked import Asked, numbers_of, of_measure
from leadline.reports.queries.funnel import quantiles_of
from leadline.reports.times import DAY, HOUR, MINUTE, Quantiles, span_of

# The bars: where each begins; finer steps of the histogram are joined.
BARS = (
    0, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR,
    DAY, 2 * DAY, 3 * DAY, 7 * DAY, 14 * DAY, 30 * DAY,
)  # fmt: skip


@dataclass(frozen=True)
class Bar:
    label: str
    number: int
    share: str
    running: str
    height: float
    x: int
    link: str

    @property
    def top(self) -> float:
        return 110 - self.height


@dataclass(frozen=True)
class SpeedPage:
    """untouched: leads that nobody has tried to reach; number: those that somebody has."""

    asked: Asked
    bars: Sequence[Bar]
    number: int
    untouched: int
    untouched_link: str
    quantiles: Quantiles | None
    median: str
    three_quarters: str


def speed_page(user: User, asked: Asked) -> SpeedPage:
    """One query, and a few short ones for the exact middle."""
    asked = asked.but(source=None, campaign=None)
    numbers = of_measure(numbers_of(asked.tallies(user), SPEED), SPEED)
    untouched = numbers.pop(UNTOUCHED, 0)
    histogram = {int(bucket): number for bucket, number in numbers.items()}
    found = quantiles_of(user, asked, {SPEED: histogram}, "").get(SPEED)
    return SpeedPage(
        asked=asked,
        bars=_bars(histogram, asked),
        number=sum(histogram.values()),
        untouched=untouched,
        untouched_link=asked.link(SPEED, UNTOUCHED),
        quantiles=found,
        median=said.length(found.median) if found else "",
        three_quarters=said.length(found.three_quarters) if found else "",
    )


def _bars(histogram: dict[int, int], asked: Asked) -> list[Bar]:
    sums = [0] * len(BARS)
    for bucket, number in histogram.items():
        begins = span_of(bucket)[0]
        sums[max(nth for nth, bound in enumerate(BARS) if bound <= begins)] += number
    whole, largest, running = sum(sums), max(sums), 0
    found = []
    for nth, number in enumerate(sums):
        running += number
        begins = BARS[nth]
        ends = BARS[nth + 1] if nth + 1 < len(BARS) else 0
        link = asked.link(SPEED, f"{begins}-{ends or ''}") if number else ""
        height = round(100 * number / largest, 1) if largest else 0.0
        label = said.between(begins, ends)
        found.append(
            Bar(label, number, said.share(number, whole), said.share(running, whole), height,
                nth * 50, link)
        )  # fmt: skip
    return found
