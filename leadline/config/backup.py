"""One archive of everything an installation has, and an installation made of one archive again.

The archive holds a manifest, the files, the secret key and, on SQLite, the database as it was at
one moment. PostgreSQL is copied by its own tools; the manifest keeps its counts.
"""

import contextlib
import hashlib
import json
import os
import sqlite3
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

from django.db import connection

MANIFEST, DATABASE, FILES, KEY = "manifest.json", "leadline.sqlite3", "files", "secret-key"
COMING = "coming"  # files that are only being received


class Unusable(Exception):
    """The archive or the folder cannot be used; the sentence says why."""


@dataclass(frozen=True)
class Manifest:
    """version: of Leadline. counts: rows per table. sums: SHA-256 of every file, by its path."""

    version: str
    made_at: str
    vendor: str
    counts: dict[str, int]
    sums: dict[str, str]


def archive(target: Path, data: Path, now: datetime) -> Manifest:
    """Writes the archive, readable by its owner only; nobody needs to stop working meanwhile.

    The database goes first: a file that comes later is more than its rows ask for, never less.
    Raises Unusable when the target exists.
    """
    if target.exists():
        raise Unusable(f"{target} exists; an archive is never overwritten.")
    handle, coming = tempfile.mkstemp(dir=target.resolve().parent, prefix=".leadline-backup-")
    try:
        with os.fdopen(handle, "wb") as out, tarfile.open(fileobj=out, mode="w:gz") as tar:
            counts, sums = _add_database(tar), _add_files(tar, data)
            manifest = Manifest(
                version("leadline"), now.isoformat(), connection.vendor, counts[0], counts[1] | sums
            )
            _add_text(tar, MANIFEST, json.dumps(asdict(manifest), indent=1))
        os.replace(coming, target)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(coming)
    return manifest


def read_manifest(source: Path) -> Manifest:
    """What the archive says of itself. Raises Unusable for what is none of ours."""
    with _opened(source) as tar:
        member = tar.extractfile(MANIFEST)
        if member is None:
            raise ValueError(f"{MANIFEST} is no file")
        return Manifest(**json.load(member))


def unpack(source: Path, data: Path) -> Manifest:
    """Puts the archive into an empty data folder, once all of it has proven whole.

    Raises Unusable when the folder is not empty, or a sum or a count is not the manifest's.
    """
    manifest = read_manifest(source)
    _must_be_empty(data)
    data.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=data, prefix=".restore-") as folder:
        coming = Path(folder)
        with _opened(source) as tar:
            tar.extractall(coming, filter="data")
        _must_be_whole(coming, manifest)
        for name in (FILES, KEY, DATABASE):  # the database last: with it the folder is not empty
            if (coming / name).exists():
                os.replace(coming / name, data / name)
    return manifest


def counts_of(database: sqlite3.Connection) -> dict[str, int]:
    """Rows per table of a SQLite database."""
    tables = database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    )
    return {name: _count(database, name) for (name,) in sorted(tables.fetchall())}


def counts_here() -> dict[str, int]:
    """Rows per table of the database that is in use."""
    counts = {}
    with connection.cursor() as cursor:
        for name in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(name)}")  # noqa: S608
            counts[name] = cursor.fetchone()[0]
    return counts


def differing(asked: dict[str, int], found: dict[str, int]) -> list[str]:
    """A line for each table that has another number of rows than was asked for."""
    return [
        f"{name}: {found.get(name, 0)} rows, in the archive {count}"
        for name, count in asked.items()
        if found.get(name, 0) != count
    ]


@contextlib.contextmanager
def _opened(source: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(source, mode="r:gz") as tar:
            yield tar
    except (
        OSError,
        EOFError,
        zlib.error,
        tarfile.TarError,
        KeyError,
        ValueError,
        TypeError,
    ) as error:
        raise Unusable(f"{source} is no whole archive of Leadline: {error}") from error


def _add_database(tar: tarfile.TarFile) -> tuple[dict[str, int], dict[str, str]]:
    """The counts and the sum of the database's copy; of PostgreSQL the counts alone."""
    connection.ensure_connection()
    if connection.vendor == "postgresql":
        return counts_here(), {}
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / DATABASE
        with contextlib.closing(sqlite3.connect(copy)) as target:
            connection.connection.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")
            counts = counts_of(target)
        tar.add(copy, DATABASE)
        return counts, {DATABASE: _sum(copy)}


def _add_files(tar: tarfile.TarFile, data: Path) -> dict[str, str]:
    sums = {}
    for path in [data / KEY, *sorted((data / FILES).rglob("*"))]:
        name = path.relative_to(data).as_posix()
        if path.is_file() and COMING not in path.relative_to(data).parts:
            sums[name] = _sum(path)
            tar.add(path, name)
    return sums


def _add_text(tar: tarfile.TarFile, name: str, text: str) -> None:
    content = text.encode()
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(content), 0o600
    tar.addfile(entry, BytesIO(content))


def _must_be_empty(data: Path) -> None:
    """The key and the caches that a first start makes do not count."""
    found = [data / DATABASE, *_members(data / FILES)]
    if taken := [path for path in found if path.exists()]:
        raise Unusable(f"{data} is not empty ({taken[0].name}); name an empty one: LEADLINE_DATA=…")


def _must_be_whole(coming: Path, manifest: Manifest) -> None:
    found = {path.relative_to(coming).as_posix() for path in _members(coming)} - {MANIFEST}
    if found != manifest.sums.keys():
        raise Unusable(
            f"Its files are not those of its manifest: {min(found ^ set(manifest.sums))}"
        )
    for name, asked in manifest.sums.items():
        if _sum(coming / name) != asked:
            raise Unusable(f"{name} is damaged.")
    if DATABASE in manifest.sums:
        with contextlib.closing(sqlite3.connect(coming / DATABASE)) as database:
            [(state,)] = database.execute("PRAGMA integrity_check(1)").fetchall()
            wrong = differing(manifest.counts, counts_of(database))
        if state != "ok" or wrong:
            raise Unusable("\n".join(wrong) or f"The database is damaged: {state}")


def _members(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def _count(database: sqlite3.Connection, table: str) -> int:
    quoted = table.replace('"', '""')
    return int(database.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()[0])  # noqa: S608


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
