"""What the incoming pages show: in and out per way in and day, and what is behind a number."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet

from leadline.access.models import Firm
from leadline.core import clock
from leadline.intake.models import Arrival, Door, Import, Outcome

DAYS = 14
PER_PAGE = 50
ENDS = tuple(one for one in Outcome if one is not Outcome.WAITING)


@dataclass(frozen=True)
class Line:
    """One way in on one day. counts: per outcome, all of `Outcome`."""

    door: Door
    on: date
    counts: Mapping[Outcome, int]

    @property
    def came(self) -> int:
        """All that came in."""
        return sum(self.counts.values())

    @property
    def ends(self) -> list[tuple[Outcome, int]]:
        """The ends in the order of the columns; with what waits they make up `came`."""
        return [(outcome, self.counts[outcome]) for outcome in ENDS]

    @property
    def waiting(self) -> int:
        return self.counts[Outcome.WAITING]


@dataclass(frozen=True)
class Ledger:
    """Newest day first. held, failed: how many wait for a person, of all days."""

    since: date
    until: date
    lines: tuple[Line, ...]
    held: int
    failed: int

    @property
    def earlier(self) -> date:
        return self.since - timedelta(days=1)


def ledger(until: date | None = None, days: int = DAYS) -> Ledger:
    """The days up to `until` (today), in four queries."""
    until = until or today()
    since = until - timedelta(days=days - 1)
    rows = Arrival.objects.filter(received_on__range=(since, until)).order_by()
    counted: dict[tuple[date, int], dict[Outcome, int]] = defaultdict(
        lambda: dict.fromkeys(Outcome, 0)
    )
    for on, door, outcome, number in rows.values_list("received_on", "door", "outcome").annotate(
        number=Count("pk")
    ):
        counted[on, door][Outcome(outcome)] = number
    doors = Door.objects.in_bulk({door for _on, door in counted})
    lines = [Line(doors[door], on, counts) for (on, door), counts in counted.items()]
    lines.sort(key=lambda line: (-line.on.toordinal(), line.door.name))
    undecided = dict(
        Arrival.objects.filter(outcome__in=[Outcome.QUARANTINED, Outcome.FAILED])
        .order_by()
        .values_list("outcome")
        .annotate(number=Count("pk"))
    )
    return Ledger(
        since,
        until,
        tuple(lines),
        undecided.get(Outcome.QUARANTINED.value, 0),
        undecided.get(Outcome.FAILED.value, 0),
    )


@dataclass(frozen=True)
class Shown:
    """One arrival in a list. texts: what it said, in a line."""

    arrival: Arrival
    texts: str

    @property
    def is_undecided(self) -> bool:
        """A row of a file is mended in the file, and brought in once more."""
        if self.arrival.imported_id is not None:
            return False
        return self.arrival.outcome in (Outcome.QUARANTINED, Outcome.FAILED)


@dataclass(frozen=True)
class Listed:
    """The arrivals behind a number: those of a door, a day, an outcome, as far as given."""

    page: Page
    shown: tuple[Shown, ...]
    door: Door | None
    on: date | None
    outcome: Outcome | None


def listed(
    *,
    door: int | None,
    on: date | None,
    outcome: Outcome | None,
    imported: int | None = None,
    page: str | int | None = 1,
) -> Listed:
    """Newest first, in four queries. imported: only the rows of this import."""
    rows: QuerySet[Arrival] = Arrival.objects.select_related("door", "record").order_by("-pk")
    wanted: dict[str, Any] = {
        "door": door,
        "received_on": on,
        "outcome": outcome,
        "imported": imported,
    }
    rows = rows.filter(**{name: value for name, value in wanted.items() if value is not None})
    found = Paginator(rows, PER_PAGE).get_page(page)
    shown = tuple(Shown(arrival, said(arrival)) for arrival in found)
    named = Door.objects.filter(pk=door).first() if door is not None else None
    return Listed(found, shown, named, on, outcome)


def said(arrival: Arrival) -> str:
    """What a post or an object said, in one line; "" for a row, which its file keeps."""
    raw = arrival.raw or {}
    fields = raw.get("fields")
    values = fields if isinstance(fields, dict) else raw  # a machine may mean anything by it
    texts = [str(one) for one in values.values() if isinstance(one, str | int | float)]
    return " · ".join(text for text in texts if text)[:300]


def today() -> date:
    return clock.now().astimezone(ZoneInfo(Firm.current().zone)).date()


def counts_of(begun: Import) -> dict[str, int]:
    """How many rows came in, and what became of them."""
    rows = begun.arrivals.order_by().values_list("outcome").annotate(number=Count("pk"))
    found: dict[str, int] = {str(outcome): number for outcome, number in rows}
    ends = {outcome.value.replace(" ", "_"): found.get(outcome.value, 0) for outcome in ENDS}
    return {"in": sum(found.values()), **ends}
