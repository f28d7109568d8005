"""What the address of a report asks for, and the roll-ups that answer it for one reader."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.db.models import QuerySet, Sum
from django.utils.dateparse import parse_date

from leadline.access.models import User
from leadline.access.policy import rights_of, visible
from leadline.core.numbers import number_in
from leadline.reports.cells import CAMPAIGN, ENTERED, REACHED, SOURCE, WHOLE
from leadline.reports.facts import ACQUISITION, FUNNELS
from leadline.reports.models import Journey, JourneyMark, Tally
from leadline.reports.statuses import INQUIRY, MAIN, RAW


@dataclass(frozen=True)
class Asked:
    """funnel: of new people, or of those who are customers or were qualified before.

    since, until: first days of the first and last month, by when leads began. source, campaign: of
    these alone; one of them at a time, as roll-ups are kept. owner: a colleague's number, 0 for
    what is nobody's.
    """

    funnel: str = ACQUISITION
    since: date | None = None
    until: date | None = None
    source: int | None = None
    campaign: str | None = None
    owner: int | None = None

    @classmethod
    def read(cls, given: Mapping[str, str]) -> "Asked":
        """From an address; anything unknown there is left out."""
        funnel = given.get("funnel", "")
        source = number_in(given.get("source", ""))
        campaign = given.get("campaign") if source is None else None
        return cls(
            funnel=funnel if funnel in FUNNELS else ACQUISITION,
            since=_month(given.get("since", "")),
            until=_month(given.get("until", "")),
            source=source,
            campaign=None if campaign is None else campaign[:200],
            owner=number_in(given.get("owner", "")),
        )

    def but(self, **changes: object) -> "Asked":
        return replace(self, **changes)  # type: ignore[arg-type]

    @property
    def query(self) -> str:
        """As part of an address."""
        return urlencode(self.given)

    @property
    def given(self) -> dict[str, str]:
        """What differs from the usual, by the name it has in an address."""
        known = {
            "funnel": self.funnel if self.funnel != ACQUISITION else None,
            "since": f"{self.since:%Y-%m}" if self.since else None,
            "until": f"{self.until:%Y-%m}" if self.until else None,
            "source": None if self.source is None else str(self.source),
            "campaign": self.campaign,
            "owner": None if self.owner is None else str(self.owner),
        }
        return {name: value for name, value in known.items() if value is not None}

    def narrowed(self, **more: str) -> str:
        """As part of an address that asks for less."""
        return urlencode({**self.given, **more})

    @property
    def is_part(self) -> bool:
        """Only one source or campaign: of these, times, moves and speed are not kept."""
        return self.source is not None or self.campaign is not None

    def link(self, measure: str, what: str = "", **more: str) -> str:
        """The part of an address that lists the leads behind a number."""
        return urlencode({**self.given, "measure": measure, "what": what, **more})

    def tallies(
        self, user: User, dimension: str | None = None, *, by_owner: bool = False
    ) -> QuerySet[Tally]:
        """The cells that this reader may count, of one dimension or the one that is asked for.

        by_owner: each cell is of one owner, also for those who see everything.
        """
        rows = self._narrowed(
            self._cells(user, by_owner=by_owner).filter(funnel=self.funnel).order_by()
        )
        if dimension is not None:
            return rows.filter(dimension=dimension)
        if self.source is not None:
            return rows.filter(dimension=SOURCE, key=str(self.source))
        if self.campaign is not None:
            return rows.filter(dimension=CAMPAIGN, key=self.campaign)
        return rows.filter(dimension=WHOLE)

    def journeys(self, user: User) -> QuerySet[Journey]:
        """The leads themselves."""
        rows = self._narrowed(visible(user, Journey.objects.filter(funnel=self.funnel)))
        if self.source is not None:
            rows = rows.filter(source=self.source or None)
        if self.campaign is not None:
            rows = rows.filter(campaign=self.campaign)
        return rows

    def marks(self, user: User) -> QuerySet[JourneyMark]:
        """What happened on the leads' ways, whatever their source."""
        rows = JourneyMark.objects.filter(funnel=self.funnel)
        return self._narrowed(rows if self.is_of_all(user) else visible(user, rows))

    def is_of_all(self, user: User) -> bool:
        """Everybody's leads, and the reader sees them all."""
        sight = rights_of(user.pk).sight()
        return sight is not None and sight.everything and self.owner is None

    def _cells(self, user: User, *, by_owner: bool) -> QuerySet[Tally]:
        if not by_owner and self.is_of_all(user):
            return Tally.objects.filter(is_of_all=True)
        return visible(user, Tally.objects.filter(is_of_all=False))

    def _narrowed(self, rows: QuerySet) -> QuerySet:
        if self.since:
            rows = rows.filter(month__gte=self.since)
        if self.until:
            rows = rows.filter(month__lte=self.until)
        return rows if self.owner is None else rows.filter(owner=self.owner or None)


def numbers_of(rows: QuerySet[Tally], *measures: str) -> dict[tuple[str, str], int]:
    """(measure, what) → the sum of the cells; one query along an index."""
    found = rows.filter(measure__in=measures).values_list("measure", "what")
    return {
        (measure, what): number for measure, what, number in found.annotate(Sum("number")) if number
    }


def of_measure(numbers: Mapping[tuple[str, str], int], measure: str) -> dict[str, int]:
    """What belongs to one measure."""
    return {what: number for (one, what), number in numbers.items() if one == measure}


def shown_of(numbers: Mapping[tuple[str, str], int]) -> list[str]:
    """The statuses of the funnel that anybody truly was at.

    Inquiry is among them where some reached nothing farther that is shown: they are the whole.
    """
    shown = [one for one in MAIN if (ENTERED, one) in numbers]
    way = [one for one in shown if one != RAW]
    inquiries = numbers.get((REACHED, INQUIRY), 0)
    if INQUIRY not in way and inquiries > (numbers.get((REACHED, way[0]), 0) if way else 0):
        return [*(one for one in shown if one == RAW), INQUIRY, *way]
    return shown


def _month(text: str) -> date | None:
    try:
        return parse_date(f"{text}-01") if len(text) == 7 else None
    except ValueError:
        return None
