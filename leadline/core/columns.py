"""What the database is given for the values of a model's fields: what Django would give, faster."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any, TypeAlias, cast

from django.db import DEFAULT_DB_ALIAS, connections, models

AnyField: TypeAlias = "models.Field[Any, Any]"
Convert: TypeAlias = Callable[[Any], Any]

NOTHING: type = type(None)
# The database takes these values as they are. A type that is derived from one of them is not here:
# it goes the long way.
TEXTS = frozenset((str, NOTHING))
NUMBERS = frozenset((int, NOTHING))
TRUTHS = frozenset((bool, NOTHING))
NOTHING_ALONE: frozenset[type] = frozenset((NOTHING,))


@dataclass(frozen=True)
class Column:
    """One field's column. plain: the types of values that go in as they are; convert: the rest."""

    name: str
    attname: str
    plain: frozenset[type]
    convert: Convert

    def values(self, rows: Sequence[models.Model]) -> list[Any]:
        """What the column of these rows holds, in their order."""
        attname, plain, convert = self.attname, self.plain, self.convert
        found = [getattr(row, attname) for row in rows]
        if plain.issuperset(map(type, found)):
            return found
        return [value if type(value) in plain else convert(value) for value in found]


def values_of(rows: Sequence[models.Model], columns: Sequence[Column]) -> Iterable[Sequence[Any]]:
    """Row by row what the columns hold."""
    return zip(*(column.values(rows) for column in columns), strict=True)


@cache
def columns_of(model: type[models.Model], names: tuple[str, ...] | None = None) -> list[Column]:
    """The columns of the named fields, or of all; TypeError where a field would fill itself in."""
    fields = [model._meta.get_field(n) for n in names] if names else model._meta.concrete_fields
    return [_column(cast(AnyField, field)) for field in fields]


def _column(field: AnyField) -> Column:
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        raise TypeError(f"{field} takes the time from the machine; the clock has it")
    assert field.column is not None  # every concrete field has one
    plain, convert = _ways(field, _long_way(field))
    return Column(field.column, field.attname, plain, convert)


def _ways(field: AnyField, long_way: Convert) -> tuple[frozenset[type], Convert]:
    """What goes in as it is, and what becomes of the rest; a field of our own says so itself."""
    if not type(field).__module__.startswith("django."):
        return NOTHING_ALONE, long_way
    match field:
        case models.ForeignKey():
            numbered = isinstance(_target(field), models.IntegerField)
            return NUMBERS if numbered else NOTHING_ALONE, long_way
        case models.BooleanField():
            return TRUTHS, long_way
        case models.IntegerField():
            return NUMBERS, long_way
        case models.CharField() | models.TextField():
            return TEXTS, long_way
        case models.DateTimeField():
            return NOTHING_ALONE, _moment_way(long_way)
        case models.JSONField():
            return NOTHING_ALONE, _json_way(field, long_way)
        case _:
            return NOTHING_ALONE, long_way


def _moment_way(long_way: Convert) -> Convert:
    """SQLite keeps text in UTC, PostgreSQL the moment; one without a zone goes the long way."""
    keeps_text = connections[DEFAULT_DB_ALIAS].vendor == "sqlite"

    def way(value: Any) -> Any:
        if type(value) is not datetime or value.tzinfo is not UTC:
            return long_way(value)
        return str(value)[: -len("+00:00")] if keeps_text else value

    return way


def _json_way(field: "models.JSONField[Any, Any]", long_way: Convert) -> Convert:
    """SQLite keeps text, for which Django makes an encoder for every value."""
    if connections[DEFAULT_DB_ALIAS].vendor != "sqlite":
        return long_way
    encode = (field.encoder or json.JSONEncoder)().encode
    return lambda value: encode(value) if type(value) in (dict, list) else long_way(value)


def _long_way(field: AnyField) -> Convert:
    """As Django does it. Its connection is the thread's own: it is asked for when it is needed."""
    return lambda value: field.get_db_prep_save(value, connections[DEFAULT_DB_ALIAS])


def _target(field: "models.ForeignKey[Any, Any]") -> AnyField:
    """The field that a key of another row points at in the end; that row's may be another's too."""
    found = field.target_field
    return _target(found) if isinstance(found, models.ForeignKey) else found
