"""What lies in the bin: everything that a person may see, the last deleted first."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from leadline.access.models import User
from leadline.access.policy import Rights, rights_of, visible
from leadline.core.bin import KEPT, binned
from leadline.core.written import labelled
from leadline.records.models import Record
from leadline.search.declared import declared_kinds
from leadline.work.models import Note
from leadline.workspace.models import View
from leadline.workspace.queries.parties import companies_in_bin, people_in_bin

ROWS = 50
LONGEST = 120  # characters of a note that are shown
NOUNS = {"lead": _("Lead"), "contact": _("Contact"), "deal": _("Deal")}


@dataclass(frozen=True)
class Kind:
    """One kind of thing that can lie in the bin. restores: the action that brings it back.

    rows: those that a person may see, with `binned_at` and `binned_by`.
    """

    label: Promise | str
    icon: str
    restores: str
    rows: Callable[[User], QuerySet[Any]]


@dataclass(frozen=True)
class Line:
    """One thing in the bin. until: when it goes for good. can: whether one may bring it back."""

    kind: str
    pk: int
    label: Promise | str
    icon: str
    title: str
    deleted_at: datetime
    by: str
    until: datetime
    can: bool


@dataclass(frozen=True)
class BinPage:
    """mine: only what this person has deleted. older: the mark of the next page, "" on the last."""

    lines: Sequence[Line]
    mine: bool
    older: str


def _records(user: User) -> QuerySet[Record]:
    lying = binned(Record)  # few, by an index; asked by kind, SQLite would walk through all of them
    return visible(user, Record.with_bin.filter(pk__in=lying, kind__in=list(declared_kinds())))


def _notes(user: User) -> QuerySet[Note]:
    rows = Note.with_bin.filter(binned_at__isnull=False).select_related("record")
    about = visible(user, Record.objects.filter(pk=OuterRef("record")))
    return rows.filter(Exists(about))


def _views(user: User) -> QuerySet[View]:
    rows = View.objects.filter(owner=user, removed_at__isnull=False)
    return rows.annotate(binned_at=F("removed_at"), binned_by=F("owner_id"))


KINDS: Mapping[str, Kind] = {
    "record": Kind(_("Record"), "flag", "restore record", _records),
    "person": Kind(_("Person"), "user-round", "restore person", people_in_bin),
    "company": Kind(_("Company"), "building-2", "restore company", companies_in_bin),
    "note": Kind(_("Note"), "message-square", "restore note", _notes),
    "view": Kind(_("View"), "list-filter", "restore view", _views),
}


def bin_page(user: User, *, mine: bool, before: str = "") -> BinPage:
    """A page of all kinds together; a constant number of queries."""
    mark = _read_mark(before)
    found: list[tuple[str, Any]] = []
    for name, kind in KINDS.items():
        rows = kind.rows(user)
        rows = rows.filter(binned_by=user.pk) if mine else rows
        rows = rows.filter(_behind(name, *mark)) if mark else rows
        found += [(name, row) for row in rows.order_by("-binned_at", "-pk")[: ROWS + 1]]
    found.sort(key=lambda one: (one[1].binned_at, one[0], one[1].pk), reverse=True)
    shown = found[:ROWS]
    names = User.objects.in_bulk({row.binned_by for _name, row in shown if row.binned_by})
    older = _mark(*shown[-1]) if len(found) > ROWS else ""
    rights = rights_of(user.pk)
    return BinPage([_line(name, row, rights, names) for name, row in shown], mine, older)


def _behind(name: str, at: datetime, last: str, pk: int) -> Q:
    """What comes after a row: deleted earlier, or at the same moment and further down."""
    if name > last:
        return Q(binned_at__lt=at)
    here = Q(binned_at=at) if name < last else Q(binned_at=at, pk__lt=pk)
    return Q(binned_at__lt=at) | here


def _mark(name: str, row: Any) -> str:
    return f"{row.binned_at.isoformat()}|{name}|{row.pk}"


def _read_mark(before: str) -> tuple[datetime, str, int] | None:
    """Nothing for an address that somebody made up."""
    at, _bar, rest = before.partition("|")
    name, _bar, pk = rest.partition("|")
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return None
    if moment.tzinfo is None or not (pk.isascii() and pk.isdecimal() and len(pk) < 19):
        return None
    return moment, name, int(pk)


def _line(name: str, row: Any, rights: Rights, names: Mapping[int, User]) -> Line:
    kind = KINDS[name]
    label, icon = kind.label, kind.icon
    if isinstance(row, Record):
        declared = declared_kinds()[row.kind]
        label, icon = NOUNS.get(row.kind, label), declared.icon
    whose = row.record if isinstance(row, Note) else row
    return Line(
        kind=name,
        pk=row.pk,
        label=label,
        icon=icon,
        title=_title(row),
        deleted_at=row.binned_at,
        by=str(names.get(row.binned_by or 0, "")),
        until=row.binned_at + KEPT,
        can=bool(rights.answer(kind.restores, whose)),
    )


def _title(row: Any) -> str:
    if isinstance(row, Note):
        return labelled(row.record.title, " ".join(row.text.split())[:LONGEST])
    return str(row)
