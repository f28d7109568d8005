"""Tables of any kind read row by row; what a file is, its content tells and not its name."""

import csv
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from leadline.core.errors import Invalid
from leadline.intake.decoding import Encoding, encoding_of, lines_of

UNPACKED = 256 * 1024 * 1024  # bytes of a workbook without its packing: it is read as a whole
MOST_COLUMNS = 500
LONGEST_CELL = 1_000_000  # characters
DELIMITERS = ",;\t|"
SAMPLED = 50  # rows from which the delimiter is told


@dataclass(frozen=True)
class Row:
    """line: of the file as people count it, from 1. wrong: why it cannot be used, or ""."""

    line: int
    texts: dict[str, str] = field(default_factory=dict)
    wrong: str = ""


@dataclass(frozen=True)
class Shape:
    """How a file is read: a workbook, or text with its encoding and delimiter."""

    encoding: Encoding | None = None
    delimiter: str = ""

    @property
    def is_workbook(self) -> bool:
        return self.encoding is None


def shape_of(path: Path, encoding: str = "") -> Shape:
    """What the file is. encoding: as a person said, "" to find out.

    Raises Invalid with a sentence for what is empty or no table, and for a workbook too large.
    """
    with path.open("rb") as content:
        head = content.read(8)
        if not head.strip():
            raise Invalid(_("This file is empty."))
        if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
            _check_packing(path, head)
            return Shape()
        if head.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"Rar!")):
            raise Invalid(_("This is no table. Save it as CSV or as a workbook and try again."))
        known = Encoding(_codec(encoding)) if encoding else encoding_of(content)
        sample = "".join(islice(lines_of(content, known), SAMPLED * 4))
    if sample.count("\x00") > len(sample) // 10:
        raise Invalid(_("This is no table. Save it as CSV or as a workbook and try again."))
    return Shape(known, _delimiter(sample))


def headings_of(path: Path, shape: Shape) -> tuple[str, ...]:
    """The headings, each once: what is blank is "column 3", what stands twice is "Name (2)"."""
    with _records(path, shape) as records:
        return _headings(records)


def rows_of(path: Path, shape: Shape, after: int = 0) -> Iterator[Row]:
    """The rows below the headings that are not blank, of lines greater than `after`."""
    with _records(path, shape) as records:
        headings = _headings(records)
        for line, cells in records:
            if line > after and any(cell.strip() for cell in cells):
                yield _row(line, headings, cells)


def _row(line: int, headings: Sequence[str], cells: Sequence[str]) -> Row:
    extra = [cell for cell in cells[len(headings) :] if cell.strip()]
    wrong = _("It has more cells than there are headings.") if extra else ""
    return Row(line, dict(zip(headings, cells, strict=False)), wrong)


@contextmanager
def _records(path: Path, shape: Shape) -> Iterator[Iterator[tuple[int, list[str]]]]:
    if shape.encoding is None:
        yield _sheet(path)
        return
    with path.open("rb") as content:
        yield _csv(lines_of(content, shape.encoding), shape.delimiter)


def _csv(lines: Iterable[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(LONGEST_CELL)
    text = _Ending(lines)
    reader = csv.reader(text, delimiter=delimiter)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            told = {"line": line, "problem": error}
            raise Invalid(
                _("From line %(line)s on this is no table: %(problem)s.") % told
            ) from error
        if text.has_ended:  # a record that only the end of the file has ended
            told = {"line": line}
            raise Invalid(
                _("From line %(line)s on a quotation mark is not closed. Close it and try again.")
                % told
            )
        yield line, cells
        line = reader.line_num + 1


class _Ending:
    """Lines that tell whether somebody has asked for one more than there are."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines, self.has_ended = iter(lines), False

    def __iter__(self) -> Iterator[str]:
        yield from self.lines
        self.has_ended = True


def _sheet(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The first sheet that holds anything."""
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        for name in workbook.sheet_names:
            rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
            if rows:
                yield from (
                    (line, [_text(cell) for cell in row]) for line, row in enumerate(rows, 1)
                )
                return
    except (CalamineError, OSError, ValueError) as error:
        raise Invalid(_("This workbook cannot be opened. Open it, save it again and try again, "
                        "without a password.")) from error  # fmt: skip
    raise Invalid(_("This file is empty."))


def _text(cell: Any) -> str:
    """A cell as CSV would have it: whole numbers without a point, days beginning with the year."""
    match cell:
        case bool():
            return "yes" if cell else "no"
        case float() if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case datetime() | date() | time():
            return cell.isoformat()
        case timedelta():
            return str(cell)
        case _:
            return str(cell)


def _headings(records: Iterator[tuple[int, list[str]]]) -> tuple[str, ...]:
    """Of the first line that is not blank."""
    cells = next((cells for _line, cells in records if any(map(str.strip, cells))), None)
    if cells is None:
        raise Invalid(_("This file is empty."))
    if len(cells) > MOST_COLUMNS:
        raise Invalid(_("A table has at most %(most)s columns.") % {"most": MOST_COLUMNS})
    seen: Counter[str] = Counter()
    found = []
    for place, cell in enumerate(cells, 1):
        name = " ".join(cell.replace("\x00", "").split())[:120] or f"column {place}"
        seen[name] += 1
        found.append(f"{name} ({seen[name]})" if seen[name] > 1 else name)
    return tuple(found)


def _delimiter(sample: str) -> str:
    """The one that cuts most lines into the same number of cells, and into more than one."""

    def score(delimiter: str) -> tuple[float, int]:
        try:
            widths = Counter(map(len, csv.reader(sample.splitlines(), delimiter=delimiter)))
        except csv.Error:
            return 0.0, 0
        [(width, times)] = widths.most_common(1) or [(0, 0)]
        return (times / widths.total() if width > 1 else 0.0), width

    return max(DELIMITERS, key=score)


def _codec(name: str) -> str:
    try:
        "".encode(name)
    except LookupError as error:
        raise Invalid(_("There is no encoding “%(name)s”.") % {"name": name[:40]}) from error
    return name


def _check_packing(path: Path, head: bytes) -> None:
    if not head.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
            lies = unpacked <= UNPACKED and archive.testzip() is not None
    except (zipfile.BadZipFile, zlib.error, ValueError, EOFError, RuntimeError) as error:
        raise Invalid(_("This file is damaged: it cannot be opened.")) from error
    if lies:  # a part is not what its packing says
        raise Invalid(_("This file is damaged: it cannot be opened."))
    if unpacked > UNPACKED:
        raise Invalid(_("This workbook is too large. Save it as CSV and try again."))
