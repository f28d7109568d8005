"""The migrated database is kept in a file and copied into each test process; it saves seconds."""

import os
import shutil
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.core.management.commands.migrate import Command
from django.db import connection

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "var" / "tests"
MADE_OF = ("leadline/*/migrations/*.py", "leadline/search/columns.py", "requirements/*.txt")


def take_the_kept_one() -> None:
    """From now on this process's first `migrate` copies what is kept, or keeps what it makes.

    Only on SQLite, whose test databases are in memory.
    """
    if connection.vendor != "sqlite":
        return
    migrate = Command.handle

    def handle(self: Command, *args: Any, **options: Any) -> None:
        Command.handle = migrate  # type: ignore[method-assign]
        path = KEPT / f"{made_of()}.sqlite3"
        if path.exists():
            _copy_from(path)
        else:
            migrate(self, *args, **options)
            _keep(path)

    Command.handle = handle  # type: ignore[assignment, method-assign]


def begin_with_the_kept_one(data: Path) -> None:
    """An installation in this folder that need not be migrated, where a database is kept.

    Not for a test of setting up itself.
    """
    path = KEPT / f"{made_of()}.sqlite3"
    if path.exists():
        shutil.copy(path, data / "leadline.sqlite3")


def made_of() -> str:
    """A hash of all that the migrated database depends on."""
    found = sha256()
    for path in sorted(one for pattern in MADE_OF for one in ROOT.glob(pattern)):
        found.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:16]


def _copy_from(path: Path) -> None:
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as kept:
        kept.backup(connection.connection)


def _keep(path: Path) -> None:
    """Whole or not at all, since other processes may look for it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for old in path.parent.glob("*.sqlite3"):
        old.unlink(missing_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(unfinished)) as kept:
        connection.connection.backup(kept)
    unfinished.replace(path)
