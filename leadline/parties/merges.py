"""How rows move in a merge and back in a split, for people and companies alike."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar, cast

from django.db import models
from django.db.models import Max
from django.utils.translation import gettext

from leadline.core.batch import Batch
from leadline.core.errors import Refused
from leadline.core.models import Eventful
from leadline.parties.lineage import Pointer, identity_of, pointers_at
from leadline.parties.models import Company, Merge, MergedRow, Person

Party = TypeVar("Party", Person, Company)


@dataclass(frozen=True)
class Parted:
    """What a split did.

    returned: rows that went back. followed: new rows that went along with who was taken out.
    left_alone: (table, id) of rows that somebody has pointed elsewhere or changed since.
    """

    returned: int
    followed: int
    left_alone: tuple[tuple[str, int], ...]


def refuse_merge(winner: Party, losers: Sequence[Party]) -> None:
    """Raises Refused where a party would be merged into itself, twice, or into one that is gone."""
    if not losers or len({row.pk for row in losers} | {winner.pk}) <= len(losers):
        raise Refused(gettext("Choose others to merge, each once, and not the one that stays."))
    everyone: list[Person | Company] = [winner]
    everyone += losers
    for row in everyone:
        if row.merged_into_id is not None:
            raise Refused(
                gettext("%(name)s was merged into another already. Split that first.")
                % {"name": row}
            )


def refuse_split(winner: Party, merge: Merge) -> None:
    """Raises Refused for a merge of somebody else, one taken back, or one below a later merge."""
    owner = merge.person_id if isinstance(winner, Person) else merge.company_id
    if owner != winner.pk:
        raise Refused(gettext("This is not a merge of %(name)s.") % {"name": winner})
    if merge.split_at is not None:
        raise Refused(gettext("This merge was taken back already."))
    if winner.merged_into_id is not None:
        raise Refused(
            gettext("%(name)s was itself merged into another since. Split that first.")
            % {"name": winner}
        )


def unite(batch: Batch, winner: Party, loser: Party, fills: Sequence[str]) -> Merge:
    """Points all at the winner that pointed at the loser, and fills the winner's blanks."""
    kind = type(winner)
    pointers = pointers_at(kind)
    merge = Merge(
        marks={pointer.table: _last_id(pointer.model) for pointer in pointers},
        identity=sorted(identity_of(loser) - identity_of(winner)),
        merged_at=batch.now,
        author=batch.actor.name,
    )
    setattr(merge, kind.stream, winner)
    setattr(merge, f"lost_{kind.stream}", loser)
    batch.add(merge)
    for pointer in pointers:
        for row in _locked(batch, pointer.model, {pointer.field: loser.pk}):
            if row is not winner:
                _move(batch, merge, pointer, row, loser.pk, winner)
    for name in fills:
        before, after = getattr(winner, name), getattr(loser, name)
        if not before and after:
            _note(batch, merge, winner, name, _plain(before), _plain(after))
            batch.change(winner, **{name: after})
    batch.change(loser, merged_into=winner)
    return merge


def part(batch: Batch, merge: Merge, winner: Party, loser: Party) -> Parted:
    """Puts back what the merge moved, and lets go along what is new and the loser's."""
    moved: dict[str, list[MergedRow]] = defaultdict(list)
    for line in MergedRow.objects.filter(merge=merge).order_by("id"):
        moved[line.table].append(line)
    returned, left = 0, list[tuple[str, int]]()
    for table, lines in moved.items():
        done, alone = _put_back(batch, table, lines, winner, loser)
        returned += done
        left += alone
    theirs: set[int] = set()
    if isinstance(loser, Company):
        theirs = {line.row_id for line in moved[Person._meta.label_lower]}
    followed = 0
    for pointer in pointers_at(type(winner)):
        for row in _new_and_theirs(batch, merge, pointer, winner, theirs):
            batch.change(row, **{pointer.field: loser})
            followed += 1
            if isinstance(row, Person):
                theirs.add(row.pk)
    batch.change(loser, merged_into=None)
    batch.change(merge, split_at=batch.now)
    return Parted(returned, followed, tuple(left))


def _put_back(
    batch: Batch, table: str, lines: Sequence[MergedRow], winner: Party, loser: Party
) -> tuple[int, list[tuple[str, int]]]:
    model = _model_of(table, type(winner))
    rows = {row.pk: row for row in _locked(batch, model, {"pk__in": [o.row_id for o in lines]})}
    returned, left = 0, list[tuple[str, int]]()
    pointing = {pointer.field for pointer in pointers_at(type(winner)) if pointer.model is model}
    for line in lines:
        row = rows.get(line.row_id)
        if row is None:
            continue  # deleted since
        column = cast("models.Field[Any, Any]", model._meta.get_field(line.field))
        if _plain(getattr(row, column.attname)) != line.after:
            left.append((table, line.row_id))
        elif line.field in pointing and line.before == loser.pk:
            batch.change(row, **{line.field: loser})
            returned += 1
        else:
            batch.change(row, **{column.attname: column.to_python(line.before)})
    return returned, left


def _new_and_theirs(
    batch: Batch, merge: Merge, pointer: Pointer, winner: Party, theirs: Collection[int]
) -> list[models.Model]:
    """Rows at the winner that no merge put there, made since, that came in through the loser."""
    if not pointer.through and pointer.came_through is None:
        return []
    brought = MergedRow.objects.filter(
        table=pointer.table, field=pointer.field, merge__split_at=None
    ).values("row_id")
    since = merge.marks.get(pointer.table, 0)
    fresh = pointer.model._default_manager.filter(
        **{pointer.field: winner.pk, "pk__gt": since}
    ).exclude(pk__in=brought)
    rows = _locked(batch, pointer.model, {"pk__in": list(fresh.values_list("pk", flat=True))})
    identity = set(merge.identity)
    through = [set(one) for one in pointer.came_through(rows)] if pointer.came_through else None
    found = []
    for index, row in enumerate(rows):
        person = getattr(row, f"{pointer.through}_id") if pointer.through else None
        if person is not None:
            belongs = person in theirs
        else:
            belongs = through is not None and bool(through[index] & identity)
        if belongs:
            found.append(row)
    return found


def _move(
    batch: Batch, merge: Merge, pointer: Pointer, row: models.Model, before: int, winner: Party
) -> None:
    _note(batch, merge, row, pointer.field, before, winner.pk)
    batch.change(row, **{pointer.field: winner})


def _note(
    batch: Batch, merge: Merge, row: models.Model, field: str, before: object, after: object
) -> None:
    table = row._meta.label_lower
    batch.add(
        MergedRow(merge=merge, table=table, row_id=row.pk, field=field, before=before, after=after)
    )


def _locked(batch: Batch, model: type[models.Model], where: dict[str, object]) -> list[Any]:
    """The rows, locked; those with a history are the batch's own, so that no change is lost."""
    rows = model._default_manager.select_for_update().filter(**where).order_by("pk")
    if issubclass(model, Eventful):
        return batch.lock(list(rows))
    return list(rows)


def _last_id(model: type[models.Model]) -> int:
    return model._default_manager.aggregate(last=Max("pk"))["last"] or 0


def _model_of(table: str, kind: type[Person] | type[Company]) -> type[models.Model]:
    if table == kind._meta.label_lower:
        return kind
    return next(pointer.model for pointer in pointers_at(kind) if pointer.table == table)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
