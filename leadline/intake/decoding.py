"""Bytes of a table become text: strictly UTF-8, else Chinese, else as chardet says, else asked."""

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

import chardet
from django.utils.translation import gettext as _

from leadline.core.errors import Invalid

SAMPLE = 200_000  # bytes of lines that are not UTF-8, from which their encoding is told
LONGEST_LINE = 4 * 1024 * 1024  # bytes
NEAR, LEAST = 0.8, 0.02  # of chardet's confidence: all that come so near must read the same
_HIGH = re.compile(rb"[\x80-\xff]")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True)
class Encoding:
    """name: of the lines that are not UTF-8. mixed: whether those that are, are read as such."""

    name: str
    mixed: bool = False


def encoding_of(content: BinaryIO) -> Encoding:
    """How the file is encoded, read through once, from its beginning.

    Raises Invalid with a sentence that asks for the encoding where nothing is certain.
    """
    content.seek(0)
    head = content.read(4)
    content.seek(0)
    for mark, name in _MARKS:
        if head.startswith(mark):
            return Encoding(name)
    foreign, utf8, sample = 0, 0, bytearray()
    for line in _raw_lines(content):
        if not _HIGH.search(line):
            continue
        if _is_utf8(line):
            utf8 += 1
            continue
        foreign += 1
        if len(sample) < SAMPLE:
            sample += line
    if not foreign:
        return Encoding("utf-8")
    return Encoding(_told(bytes(sample)), mixed=utf8 > foreign)


def lines_of(content: BinaryIO, encoding: Encoding) -> Iterator[str]:
    """The lines with their ends. Raises Invalid for a line that is in no way text."""
    content.seek(0)
    if encoding.name in ("utf-16", "utf-8-sig"):
        yield from _decoded_whole(content, encoding.name)
        return
    for number, line in enumerate(_raw_lines(content), 1):
        if encoding.mixed and _is_utf8(line):
            yield line.decode("utf-8")
            continue
        try:
            yield line.decode(encoding.name)
        except UnicodeDecodeError as error:
            told = {"line": number, "encoding": encoding.name}
            raise Invalid(_("Line %(line)s is not %(encoding)s text.") % told) from error


def _decoded_whole(content: BinaryIO, name: str) -> Iterator[str]:
    try:
        yield from codecs.getreader(name)(content)
    except UnicodeDecodeError as error:
        raise Invalid(_("This is not %(encoding)s text.") % {"encoding": name}) from error


def _raw_lines(content: BinaryIO) -> Iterable[bytes]:
    while line := content.readline(LONGEST_LINE + 1):
        if len(line) > LONGEST_LINE:
            raise Invalid(_("A line is longer than 4 MB: this is no table."))
        yield line


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _told(sample: bytes) -> str:
    if _is_chinese(sample):
        return "gb18030"
    found = chardet.detect_all(sample)
    best = max((one["confidence"] or 0.0 for one in found), default=0.0)
    likely = [str(one["encoding"]) for one in found if (one["confidence"] or 0.0) >= NEAR * best]
    texts = {_read_as(sample, name) for name in likely}
    if best < LEAST or len(texts) != 1 or None in texts:
        raise Invalid(_("It cannot be told how this file is encoded. Say it, or save it as UTF-8."))
    return likely[0].lower()


def _read_as(sample: bytes, name: str) -> str | None:
    try:
        return sample.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None


def _is_chinese(sample: bytes) -> bool:
    """Most of what is not ASCII are the 3,755 common characters, the first block of GB 2312."""
    try:
        text = sample.decode("gb18030")
    except UnicodeDecodeError:
        return False
    strange = [letter for letter in text if ord(letter) > 127]
    common = sum(_is_common(letter) for letter in strange)
    return common >= 0.7 * len(strange)


def _is_common(letter: str) -> bool:
    try:
        code = letter.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return len(code) == 2 and 0xB0 <= code[0] <= 0xD7
