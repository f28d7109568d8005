"""A private copy of the database, on which things can be tried without holding anybody up."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

LARGEST = 2 * 1024**3  # bytes of a database that is copied


class Copy:
    """Made at once in a folder; what this thread asks inside `used` is asked of the copy."""

    def __init__(self, folder: Path, name: str) -> None:
        """Raises OSError or OperationalError where there is no room for it."""
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / f"{name}.copy.sqlite3"
        self.remove()
        self.path.touch(mode=0o600)
        own = connections[DEFAULT_DB_ALIAS]
        own.ensure_connection()
        with self.used() as copy:
            copy.ensure_connection()
            own.connection.backup(copy.connection)  # readers and the writer go on meanwhile

    @contextmanager
    def used(self) -> Iterator[BaseDatabaseWrapper]:
        own = connections[DEFAULT_DB_ALIAS]
        copy = type(own)({**own.settings_dict, "NAME": str(self.path)}, DEFAULT_DB_ALIAS)
        connections[DEFAULT_DB_ALIAS] = copy
        try:
            yield copy
        finally:
            connections[DEFAULT_DB_ALIAS] = own
            copy.close()

    def remove(self) -> None:
        for path in self.path.parent.glob(f"{self.path.name}*"):
            path.unlink()


def can_be_copied() -> bool:
    """Whether the database is a file of SQLite of moderate size, and nothing is being written."""
    own = connections[DEFAULT_DB_ALIAS]
    path = Path(str(own.settings_dict["NAME"]))
    if own.vendor != "sqlite" or own.in_atomic_block or not path.is_file():
        return False
    return path.stat().st_size <= LARGEST
