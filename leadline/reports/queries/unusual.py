"""Unusual flows: each kind with what it means, how it is counted, and how many there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from leadline.access.models import User
from leadline.reports import said
from leadline.reports.cells import REACHED, UNUSUAL
from leadline.reports.queries.asked import Asked, numbers_of, of_measure
from leadline.reports.statuses import INQUIRY
from leadline.reports.ways import (
    AGAIN,
    BACK,
    BY_SALES,
    CONTACT,
    NEGATIVE,
    RECYCLED,
    SKIPPED,
    TWO_DEALS,
)

KINDS: Mapping[str, tuple[Promise, Promise]] = {
    SKIPPED: (
        _("Skipped a status"),
        _("Counted as if it had passed the statuses in between; times are not made up."),
    ),
    BACK: (
        _("Went back"),
        _("Counted by the farthest status it reached, once; the way back is no second try."),
    ),
    RECYCLED: (
        _("Recycled"),
        _("Came back from Re-Market or from its end; still one lead, in the month it began."),
    ),
    AGAIN: (
        _("Came again"),
        _("An earlier lead of this person had ended without success; this one counts for itself."),
    ),
    CONTACT: (
        _("From a known contact"),
        _("This person was qualified before; counted in the funnel of expansion alone."),
    ),
    BY_SALES: (
        _("Found by sales"),
        _("Began at SAL or later; counted as if it had passed what lies before."),
    ),
    TWO_DEALS: (
        _("Two open deals of one person"),
        _("Each deal belongs to a lead of its own, and each lead counts once."),
    ),
    NEGATIVE: (
        _("Negative time"),
        _("Its dates say that it went on before it came; listed here and kept out of medians."),
    ),
}


@dataclass(frozen=True)
class Flow:
    kind: str
    name: str
    counted: str
    number: int
    share: str
    link: str


@dataclass(frozen=True)
class UnusualPage:
    """number: of all leads, of which these are part; one lead may be unusual in several ways."""

    asked: Asked
    flows: Sequence[Flow]
    number: int


def unusual_page(user: User, asked: Asked) -> UnusualPage:
    """One query."""
    asked = asked.but(source=None, campaign=None)
    numbers = numbers_of(asked.tallies(user), UNUSUAL, REACHED)
    kinds, whole = of_measure(numbers, UNUSUAL), numbers.get((REACHED, INQUIRY), 0)
    flows = [
        Flow(
            kind=kind,
            name=str(name),
            counted=str(counted),
            number=kinds.get(kind, 0),
            share=said.share(kinds.get(kind, 0), whole),
            link=asked.link(UNUSUAL, kind) if kinds.get(kind) else "",
        )
        for kind, (name, counted) in KINDS.items()
    ]
    return UnusualPage(asked, flows, whole)
