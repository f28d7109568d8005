"""What was merged into somebody, and where each record would go if it were taken apart again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext

from leadline.access.models import User
from leadline.access.policy import visible
from leadline.core.models import Event
from leadline.parties.lineage import Pointer, pointers_at
from leadline.parties.models import Company, Merge, Person
from leadline.parties.partings import New, Plan, plan_of, read_plainly
from leadline.parties.queries.comparing import label_of

EVENTS = 30
LONGEST = 200  # rows of one kind that are named; the others are counted


@dataclass(frozen=True)
class MergedPage:
    """Who stayed, what was merged into it (newest first), and what happened to it."""

    party: Person | Company
    lives_on: Person | Company | None
    merges: Sequence[Merge]
    events: Sequence[Event]


@dataclass(frozen=True)
class Line:
    """One row: what it is called, where it goes, and its page where it has one.

    choice: the name of the choice where a person may choose, else "".
    """

    text: str
    goes: bool
    page: str = ""
    pk: int = 0
    choice: str = ""


@dataclass(frozen=True)
class Group:
    """Rows of one kind. unseen: how many more there are that the reader may not see or that are
    too many to name; they go by the rule."""

    noun: str
    lines: Sequence[Line]
    unseen: int = 0

    @property
    def number(self) -> int:
        return len(self.lines) + self.unseen


@dataclass(frozen=True)
class SplitPage:
    """back: rows that return. new: made since. values: (label, now, then). left: (label, text) of
    what somebody has changed since."""

    merge: Merge
    winner: Person | Company
    loser: Person | Company
    back: Sequence[Group]
    new: Sequence[Group]
    values: Sequence[tuple[str, str, str]]
    left: Sequence[tuple[str, str]]


def merges_into(party: Person | Company) -> list[Merge]:
    """The merges that stand, newest first."""
    rows = Merge.objects.filter(**{type(party).stream: party}, split_at=None)
    return list(rows.select_related("lost_person", "lost_company").order_by("-pk"))


def merges_of(person: int | None, company: int | None) -> list[Merge]:
    """The merges into a person and a company that stand; one query."""
    rows = Merge.objects.filter(
        Q(person=person, person__isnull=False) | Q(company=company, company__isnull=False),
        split_at=None,
    )
    return list(rows.select_related("lost_person", "lost_company").order_by("-pk"))


def merged_page(party: Person | Company) -> MergedPage:
    """For the page of one party."""
    events = Event.objects.filter(stream=type(party).stream, stream_id=party.pk)
    return MergedPage(
        party, party.merged_into, merges_into(party), list(events.order_by("-seq")[:EVENTS])
    )


def split_page(merge: Merge, user: User) -> SplitPage:
    """Where everything would go now; nothing is locked or changed."""
    winner, loser = both_of(merge)
    plan = _plan(merge, winner, loser)
    values = [one for one in plan.back if one.pointer is None]
    return SplitPage(
        merge,
        winner,
        loser,
        _groups([(one.pointer, one.row, True, False) for one in plan.back if one.pointer], user),
        _groups([(one.pointer, one.row, one.goes, one.is_free) for one in plan.new], user),
        [line for one in values for line in _value(winner, one.field, one.before)],
        [(_name_of(winner, one.field), str(one.row)) for one in plan.left if _is_told(one.field)],
    )


def both_of(merge: Merge) -> tuple[Person | Company, Person | Company]:
    """Who stayed and who was taken up, as they are now."""
    if merge.person_id is not None:
        people = Person.with_bin.in_bulk([merge.person_id, merge.lost_person_id])
        return people[merge.person_id], people[merge.lost_person_id or 0]
    companies = Company.with_bin.in_bulk([merge.company_id, merge.lost_company_id])
    return companies[merge.company_id or 0], companies[merge.lost_company_id or 0]


def free_rows(merge: Merge) -> dict[str, New]:
    """The new rows about which a person may decide, by the name of the choice."""
    plan = _plan(merge, *both_of(merge))
    return {choice_of(one.pointer, one.row): one for one in plan.new if one.is_free}


def choice_of(pointer: Pointer, row: models.Model) -> str:
    return f"{pointer.table}-{row.pk}"


def _plan(merge: Merge, winner: Person | Company, loser: Person | Company) -> Plan:
    return plan_of(merge, winner, loser, read_plainly)  # type: ignore[type-var]


def _groups(rows: Sequence[tuple[Pointer, models.Model, bool, bool]], user: User) -> list[Group]:
    by_noun: dict[str, list[tuple[Pointer, models.Model, bool, bool]]] = {}
    for one in rows:
        by_noun.setdefault(one[0].noun, []).append(one)
    return [_group(noun, found, user) for noun, found in by_noun.items()]


def _group(
    noun: str, rows: Sequence[tuple[Pointer, models.Model, bool, bool]], user: User
) -> Group:
    seen = _seen(user, [row for _pointer, row, _goes, _free in rows])
    lines = [
        Line(
            str(row) or gettext("without a name"),
            goes,
            pointer.page,
            row.pk,
            choice_of(pointer, row) if free else "",
        )
        for pointer, row, goes, free in rows
        if row.pk in seen
    ][:LONGEST]
    return Group(gettext(noun), lines, len(rows) - len(lines))


def _seen(user: User, rows: Sequence[models.Model]) -> set[int]:
    """Of rows of one table those that the person may see: what has an owner, or hangs on that."""
    model = type(rows[0])
    ids = {row.pk for row in rows}
    if _has(model, "owner"):
        shown = visible(user, model._default_manager.filter(pk__in=ids))
        return set(shown.values_list("pk", flat=True))
    if _has(model, "record"):
        on = {row.pk: row.record_id for row in rows}  # type: ignore[attr-defined]
        records: Any = model._meta.get_field("record").related_model
        shown = visible(user, records.objects.filter(pk__in=set(on.values())))
        known = set(shown.values_list("pk", flat=True))
        return {pk for pk, record in on.items() if record in known}
    return ids


def _has(model: type[models.Model], name: str) -> bool:
    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True


def _is_told(field: str) -> bool:
    return not (field.endswith("_key") or field in ("latin", "core", "family", "given"))


def _value(winner: Person | Company, field: str, before: object) -> list[tuple[str, str, str]]:
    if not _is_told(field):
        return []
    now = getattr(winner, field)
    if isinstance(before, Mapping):
        known: Mapping[str, Any] = now
        return [
            (name, str(value), str(before.get(name) or ""))
            for name, value in known.items()
            if before.get(name) != value
        ]
    return [(_name_of(winner, field), _shown(field, now), _shown(field, before))]


def _shown(field: str, value: object) -> str:
    if field == "company_id" and isinstance(value, int):
        return str(Company.with_bin.filter(pk=value).first() or "")
    return str(value or "")


def _name_of(winner: Person | Company, field: str) -> str:
    for pointer in pointers_at(type(winner)):
        if pointer.field == field:
            return gettext(pointer.noun)
    return label_of(winner, field.removesuffix("_id"))
