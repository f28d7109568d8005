"""Every list is a report: grouped by up to two things, measured, drawn, and open to its records."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from leadline.core.written import labelled
from leadline.workspace.queries.leads import Selection
from leadline.workspace.queries.lists.dimensions import Dimension, dimensions_of
from leadline.workspace.queries.lists.figures import (
    MOST_COLUMNS,
    MOST_ROWS,
    Address,
    Line,
    Pile,
    Piles,
    Table,
    cut,
    table_of,
)
from leadline.workspace.queries.lists.wanted import Wanted

COUNTED = 10_000  # records, the newest; all of them on request
VALUED = ("sum", "median")
MEASURES = {
    "count": pgettext_lazy("measure", "Number"),
    "share": _("Share"),
    "sum": _("Sum"),
    "median": _("Median"),
}
OF = {
    "amount": _("Amount"),
    "days open": _("Days open"),
    "days in stage": _("Days in stage"),
}
PATHS = {
    "amount": ("deal__amount", "deal__amount_currency"),
    "days open": ("opened_at", "ended_at"),
    "days in stage": ("entered_at", "ended_at"),
}


@dataclass(frozen=True)
class Report:
    """is_partial: only the newest 10,000 were looked at. measured: what there is to sum.

    of: "" where there is nothing. drawn: each line with the pieces of its bar.
    """

    group: Dimension
    by: Dimension | None
    measure: str
    of: str
    table: Table
    is_partial: bool
    dimensions: Sequence[Dimension]
    measured: Sequence[tuple[str, str]]
    measures: Sequence[tuple[str, str]]
    drawn: Sequence[tuple[Line, Sequence[tuple[float, float, int]]]]

    @property
    def heading(self) -> str:
        """What the numbers are."""
        words = str(MEASURES[self.measure])
        return labelled(words, OF[self.of]) if self.measure in ("sum", "median") else words


def report_of(selection: Selection, now: datetime) -> Report:
    """One query for the records, and one for the names of what they are grouped by."""
    wanted, known = selection.wanted, dimensions_of(selection.kind, selection.askable)
    group = known.get(wanted.group) or next(iter(known.values()))
    by = known.get(wanted.by) if wanted.by != group.name else None
    measured = _measured(selection)
    measures = {one: words for one, words in MEASURES.items() if measured or one not in VALUED}
    of = wanted.of if wanted.of in measured else next(iter(measured), "")
    measure = wanted.measure if wanted.measure in measures else "count"
    piles, is_partial = _piles(selection, group, by, of if measure in VALUED else "", now)
    table = table_of(piles, group, by, measure, _address_of(wanted, selection))
    lines = table.lines
    largest = max((sum(max(one.size, 0) for one in line.figures) for line in lines), default=0)
    return Report(
        group=group,
        by=by,
        measure=measure,
        of=of,
        table=table,
        is_partial=is_partial,
        dimensions=list(known.values()),
        measured=[(name, str(OF[name])) for name in measured],
        measures=[(name, str(words)) for name, words in measures.items()],
        drawn=[(line, line.parts(largest)) for line in lines],
    )


def _measured(selection: Selection) -> list[str]:
    """What sums and medians can be of; people and companies have nothing that is summed."""
    if not selection.kind.is_record:
        return []
    return [name for name in OF if name != "amount" or selection.kind.name == "deal"]


def _piles(
    selection: Selection, group: Dimension, by: Dimension | None, of: str, now: datetime
) -> tuple[Piles, bool]:
    """The records in their cells, read as bare columns; the newest 10,000 unless all are wanted."""
    rows, paths = selection.rows, list(PATHS[of] if of else ())
    for place, one in enumerate([group, *([by] if by else [])]):
        rows, path = one.over(rows, f"group_{place}")
        paths.insert(place, path)
    bare = rows.order_by(*selection.source.newest).values_list(*paths)
    is_partial = False
    read: Iterable[tuple[Any, ...]]
    if selection.wanted.exact:
        read = bare.order_by().iterator(chunk_size=5_000)
    else:
        newest = list(bare[: COUNTED + 1])
        is_partial, read = len(newest) > COUNTED, newest[:COUNTED]
    piles: Piles = defaultdict(Pile)
    for row in read:
        pile = piles[group.key(row[0]), by.key(row[1]) if by else None]
        pile.add(*_value(of, row[-2], row[-1], now)) if of else pile.add("", None)
    return cut(cut(piles, 0, group, MOST_ROWS), 1, by, MOST_COLUMNS), is_partial


def _value(of: str, first: Any, second: Any, now: datetime) -> tuple[str, float | None]:
    if of == "amount":
        return second or "", first
    return "", ((second or now) - first).total_seconds() / 86_400


def _address_of(wanted: Wanted, selection: Selection) -> Address:
    """The address of the records that meet some tests besides the filter."""
    start = selection.filter.joinable
    plain = wanted.but(group="", by="", measure="", of="", view=None)

    def address(tests: Sequence[str]) -> str:
        where = " and ".join(part for part in (start, *tests) if part)
        return f"?{plain.but(where=where).query}"

    return address
