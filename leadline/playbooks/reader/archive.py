"""A playbook as a .zip: packed the same way every time, and unpacked without trusting it."""

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from django.utils.translation import gettext as _

from leadline.core.errors import Invalid
from leadline.playbooks.problems import Problem
from leadline.playbooks.reader.folder import LARGEST_FILE, LARGEST_FOLDER, MOST_FILES, decoded

LARGEST_ARCHIVE = 5_000_000  # bytes, packed
_PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the same texts are the same archive


def archive_of(files: Mapping[str, str], folder: str) -> bytes:
    """The files in a folder of this name, packed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(files):
            entry = zipfile.ZipInfo(f"{folder}/{path}", _FIRST_DAY)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[path], zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def files_in(content: BinaryIO) -> tuple[str, dict[str, str], list[Problem]]:
    """The folder's name ("" without one), path → text of its files, and what is wrong with them.

    Nothing is written anywhere, and no more is unpacked than a playbook may hold, whatever the
    archive says of itself. Raises Invalid for what is no archive, or one that means harm.
    """
    if content.seek(0, io.SEEK_END) > LARGEST_ARCHIVE:
        raise Invalid(_("This is larger than %(limit)s MB.") % {"limit": LARGEST_ARCHIVE // 10**6})
    content.seek(0)
    try:
        with zipfile.ZipFile(content) as archive:
            return _files_in(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise Invalid(_("This is no .zip file that can be read.")) from error


def _files_in(archive: zipfile.ZipFile) -> tuple[str, dict[str, str], list[Problem]]:
    entries = list(_wanted(archive.infolist()))
    if not entries:
        raise Invalid(_("There is no file in it."))
    if len(entries) > MOST_FILES:
        raise Invalid(_("It holds more than %(most)s files.") % {"most": MOST_FILES})
    folder = _folder([entry.filename for entry in entries])
    files: dict[str, str] = {}
    problems: list[Problem] = []
    room = LARGEST_FOLDER
    for entry in entries:
        path = entry.filename.removeprefix(f"{folder}/") if folder else entry.filename
        if path in files:
            raise Invalid(_("“%(path)s” is in it twice.") % {"path": path[:80]})
        data = _unpacked(archive, entry, room)
        room -= len(data)
        text = decoded(data, path, problems)
        if text is not None:
            files[path] = text
    return folder, files, problems


def _wanted(entries: list[zipfile.ZipInfo]) -> Iterator[zipfile.ZipInfo]:
    """Without folders, and without what systems and editors leave beside a playbook's files."""
    for entry in entries:
        if entry.is_dir():
            continue
        parts = entry.filename.split("/")
        if "__MACOSX" in parts or any(part.startswith(".") and part.strip(".") for part in parts):
            continue
        if parts[-1] == "README.md":
            continue
        _refuse_harm(entry, parts)
        yield entry


def _refuse_harm(entry: zipfile.ZipInfo, parts: list[str]) -> None:
    told = {"path": entry.filename[:80]}
    leads_out = "\\" in entry.filename or ":" in entry.filename or "\x00" in entry.orig_filename
    if leads_out or not all(part.strip(".") for part in parts):
        raise Invalid(_("“%(path)s” leads out of the folder.") % told)
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        raise Invalid(_("“%(path)s” is a link or no plain file.") % told)
    if entry.flag_bits & 0x1 or entry.compress_type not in _PLAIN:
        raise Invalid(_("“%(path)s” is locked or packed in a way that is not read.") % told)


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int) -> bytes:
    with archive.open(entry) as packed:
        data = packed.read(min(LARGEST_FILE, room) + 1)
    if len(data) > LARGEST_FILE:
        told = {"path": entry.filename[:80], "limit": LARGEST_FILE // 10**6}
        raise Invalid(_("“%(path)s” is larger than %(limit)s MB.") % told)
    if len(data) > room:
        raise Invalid(
            _("Unpacked it is larger than %(limit)s MB.") % {"limit": LARGEST_FOLDER // 10**6}
        )
    return data


def _folder(paths: list[str]) -> str:
    """The folder that all of it is in, or ""."""
    first = paths[0].split("/")[0]
    return first if all(path.startswith(f"{first}/") for path in paths) else ""
