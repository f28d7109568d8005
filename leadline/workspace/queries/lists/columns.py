"""The columns of a list: those that every record has, and every field of its kind."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from leadline.conditions.catalogue import Field
from leadline.conditions.catalogue import Kind as FieldKind
from leadline.core.schedules import Schedule
from leadline.playbooks.explain.speaker import Speaker
from leadline.records.models import Record
from leadline.records.view import views_of
from leadline.work.rules import share_left
from leadline.workspace.kinds import Kind
from leadline.workspace.queries.lead import ring_state
from leadline.workspace.queries.lists.askable import Askable
from leadline.workspace.queries.lists.paging import SORTS
from leadline.workspace.reading import said, speaker_of, spoken

MOST = 20  # columns of one list
NUMBERS = frozenset({FieldKind.NUMBER, FieldKind.MONEY, FieldKind.DAY, FieldKind.MOMENT})


@dataclass(frozen=True)
class Column:
    """number: it stands at the right. sort: its name where the list can be sorted by it."""

    name: str
    label: str
    number: bool = False
    sort: str = ""


@dataclass(frozen=True)
class Cell:
    """What one row says in one column. raw: as it is exported. ring: of a promise that runs."""

    label: str
    text: str
    number: bool = False
    raw: object = None
    ring: str = ""
    title: str = ""


@dataclass(frozen=True)
class Row:
    """One record of the list: what it is called, and a cell for each column."""

    pk: int
    title: str
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Seen:
    """One record with what its cells need. time: the working time of whoever looks."""

    record: Record
    speaker: Speaker | None
    time: Schedule
    now: datetime

    def word(self, text: str) -> str:
        return self.speaker.word(text) if self.speaker else text


LABELS = {
    "company": _("Company"),
    "person": _("Person"),
    "stage": _("Stage"),
    "owner": _("Owner"),
    "source": _("Source"),
    "state": _("State"),
    "amount": _("Amount"),
    "opened": _("Opened"),
    "in stage since": _("In stage since"),
    "last change": _("Last change"),
    "promise": _("Promise"),
}
OF_KIND = {"source": "lead", "amount": "deal"}
HIDDEN = frozenset({"deal amount", "person name", "company name", "promise due", "came back",
                    "is open", "deal is open"})  # fmt: skip
DATED = ("opened", "in stage since", "last change", "promise")


def columns_for(kind: Kind, askable: Askable) -> list[Column]:
    """Every column that a list of this kind can have, the built-in ones first."""
    found = [
        Column(name, str(label), name == "amount" or name in DATED, name if name in SORTS else "")
        for name, label in LABELS.items()
        if OF_KIND.get(name, kind.name) == kind.name
    ]
    names = {one.name for one in found} | HIDDEN
    return found + [
        Column(field.name, askable.label(field), field.kind in NUMBERS, _sort(field, kind, askable))
        for field in askable.catalogue.fields
        if field.name not in names and field.means is None and field.kind is not FieldKind.CONDITION
    ]


def _sort(field: Field, kind: Kind, askable: Askable) -> str:
    """Answers are sorted by their index, and leads by their score."""
    is_score = field.name in SORTS and kind.name == "lead"
    return field.name if is_score or field.name in askable.sortable else ""


def chosen_columns(names: Sequence[str], known: Sequence[Column]) -> list[Column]:
    """Those of the names that exist, in their order."""
    by_name = {one.name: one for one in known}
    return [by_name[name] for name in dict.fromkeys(names) if name in by_name][:MOST]


def moved(names: Sequence[str], name: str, by: int) -> list[str]:
    """The names with one of them so many places further on; as they are where it is not there."""
    if name not in names:
        return list(names)
    rest = [one for one in names if one != name]
    place = max(0, names.index(name) + by)
    return [*rest[:place], name, *rest[place:]]


def rows_of(
    records: Sequence[Record],
    kind: Kind,
    columns: Sequence[Column],
    askable: Askable,
    time: Schedule,
    now: datetime,
) -> list[Row]:
    """A constant number of queries however many rows there are."""
    names = [one.name for one in columns if one.name not in LABELS]
    views = views_of(records, names, askable.catalogue)
    own = [askable.custom[name].field for name in names if name in askable.custom]
    rows = []
    for record, view in zip(records, views, strict=True):
        speaker = speaker_of(record.version_id) if record.version_id else None
        view.update({field.name: spoken(field, view[field.name]) for field in own})
        seen = Seen(record, speaker, time, now)
        cells = [_cell(seen, column, view) for column in columns]
        rows.append(Row(record.pk, title_of(record, kind), cells))
    return rows


def title_of(record: Record, kind: Kind) -> str:
    """What a row is called."""
    person = record.person.name if record.person and kind.by_person else ""
    return person or record.title


def _cell(seen: Seen, column: Column, view: Mapping[str, object]) -> Cell:
    if column.name == "promise":
        return _promise(seen, column)
    read = READ.get(column.name)
    value = read(seen) if read else view.get(column.name)
    return Cell(column.label, said(value, seen.speaker), column.number, value)


def _promise(seen: Seen, column: Column) -> Cell:
    record, due_at = seen.record, seen.record.due_at
    if due_at is None:
        return Cell(column.label, "", column.number)
    late = due_at <= seen.now
    ring = ring_state(share_left(seen.time, record.entered_at, due_at, seen.now), late=late)
    text = gettext("late") if late else said(due_at)
    return Cell(column.label, text, column.number, due_at, ring, seen.word(record.promise))


def _state(seen: Seen) -> str:
    outcome = seen.record.outcome
    if not outcome:
        return gettext("Open")
    known = {"won": gettext("Won"), "lost": gettext("Lost")}
    return known.get(outcome) or seen.word(outcome)


def _of(path: str) -> Callable[[Seen], Any]:
    """What stands at the end of a path from the record, None where the path ends earlier."""

    def read(seen: Seen) -> Any:
        value: Any = seen.record
        for name in path.split("."):
            value = getattr(value, name, None)
        return value

    return read


READ: Mapping[str, Callable[[Seen], Any]] = {
    "company": lambda seen: str(seen.record.company or ""),
    "person": _of("person.name"),
    "stage": lambda seen: seen.word(seen.record.stage),
    "owner": lambda seen: str(seen.record.owner or "") or gettext("nobody"),
    "source": _of("lead.source.label"),
    "state": _state,
    "amount": _of("deal.money"),
    "opened": _of("opened_at"),
    "in stage since": _of("entered_at"),
    "last change": lambda seen: getattr(seen.record, "changed_at", None) or seen.record.entered_at,
}
