"""The list of one kind of record: filtered, sorted, in the reader's columns, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from leadline.access.models import User
from leadline.access.queries import schedule_of_person
from leadline.conditions.catalogue import Field
from leadline.core.schedules import Schedule
from leadline.records.preparing import Preparing, not_ready
from leadline.workspace.kinds import KINDS, Kind
from leadline.workspace.models import View
from leadline.workspace.queries.lists.askable import Askable
from leadline.workspace.queries.lists.columns import (
    Column,
    Row,
    chosen_columns,
)
from leadline.workspace.queries.lists.filters import Chip, Filter, context_of, read_filter
from leadline.workspace.queries.lists.paging import COUNTED, Order, number_of, page_of
from leadline.workspace.queries.lists.saved import (
    COUNTED as COUNTED_IN_NAVIGATION,
)
from leadline.workspace.queries.lists.saved import (
    Pinned,
    columns_of,
    pins_of,
    remember_number,
    remembered_number,
    view_of,
    wanted_of,
)
from leadline.workspace.queries.lists.sources import Source, source_of
from leadline.workspace.queries.lists.wanted import Wanted

ROWS = 50
LOOKED_AT = 5_000  # of those that the index of words finds, the newest
MOST = 1_000_000_000  # what "exact" counts to


@dataclass(frozen=True)
class Selection:
    """The records that somebody asked for, of those that they may see.

    beyond: there are more with these words than the index was asked for. preparing: fields whose
    answers are not all in the index yet, so that nothing is shown in place of a wrong list.
    """

    user: User
    kind: Kind
    wanted: Wanted
    askable: Askable
    filter: Filter
    view: View | None
    rows: QuerySet[Any]
    beyond: bool = False
    preparing: Sequence[Preparing] = ()

    @property
    def order(self) -> Order:
        return Order.read(
            self.wanted.sort, self.askable.sortable, self.source.sorts, self.source.usual
        )

    @property
    def source(self) -> Source:
        return source_of(self.kind)

    @property
    def awaited(self) -> list[tuple[str, int]]:
        """What is being prepared as the reader says it, with how many percent are done."""
        fields = [(self.askable.catalogue.get(one.name), one.percent) for one in self.preparing]
        return [(self.askable.label(field), percent) for field, percent in fields if field]

    def known_columns(self) -> list[Column]:
        return self.source.columns(self.kind, self.askable)

    def lines(
        self, found: Sequence[Any], columns: Sequence[Column], time: Schedule, now: datetime
    ) -> list[Row]:
        """Some of its rows as they are shown; a constant number of queries."""
        return self.source.lines(found, self.kind, columns, self.askable, time, now)

    def columns(self, known: Sequence[Column]) -> list[Column]:
        """Those of the view, else the person's own, else the usual ones."""
        own = (self.view.columns if self.view else []) or columns_of(self.user, self.kind.name)
        return chosen_columns(own, known) or chosen_columns(self.kind.columns, known)


@dataclass(frozen=True)
class Heading:
    """A column's heading. sort: the address that sorts by it. direction: as ARIA says it."""

    column: Column
    sort: str
    direction: str


@dataclass(frozen=True)
class RecordList:
    """One page of the list. number: how many there are in all ("212", "10,000+")."""

    selection: Selection
    rows: Sequence[Row]
    headings: Sequence[Heading]
    name_heading: Heading
    stages: Sequence[tuple[str, str]]
    number: str
    older: str

    @property
    def wanted(self) -> Wanted:
        return self.selection.wanted

    @property
    def chips(self) -> list[tuple[Chip, str]]:
        """Each test of the filter with the address of the list without it."""
        found = self.selection.filter.chips
        return [(chip, self.wanted.but(where=chip.without).query) for chip in found]

    @property
    def filters(self) -> int:
        """How many narrow the list: tests, words, a stage, an owner."""
        wanted = self.wanted
        return len(self.chips) + sum(map(bool, (wanted.text, wanted.stage, wanted.owner)))

    @property
    def is_counted(self) -> bool:
        return self.selection.beyond or not self.number.endswith("+")


def selection_of(user: User, kind: str, wanted: Wanted, now: datetime) -> Selection:
    """The filter is read first: one that cannot be asked finds nothing and says why."""
    of = KINDS[kind]
    source = source_of(of)
    askable = source.askable(kind)
    rows = source.seen(user, of)
    read = read_filter(wanted.where, askable, context_of(user, now))
    preparing = not_ready(indexed_in(askable, wanted, read))
    rows = rows.none() if read.q is None or preparing else rows.filter(read.q)
    view = view_of(user, wanted.view, kind)
    rows, beyond = source.narrowed(rows, user, of, wanted), False
    if wanted.text:
        found = source.found(user, kind, wanted.text, LOOKED_AT + 1)
        rows, beyond = rows.filter(pk__in=found), len(found) > LOOKED_AT
    return Selection(user, of, wanted, askable, read, view, rows, beyond, preparing)


def indexed_in(askable: Askable, wanted: Wanted, read: Filter) -> list[Field]:
    """The fields of filter, order and grouping that are found by the index of answers."""
    asked = {*read.asked, wanted.sort.removeprefix("-"), wanted.group, wanted.by}
    fields = [askable.catalogue.get(name) for name in sorted(asked & askable.indexed)]
    return [one for one in fields if one is not None]


def records_for(user: User, kind: str, wanted: Wanted, now: datetime) -> RecordList:
    """What this person may see of a kind of record."""
    selection = selection_of(user, kind, wanted, now)
    columns = selection.columns(selection.known_columns())
    sorted_by = selection.rows.only(*selection.source.read)
    page, older = page_of(sorted_by, selection.order, wanted.before, ROWS)
    found = _shown(selection, page)
    time = schedule_of_person(user)
    most = MOST if wanted.exact else COUNTED
    return RecordList(
        selection=selection,
        rows=selection.lines(found, columns, time, now),
        headings=[_heading(selection, column) for column in columns],
        name_heading=_heading(selection, Column("name", "", sort="name")),
        stages=selection.askable.stage_labels(),
        number=_number(selection, most),
        older=older,
    )


def _number(selection: Selection, most: int) -> str:
    """What the index found beyond its limit is not counted once more."""
    if selection.beyond and selection.wanted.is_words_alone:
        return f"{LOOKED_AT:,}+"
    return number_of(selection.rows, most, beyond=selection.beyond)


def _shown(selection: Selection, page: Sequence[Any]) -> list[Any]:
    """What a row shows is asked for those of a page alone: a database that has to sort ten thousand
    would look it up for each of them first."""
    ids = [record.pk for record in page]
    model = selection.rows.model
    found = with_related(selection, model._default_manager.filter(pk__in=ids)).in_bulk()
    return [found[pk] for pk in ids if pk in found]


def with_related(selection: Selection, rows: QuerySet[Any] | None = None) -> QuerySet[Any]:
    """The rows with all that the list shows of them; rows: which, if not all of the selection."""
    rows = selection.rows if rows is None else rows
    return selection.source.related(rows, selection.kind)


def pinned_of(user: User, now: datetime) -> list[Pinned]:
    """The views in the navigation with their numbers; each is counted once a minute at most."""
    found = []
    for view in pins_of(user):
        if view.kind not in KINDS:
            continue
        number = remembered_number(user, view)
        if number is None:
            selection = selection_of(user, view.kind, wanted_of(view), now)
            number = number_of(selection.rows, COUNTED_IN_NAVIGATION)
            if selection.preparing:
                number = "…"
            else:
                remember_number(user, view, number)
        found.append(Pinned(view, number))
    return found


def _heading(selection: Selection, column: Column) -> Heading:
    """Pressed again, it turns the list round."""
    order, wanted = selection.order, selection.wanted
    if not column.sort:
        return Heading(column, "", "")
    here = order.name == column.sort
    first = "" if column.sort == "name" else "-"
    sign = ("" if order.down else "-") if here else first
    direction = ("descending" if order.down else "ascending") if here else ""
    return Heading(column, wanted.but(sort=f"{sign}{column.sort}").query, direction)
