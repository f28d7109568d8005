"""Content is looked at and kept once, under its hash, in the data folder."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _

from leadline.core.errors import Invalid
from leadline.files.kinds import Kind, kind_of
from leadline.files.names import safe_name

CHUNK = 256 * 1024  # bytes


@dataclass(frozen=True)
class Stored:
    """Content that is on the disk: its SHA-256 as 64 hex digits, and its size in bytes."""

    hash: str
    size: int


@dataclass(frozen=True)
class Received:
    """A file that somebody handed in, looked at and on the disk; `keep_file` makes it a row."""

    stored: Stored
    kind: Kind
    name: str


def receive(content: BinaryIO, name: str) -> Received:
    """Looks at what the file really is and keeps its content. Call it outside of any transaction.

    content: open for reading, can be sought (an upload's `.file`). Raises Invalid with a sentence
    for what is empty, too large, or of a kind that is not kept.
    """
    kind = kind_of(content, name)
    return Received(put(content), kind, safe_name(name, kind.value))


def put(content: BinaryIO, limit: int | None = None) -> Stored:
    """Keeps the content, from its beginning; content that is here already is kept once.

    A half-written file is never seen under its hash. Raises Invalid when it is larger than the
    limit in bytes (LEADLINE_FILE_LIMIT).
    """
    folder = _root() / "coming"
    folder.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as coming:
        try:
            content.seek(0)
            while chunk := content.read(CHUNK):
                size += len(chunk)
                _check_size(size, limit)
                digest.update(chunk)
                coming.write(chunk)
            coming.flush()
            os.fsync(coming.fileno())
        except BaseException:
            Path(coming.name).unlink()
            raise
    _place(Path(coming.name), path_of(digest.hexdigest()))
    return Stored(digest.hexdigest(), size)


def open_content(hash: str) -> BinaryIO:
    """The content, open for reading. Raises FileNotFoundError when it is not on this disk."""
    return path_of(hash).open("rb")


def path_of(hash: str) -> Path:
    """Where the content of this hash is kept. Raises ValueError for what is no SHA-256."""
    if len(hash) != 64 or not set(hash) <= set("0123456789abcdef"):
        raise ValueError(f"{hash!r} is no hash")
    return _root() / hash[:2] / hash[2:4] / hash


def _place(coming: Path, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    coming.chmod(0o640)
    coming.replace(path)


def _check_size(size: int, limit: int | None) -> None:
    limit = settings.LEADLINE_FILE_LIMIT if limit is None else limit
    if size > limit:
        raise Invalid(
            _("This file is larger than %(limit)s MB.") % {"limit": limit // (1024 * 1024)}
        )


def _root() -> Path:
    return Path(settings.DATA) / "files"
