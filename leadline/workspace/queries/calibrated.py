"""Later leads beside what earlier ones promised, by band and by points: a table and its picture."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from leadline.core.written import percent
from leadline.leads.score.calibration import Promise, curve, promises, ranges
from leadline.leads.score.outcomes import Ended

PARTS = 5
WIDTH, ROW = 320, 26


@dataclass(frozen=True)
class Row:
    """One group. y: of its two bars, the promise above what came; widths of either."""

    label: str
    promise: Promise
    y: int
    promised_width: float
    came_width: float

    @property
    def promised(self) -> str:
        return percent(self.promise.promised)

    @property
    def came(self) -> str:
        return percent(self.promise.rate)


@dataclass(frozen=True)
class Calibrated:
    """earlier, later: how many leads promise, and how many came after them."""

    earlier: int
    later: int
    rows: Sequence[Row]
    width: int
    height: int

    @property
    def off(self) -> Sequence[str]:
        """What is no longer won as often as it was."""
        return [one.label for one in self.rows if one.promise.is_off]


def calibrated(leads: Sequence[Ended], bands: Sequence[str]) -> Calibrated | None:
    """leads: the newest first; the older half promises. None where that half has one end alone."""
    half = len(leads) // 2
    later, earlier = leads[:half], leads[half:]
    learned = curve([one.score for one in earlier], [one.won for one in earlier])
    if learned is None or not later:
        return None
    scores, won = [one.score for one in later], [one.won for one in later]
    by_band = promises(learned, scores, won, [one.band for one in later])
    by_points = promises(learned, scores, won, ranges(scores, PARTS))
    named = [*_bands(by_band, bands), *_points(by_points)]
    rows = [
        Row(label, one, place * ROW + 3, _wide(one.promised), _wide(one.rate))
        for place, (label, one) in enumerate(named)
    ]
    return Calibrated(len(earlier), len(later), rows, WIDTH, len(rows) * ROW)


def _bands(found: dict[str, Promise], bands: Sequence[str]) -> Iterator[tuple[str, Promise]]:
    for band in bands:
        if band in found:
            yield (_("band %(band)s") % {"band": band} if band else _("no band")), found[band]


def _points(found: dict[tuple[float, float], Promise]) -> Iterator[tuple[str, Promise]]:
    for low, high in sorted(found, reverse=True):
        ends = {"low": round(low), "high": round(high)}
        label = _("%(low)s points") if low == high else _("%(low)s to %(high)s points")
        yield label % ends, found[low, high]


def _wide(share: float) -> float:
    return round(share * WIDTH, 1)
