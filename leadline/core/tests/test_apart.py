"""On a copy one may do anything; the database itself and its other users notice nothing."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.sqlite3.base import DatabaseWrapper

from leadline.core.apart import Copy, can_be_copied


@pytest.fixture
def ours(tmp_path: Path, django_db_blocker: object) -> Iterator[Path]:
    """A small database of its own in a file, in the place of the tests'."""
    path, before = tmp_path / "ours.sqlite3", connections[DEFAULT_DB_ALIAS]
    with sqlite3.connect(path) as made:
        made.execute("PRAGMA journal_mode=WAL")
        made.execute("CREATE TABLE thing (name TEXT)")
        made.execute("INSERT INTO thing VALUES ('first')")
    made.close()
    own = DatabaseWrapper({**before.settings_dict, "NAME": str(path), "ENGINE": "sqlite3"})
    own.settings_dict |= {"OPTIONS": {}, "AUTOCOMMIT": True, "CONN_HEALTH_CHECKS": False}
    connections[DEFAULT_DB_ALIAS] = own
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        yield path
    own.close()
    connections[DEFAULT_DB_ALIAS] = before


def names() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM thing")
        return [row[0] for row in cursor.fetchall()]


def test_what_is_written_on_the_copy_stays_there(ours: Path, tmp_path: Path) -> None:
    assert can_be_copied()
    copy = Copy(tmp_path / "tmp", "trial")
    with copy.used(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO thing VALUES ('tried')")
    assert names() == ["first"]
    with copy.used():
        assert names() == ["first", "tried"]
    copy.remove()
    assert list((tmp_path / "tmp").iterdir()) == []


def test_somebody_else_writes_while_the_copy_is_in_use(ours: Path, tmp_path: Path) -> None:
    copy = Copy(tmp_path / "tmp", "trial")
    with copy.used(), connection.cursor() as cursor:
        cursor.execute("BEGIN IMMEDIATE")
        other = sqlite3.connect(ours, timeout=0)
        with other:
            other.execute("INSERT INTO thing VALUES ('meanwhile')")
        other.close()
        cursor.execute("ROLLBACK")
    assert names() == ["first", "meanwhile"]


def test_a_copy_that_was_left_behind_is_replaced(ours: Path, tmp_path: Path) -> None:
    first = Copy(tmp_path / "tmp", "trial")
    assert first.path.stat().st_mode & 0o077 == 0
    with Copy(tmp_path / "tmp", "trial").used():
        assert names() == ["first"]


@pytest.mark.django_db
def test_what_is_being_written_is_not_copied() -> None:
    assert not can_be_copied()
