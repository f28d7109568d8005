"""How rows move in a merge and back in a split, for people and companies alike."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import models
from django.db.models import Max
from django.utils.translation import gettext

from leadline.core.batch import Batch
from leadline.core.errors import Refused
from leadline.core.models import Eventful
from leadline.parties.lineage import Pointer, identity_of, pointers_at
from leadline.parties.models import Company, Merge, MergedRow, Person
from leadline.parties.partings import Chosen, plain, plan_of

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
        if row.is_binned:
            raise Refused(gettext("%(name)s is in the bin. Bring it back first.") % {"name": row})


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


def unite(
    batch: Batch,
    winner: Party,
    loser: Party,
    choices: Mapping[str, Sequence[str]],
    taking: Collection[str],
) -> Merge:
    """Points all at the winner that pointed at the loser; fills the winner's blanks.

    choices: per choice its columns, the first of which says whether it is blank. taking: the
    choices in which the loser's value replaces the winner's.
    """
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
        for row in locked(batch, pointer.model, {pointer.field: loser.pk}):
            if row is not winner:
                _note(batch, merge, row, pointer.field, loser.pk, winner.pk)
                _hand_over(batch, pointer, row, loser, winner)
    for name, columns in choices.items():
        if getattr(loser, columns[0]) and (name in taking or not getattr(winner, columns[0])):
            for column in columns:
                _take(batch, merge, winner, column, getattr(loser, column))
    if loser.answers:
        _take(batch, merge, winner, "answers", {**loser.answers, **winner.answers})
    batch.change(loser, merged_into=winner)
    return merge


def part(
    batch: Batch,
    merge: Merge,
    winner: Party,
    loser: Party,
    chosen: Chosen,
) -> Parted:
    """Puts back what the merge moved, and lets go along what is new and the loser's.

    chosen: see `plan_of`.
    """
    plan = plan_of(merge, winner, loser, lambda *asked: locked(batch, *asked), chosen)
    for back in plan.back:  # names first, since rows note them
        if back.pointer is None:
            batch.change(back.row, **{back.field: back.before})
    for back in plan.back:
        if back.pointer is not None:
            _hand_over(batch, back.pointer, back.row, winner, loser)
    leaving = [one for one in plan.new if one.goes]
    for new in leaving:
        _hand_over(batch, new.pointer, new.row, winner, loser)
    batch.change(loser, merged_into=None)
    batch.change(merge, split_at=batch.now)
    returned = sum(back.pointer is not None for back in plan.back)
    return Parted(returned, len(leaving), tuple((one.table, one.row.pk) for one in plan.left))


def locked(batch: Batch, model: type[models.Model], where: Mapping[str, object]) -> list[Any]:
    """The rows, locked; those with a history are the batch's own, so that no change is lost."""
    rows = model._default_manager.select_for_update().filter(**where).order_by("pk")
    if issubclass(model, Eventful):
        return batch.lock(list(rows))
    return list(rows)


def _hand_over(
    batch: Batch, pointer: Pointer, row: models.Model, before: Party, after: Party
) -> None:
    batch.change(row, **{pointer.field: after})
    if pointer.told is not None and isinstance(row, Eventful):
        batch.happened(row, pointer.told, name=str(after), before=str(before))


def _take(batch: Batch, merge: Merge, winner: Party, column: str, value: object) -> None:
    before = getattr(winner, column)
    if before != value:
        _note(batch, merge, winner, column, plain(before), plain(value))
        batch.change(winner, **{column: value})


def _note(
    batch: Batch, merge: Merge, row: models.Model, field: str, before: object, after: object
) -> None:
    table = row._meta.label_lower
    batch.add(
        MergedRow(merge=merge, table=table, row_id=row.pk, field=field, before=before, after=after)
    )


def _last_id(model: type[models.Model]) -> int:
    return model._default_manager.aggregate(last=Max("pk"))["last"] or 0
