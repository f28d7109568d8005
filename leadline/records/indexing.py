"""The index of answers is kept true: each batch that writes answers also writes its rows."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Model

from leadline.conditions.catalogue import Field, Kind
from leadline.conditions.encoding import CUT, encoded, pieces
from leadline.core import bulk
from leadline.core.batch import Written, heed_writing
from leadline.parties.models import Company, Person
from leadline.records.models import AnswerIndex, AskedField, Record
from leadline.records.view import answers_to

ANSWERING = frozenset({"answers", "company", "company_id", "person", "person_id"})
PARTIES: tuple[tuple[str, type[Model]], ...] = (("company", Company), ("person", Person))
OF_CHOICES = (Kind.CHOICE, Kind.SET)
Key = tuple[int, str, str]  # record, field, value


def heed(written: Mapping[type[Model], Written]) -> None:
    """Indexes what a batch has written, in its transaction; no query where no answers were."""
    begun: list[Any] = list(_new(written, Record))
    changed = [row for row, names in _changed(written, Record) if names & ANSWERING]
    parties = {about: _told(written, table) for about, table in PARTIES}
    if not (begun or changed or any(parties.values())):
        return
    fields = [field_of(one) for one in AskedField.objects.order_by("pk")]
    records = {row.pk: row for row in (*begun, *changed)}
    for about in sorted({field.about for field in fields} & parties.keys()):
        if parties[about]:
            theirs = Record.objects.filter(**{f"{about}__in": parties[about]}).defer("state")
            records = {**{row.pk: row for row in theirs}, **records}
    index(list(records.values()), fields, new={row.pk for row in begun})


def index(records: Sequence[Record], fields: Sequence[Field], *, new: Collection[int] = ()) -> None:
    """Writes what these records answer to these fields: at most five queries.

    new: the ids of those that have nothing in the index yet.
    """
    if not (records and fields):
        return
    wanted = _wanted(records, fields)
    older = [record.pk for record in records if record.pk not in new]
    there = _there(older, fields)
    bulk.delete(AnswerIndex, sorted(pk for key, pk in there.items() if key not in wanted))
    rows = [
        AnswerIndex(record_id=record, field=field, value=value)
        for record, field, value in sorted(wanted - there.keys())
    ]
    if not rows:
        return
    for row, pk in zip(rows, bulk.reserve_ids(AnswerIndex, len(rows)), strict=True):
        row.pk = pk
    bulk.insert(AnswerIndex, rows)


def pieces_of(name: str) -> str:
    """Under which name the pieces of a field's long texts stand."""
    return f"{name}{CUT}"


def field_of(asked: AskedField) -> Field:
    """The field as far as its answers are read by it: which choices there are does not matter."""
    kind = Kind(asked.kind)
    choices = ("",) if kind in OF_CHOICES else ()
    return Field(asked.name, kind, choices=choices, unit=asked.unit, about=asked.about)


def _wanted(records: Sequence[Record], fields: Sequence[Field]) -> set[Key]:
    found: set[Key] = set()
    for field, values in zip(fields, answers_to(records, fields), strict=True):
        for record, value in zip(records, values, strict=True):
            found |= {(record.pk, field.name, one) for one in encoded(field, value)}
            found |= {(record.pk, pieces_of(field.name), one) for one in pieces(field, value)}
    return found


def _there(records: Collection[int], fields: Iterable[Field]) -> dict[Key, int]:
    if not records:
        return {}
    names = [name for field in fields for name in (field.name, pieces_of(field.name))]
    rows = AnswerIndex.objects.filter(record__in=records, field__in=names)
    return {
        (record, field, value): pk
        for record, field, value, pk in rows.values_list("record_id", "field", "value", "pk")
    }


def _told(written: Mapping[type[Model], Written], table: type[Model]) -> list[int]:
    return [row.pk for row, names in _changed(written, table) if "answers" in names]


def _new(written: Mapping[type[Model], Written], table: type[Model]) -> Sequence[Any]:
    return written[table].new if table in written else ()


def _changed(
    written: Mapping[type[Model], Written], table: type[Model]
) -> Iterable[tuple[Any, frozenset[str]]]:
    return written[table].changed if table in written else ()


heed_writing(heed)
