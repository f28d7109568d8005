"""The bulk writer: many rows in as few statements as the database allows, in the only raw SQL."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias, cast

from django.db import DEFAULT_DB_ALIAS, connection, connections, models

AnyField: TypeAlias = "models.Field[Any, Any]"


def reserve_ids(model: type[models.Model], count: int) -> list[int]:
    """`count` unused primary keys of the model's table, ascending.

    On SQLite the caller holds the write lock (transactions are IMMEDIATE): nobody else takes them.
    """
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [table, count],
            )
            return [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
    last = row[0] if row else 0
    return list(range(last + 1, last + 1 + count))


def insert(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    """Writes new rows whose primary keys are set: COPY on PostgreSQL, executemany on SQLite."""
    fields = cast(Sequence[AnyField], model._meta.concrete_fields)
    table = _quoted(model._meta.db_table)
    columns = ", ".join(_quoted(field.column) for field in fields)
    values = (_values(row, fields, add=True) for row in rows)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _copy(cursor, f"COPY {table} ({columns}) FROM STDIN", values)
        else:
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", list(values))


def update(model: type[models.Model], rows: Sequence[models.Model], names: Sequence[str]) -> None:
    """Writes the named fields of rows that exist."""
    fields = [cast(AnyField, model._meta.get_field(name)) for name in names]
    key = model._meta.pk
    assignments = ", ".join(f"{_quoted(field.column)} = %s" for field in fields)
    where = f"{_quoted(key.column)} = %s"
    lines = [_values(row, [*fields, key], add=False) for row in rows]
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {_quoted(model._meta.db_table)} SET {assignments} WHERE {where}",
            lines,
        )


def delete(model: type[models.Model], ids: Sequence[int]) -> None:
    """Deletes rows that nothing points at."""
    if not ids:
        return
    where = f"{_quoted(model._meta.pk.column)} = %s"
    with connection.cursor() as cursor:
        cursor.executemany(
            f"DELETE FROM {_quoted(model._meta.db_table)} WHERE {where}", [(pk,) for pk in ids]
        )


def _copy(cursor: Any, statement: str, lines: Iterable[Sequence[Any]]) -> None:
    # COPY goes past Django's cursor, so its errors are made Django's here.
    with connection.wrap_database_errors, cursor.copy(statement) as copy:
        for line in lines:
            copy.write_row(line)


def _values(row: models.Model, fields: Sequence[AnyField], *, add: bool) -> list[Any]:
    database = connections[DEFAULT_DB_ALIAS]  # the proxy would look it up again for every value
    return [field.get_db_prep_save(field.pre_save(row, add), database) for field in fields]


def _quoted(name: str | None) -> str:
    assert name is not None  # every concrete field has a column
    return connection.ops.quote_name(name)
