"""What a split would do: which row goes back, which new one goes along, which is left as it is.

The page that shows it and the action that does it ask the same question.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar, cast

from django.db import models

from leadline.parties.lineage import Pointer, pointers_at
from leadline.parties.models import Company, Merge, MergedRow, Person

Party = TypeVar("Party", Person, Company)
Read = Callable[[type[models.Model], Mapping[str, object]], list[Any]]
Chosen = Mapping[tuple[str, int], bool]
Gone = dict[type[models.Model], set[int]]


@dataclass(frozen=True)
class Back:
    """A field that becomes what it was; of a pointer, the row goes back to who is taken out."""

    row: models.Model
    field: str
    before: object
    pointer: Pointer | None = None


@dataclass(frozen=True)
class New:
    """A row made since. goes: along with who is taken out. is_free: a person may choose."""

    pointer: Pointer
    row: models.Model
    goes: bool
    is_free: bool


@dataclass(frozen=True)
class Left:
    """A field that somebody has changed since the merge; it stays as it is."""

    row: models.Model
    field: str

    @property
    def table(self) -> str:
        return self.row._meta.label_lower


@dataclass(frozen=True)
class Plan:
    back: tuple[Back, ...]
    new: tuple[New, ...]
    left: tuple[Left, ...]


def plan_of(
    merge: Merge,
    winner: Party,
    loser: Party,
    read: Read,
    chosen: Chosen = MappingProxyType({}),
) -> Plan:
    """What taking `loser` out of `winner` means now. read: how rows are read, locked or not.

    chosen: of free new rows whether they go, by (table, id); the others go by what they came in by.
    """
    back, left = _back(merge, winner, loser, read)
    gone: Gone = defaultdict(set)
    for one in back:
        if one.pointer is not None:
            gone[type(one.row)].add(one.row.pk)
    new: list[New] = []
    for pointer in pointers_at(type(winner)):
        for fresh in _new(merge, pointer, winner, gone, read, chosen):
            new.append(fresh)
            if fresh.goes:
                gone[pointer.model].add(fresh.row.pk)
    return Plan(tuple(back), tuple(new), tuple(left))


def read_plainly(model: type[models.Model], where: Mapping[str, object]) -> list[Any]:
    """For a page: without a lock."""
    return list(model._default_manager.filter(**where).order_by("pk"))


def plain(value: object) -> object:
    """As `MergedRow` keeps it."""
    return value.isoformat() if isinstance(value, date) else value


def _back(merge: Merge, winner: Party, loser: Party, read: Read) -> tuple[list[Back], list[Left]]:
    lines: dict[str, list[MergedRow]] = defaultdict(list)
    for line in MergedRow.objects.filter(merge=merge).order_by("id"):
        lines[line.table].append(line)
    back, left = list[Back](), list[Left]()
    pointers = pointers_at(type(winner))
    tables: dict[str, type[models.Model]] = {one.table: one.model for one in pointers}
    tables[winner._meta.label_lower] = type(winner)
    for table, moved in lines.items():
        rows = {row.pk: row for row in read(tables[table], {"pk__in": [o.row_id for o in moved]})}
        pointing = {one.field: one for one in pointers if one.table == table}
        for line in moved:
            row = rows.get(line.row_id)
            if row is None:
                continue  # deleted since
            found = _put_back(line, row, pointing.get(line.field), loser)
            if found is None:
                left.append(Left(row, line.field))
            else:
                back.append(found)
    return back, left


def _put_back(
    line: MergedRow, row: models.Model, pointer: Pointer | None, loser: Party
) -> Back | None:
    """None where the field says something else by now."""
    column = cast("models.Field[Any, Any]", row._meta.get_field(line.field))
    value = getattr(row, column.attname)
    if isinstance(line.after, dict):
        before = without(value, line.before or {}, line.after)
        return Back(row, line.field, before)
    if plain(value) != line.after:
        return None
    if pointer is not None and line.before == loser.pk:
        return Back(row, line.field, loser.pk, pointer)
    return Back(row, column.attname, column.to_python(line.before))


def without(
    now: Mapping[str, Any], before: Mapping[str, Any], after: Mapping[str, Any]
) -> dict[str, Any]:
    """What stands now, less what the merge brought and nobody has changed since."""
    brought = {name for name, value in after.items() if before.get(name) != value}
    untouched = {name for name in brought if now.get(name) == after[name]}
    kept = {name: value for name, value in now.items() if name not in untouched}
    return kept | {name: before[name] for name in untouched if name in before}


def _new(
    merge: Merge,
    pointer: Pointer,
    winner: Party,
    gone: Gone,
    read: Read,
    chosen: Chosen,
) -> Iterator[New]:
    """Rows at the winner that no merge put there, made since."""
    brought = MergedRow.objects.filter(
        table=pointer.table, field=pointer.field, merge__split_at=None
    ).values("row_id")
    since = merge.marks.get(pointer.table, 0)
    fresh = pointer.model._default_manager.filter(
        **{pointer.field: winner.pk, "pk__gt": since}
    ).exclude(pk__in=brought)
    rows = read(pointer.model, {"pk__in": list(fresh.values_list("pk", flat=True))})
    identity = set(merge.identity)
    came: Sequence[Collection[int]] = (
        pointer.came_through(rows) if pointer.came_through else [()] * len(rows)
    )
    for row, through in zip(rows, came, strict=True):
        on = _hangs_on(pointer, row)
        goes = bool(set(through) & identity) if through else on is not None and on[1] in gone[on[0]]
        is_free = on is None
        if is_free:
            goes = chosen.get((pointer.table, row.pk), goes)
        yield New(pointer, row, goes, is_free)


def _hangs_on(pointer: Pointer, row: models.Model) -> tuple[type[models.Model], int] | None:
    if not pointer.follows:
        return None
    field = cast("models.ForeignKey[Any, Any]", row._meta.get_field(pointer.follows))
    on: int | None = getattr(row, field.attname)
    return None if on is None else (field.related_model, on)
