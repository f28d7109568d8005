"""The bulk writer: many rows in as few statements as the database allows; the only raw SQL of the product."""

from collections.abc import Sequence
from typing import Any

from django.db import connection, models
from django.db.models import Field


def reserve_ids(model: type[models.Model], count: int) -> list[int]:
    """`count` unused primary keys of the model's table, ascending.

    On SQLite the caller holds the write lock (transactions are IMMEDIATE), so nobody else can take them.
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
    fields = list(model._meta.concrete_fields)
    columns = ", ".join(_quoted(field.column) for field in fields)
    table = _quoted(model._meta.db_table)
    values = (_values(row, fields, add=True) for row in rows)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:  # type: ignore[attr-defined]
                for line in values:
                    copy.write_row(line)
        else:
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", list(values))


def update(model: type[models.Model], rows: Sequence[models.Model], names: Sequence[str]) -> None:
    """Writes the named fields of rows that exist."""
    fields = [model._meta.get_field(name) for name in names]
    key = model._meta.pk
    assert key is not None
    assignments = ", ".join(f"{_quoted(field.column)} = %s" for field in fields)  # type: ignore[union-attr]
    lines = [_values(row, [*fields, key], add=False) for row in rows]  # type: ignore[list-item]
    statement = (
        f"UPDATE {_quoted(model._meta.db_table)} SET {assignments} WHERE {_quoted(key.column)} = %s"  # noqa: S608
    )
    with connection.cursor() as cursor:
        cursor.executemany(statement, lines)


def _values(row: models.Model, fields: Sequence["Field[Any, Any]"], *, add: bool) -> list[Any]:
    return [field.get_db_prep_save(field.pre_save(row, add), connection) for field in fields]


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
