"""Stands very many leads by copying those that are there, with all that belongs to them, in SQL.

A copy has keys, numbers and match keys of its own; its names are those of the original, and its
timers are due when the original's are. Nothing is decided about it again.
"""

from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

from leadline.core.models import Event, Eventful
from leadline.parties.models import Company, Person
from leadline.records.models import Record

Model = type[models.Model]
NAMES = ("key", "number")  # texts that are unique
LINES = 1_000_000  # between the lines of a file's copies


def stand(leads: int) -> None:
    """Copies until there are at least so many leads."""
    there = Record.objects.filter(kind="lead").count()
    copied = _copied()
    statements = [_statement(model, copied) for model in copied]
    step = max(_last(model) for model in copied)
    last = {model: _last(model) for model in copied}
    for nth in range(1, -(-leads // there)):
        with transaction.atomic(), connection.cursor() as cursor:
            for model, statement in zip(copied, statements, strict=True):
                cursor.execute(statement, {"by": step * nth, "nth": nth, "upto": last[model]})
    _go_on_behind(copied)


def _copied() -> list[Model]:
    """Companies, people and records, what points at them, and all their events."""
    found: list[Model] = [Company, Person, Record]
    ours: list[Model] = [one for one in apps.get_models() if one.__module__.startswith("leadline.")]
    while more := [
        one
        for one in ours
        if one not in found and any(_points_at(field, found) for field in _fields(one))
    ]:
        found += more
    return [*found, Event]


def _statement(model: Model, copied: list[Model]) -> str:
    quote = connection.ops.quote_name
    fields = _fields(model)
    columns = ", ".join(quote(field.column) for field in fields)
    values = ", ".join(_value(model, field, copied) for field in fields)
    of_ours = " AND stream IN ({})".format(
        ", ".join(f"'{one.stream}'" for one in copied if issubclass(one, Eventful))
    )
    return (
        f"INSERT INTO {quote(model._meta.db_table)} ({columns}) SELECT {values}"
        f" FROM {quote(model._meta.db_table)} WHERE {quote(_key(model).column)} <= %(upto)s"
        f"{of_ours if model is Event else ''}"
    )


def _value(model: Model, field: Any, copied: list[Model]) -> str:
    column = connection.ops.quote_name(field.column)
    moved = _points_at(field, copied) or (model, field.name) == (Event, "stream_id")
    if moved or (field.primary_key and not field.is_relation):
        return f"{column} + %(by)s"
    if isinstance(field, models.BigIntegerField) and field.name.startswith(("hash", "key_")):
        return f"{column} + %(nth)s"
    if field.name == "line" and isinstance(field, models.IntegerField):
        return f"{column} + %(nth)s * {LINES}"
    if isinstance(field, models.CharField) and field.name in NAMES:
        return f"CASE WHEN {column} = '' THEN '' ELSE {column} || '~' || %(nth)s END"
    return column


def _go_on_behind(copied: list[Model]) -> None:
    """PostgreSQL hands out keys by a sequence that has not seen these; SQLite saw them."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for model in copied:
            if isinstance(_key(model), models.AutoField):
                table = model._meta.db_table
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id))"
                    f' FROM "{table}"'
                )


def _fields(model: Model) -> list[Any]:
    return list(model._meta.concrete_fields)


def _key(model: Model) -> Any:
    return model._meta.pk


def _points_at(field: Any, some: list[Model]) -> bool:
    return isinstance(field, models.ForeignKey) and field.related_model in some


def _last(model: Model) -> int:
    key = _key(model).attname
    return int(model._default_manager.aggregate(last=models.Max(key))["last"] or 0)
