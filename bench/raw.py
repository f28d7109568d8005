"""The yardstick: the very rows that were written, written once more by nothing but the database.

A copy of the database is made before; afterwards the new rows go into it by `executemany` (SQLite)
or COPY (PostgreSQL), table by table, with every index and constraint, in one transaction.
"""

import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
from django.apps import apps
from django.db import connection, connections
from django.db.models import CharField
from psycopg import sql

from leadline.config.environment import database


class Copy:
    """The database as it is when this is made."""

    def __init__(self, folder: Path, name: str) -> None:
        self.before = {table: _last(table, key) for table, key in _tables()}
        self.path = folder / f"{name}.sqlite3"
        self.name = f"{connection.settings_dict['NAME']}_{name}"
        connections.close_all()
        if connection.vendor == "sqlite":
            shutil.copy(str(connection.settings_dict["NAME"]), self.path)
        else:
            with _server("postgres") as server:
                own = sql.Identifier(str(connection.settings_dict["NAME"]))
                server.execute(
                    sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(self.name), own)
                )

    def raw_write(self) -> tuple[int, float]:
        """Writes the rows that are new since then into the copy: how many, in how many seconds."""
        write = self._into_sqlite if connection.vendor == "sqlite" else self._into_postgresql
        return write()

    def _into_sqlite(self) -> tuple[int, float]:
        new = [(table, *self._new_rows(table, key)) for table, key in _tables()]
        with closing(sqlite3.connect(self.path, isolation_level=None)) as raw:
            raw.executescript(str(database("", Path())["OPTIONS"]["init_command"]))
            raw.execute("PRAGMA foreign_keys=ON")
            began = time.perf_counter()
            raw.execute("BEGIN IMMEDIATE")
            raw.execute("PRAGMA defer_foreign_keys=ON")
            for table, columns, rows in new:
                if rows:
                    marks = ", ".join("?" * len(columns))
                    names = ", ".join(f'"{column}"' for column in columns)
                    raw.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', rows)
            raw.execute("COMMIT")
            seconds = time.perf_counter() - began
        self.path.unlink()
        return sum(len(rows) for *_, rows in new), seconds

    def _new_rows(self, table: str, key: str) -> tuple[list[str], list[Any]]:
        with closing(sqlite3.connect(str(connection.settings_dict["NAME"]))) as own:
            found = own.execute(f'SELECT * FROM "{table}" WHERE "{key}" > ?', [self.before[table]])
            return [column[0] for column in found.description], found.fetchall()

    def _into_postgresql(self) -> tuple[int, float]:
        new = {table: self._copied(table, key) for table, key in _tables()}
        rows = 0
        with _server(self.name) as raw, raw.cursor() as cursor:
            began = time.perf_counter()
            with raw.transaction():
                raw.execute("SET CONSTRAINTS ALL DEFERRED")
                for table, blocks in new.items():
                    into = sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(table))
                    with cursor.copy(into) as copy:
                        for block in blocks:
                            copy.write(block)
                    rows += cursor.rowcount
            seconds = time.perf_counter() - began
        with _server("postgres") as server:
            server.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(self.name)))
        return rows, seconds

    def _copied(self, table: str, key: str) -> list[bytes]:
        with _server(str(connection.settings_dict["NAME"])) as own, own.cursor() as cursor:
            newer = sql.SQL("COPY (SELECT * FROM {} WHERE {} > {}) TO STDOUT").format(
                sql.Identifier(table), sql.Identifier(key), sql.Literal(self.before[table])
            )
            with cursor.copy(newer) as copy:
                return [bytes(block) for block in copy]


def _tables() -> Iterator[tuple[str, str]]:
    """Every table with a number as its key, and that column."""
    for model in apps.get_models():
        key = model._meta.pk
        if not isinstance(key, CharField):
            yield model._meta.db_table, str(key.column)


def _last(table: str, key: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT coalesce(max("{key}"), 0) FROM "{table}"')
        return int(cursor.fetchone()[0])


def _server(name: str) -> "psycopg.Connection[Any]":
    own = connection.settings_dict
    return psycopg.connect(
        host=own["HOST"] or None,
        port=own["PORT"] or None,
        user=own["USER"] or None,
        password=own["PASSWORD"] or None,
        dbname=name,
        autocommit=True,
    )
