"""The bulk writer: many rows in as few statements as the database allows, in the only raw SQL."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection, models

from leadline.core.columns import columns_of, values_of


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
    columns = columns_of(model)
    table = _quoted(model._meta.db_table)
    names = ", ".join(_quoted(column.name) for column in columns)
    values = values_of(rows, columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _copy(cursor, f"COPY {table} ({names}) FROM STDIN", values)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(values))


def update(model: type[models.Model], rows: Sequence[models.Model], names: Sequence[str]) -> None:
    """Writes the named fields of rows that exist."""
    key = model._meta.pk.name
    *columns, where = columns_of(model, (*names, key))
    assignments = ", ".join(f"{_quoted(column.name)} = %s" for column in columns)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {_quoted(model._meta.db_table)} SET {assignments}"
            f" WHERE {_quoted(where.name)} = %s",
            list(values_of(rows, [*columns, where])),
        )


def add_to(model: type[models.Model], name: str, numbers: Mapping[int, int]) -> None:
    """Adds to the number in one field of rows that exist, by their keys; none of them is read."""
    column, key = columns_of(model, (name, model._meta.pk.name))
    field = _quoted(column.name)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {_quoted(model._meta.db_table)} SET {field} = {field} + %s"
            f" WHERE {_quoted(key.name)} = %s",
            [(number, pk) for pk, number in numbers.items()],
        )


def delete(model: type[models.Model], ids: Sequence[int]) -> None:
    """Deletes rows that nothing points at."""
    if not ids:
        return
    [key] = columns_of(model, (model._meta.pk.name,))
    where = f"{_quoted(key.name)} = %s"
    with connection.cursor() as cursor:
        cursor.executemany(
            f"DELETE FROM {_quoted(model._meta.db_table)} WHERE {where}", [(pk,) for pk in ids]
        )


def _copy(cursor: Any, statement: str, lines: Iterable[Sequence[Any]]) -> None:
    # COPY goes past Django's cursor, so its errors are made Django's here.
    with connection.wrap_database_errors, cursor.copy(statement) as copy:
        for line in lines:
            copy.write_row(line)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
