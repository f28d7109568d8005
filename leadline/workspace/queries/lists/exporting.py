"""A list as a file: CSV or XLSX, read in slices, and no cell is a formula."""

import csv
import io
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

import xlsxwriter
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from leadline.access.queries import schedule_of_person
from leadline.core.money import Money
from leadline.intake.mending import safe
from leadline.workspace.queries.leads import Selection, with_related
from leadline.workspace.queries.lists.columns import Cell, Row
from leadline.workspace.queries.lists.paging import page_of

MOST = 50_000  # rows of one file
SLICE = 500
FORMATS = ("xlsx", "csv")
BOM = "\ufeff"  # so that a spreadsheet reads Chinese
DAY, MOMENT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"


def headings_of(selection: Selection) -> list[str]:
    """The first row of the file."""
    columns = selection.columns(selection.known_columns())
    return [_("Name"), *(column.label for column in columns)]


def rows_in(selection: Selection, now: datetime) -> Iterator[Row]:
    """The rows of the list in its order, up to MOST, a slice at a time."""
    columns = selection.columns(selection.known_columns())
    time = schedule_of_person(selection.user)
    rows, mark, left = with_related(selection), "", MOST
    while left > 0:
        found, mark = page_of(rows, selection.order, mark, min(SLICE, left))
        yield from selection.lines(found, columns, time, now)
        left -= len(found)
        if not mark:
            return


def as_csv(headings: Sequence[str], rows: Iterator[Row]) -> Iterator[str]:
    """Lines of CSV; what a spreadsheet would run begins with an apostrophe."""
    yield BOM + _line([safe(one) for one in headings])
    for row in rows:
        cells = [safe(_plain(cell.raw, cell.text)) for cell in row.cells]
        yield _line([safe(row.title), *cells])


def as_xlsx(headings: Sequence[str], rows: Iterator[Row]) -> IO[bytes]:
    """A workbook of one sheet at its beginning; text is text there, never a formula or a link."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  whoever sends it closes it
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(file, options)
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True})
    forms = {form: book.add_format({"num_format": form}) for form in (DAY, MOMENT)}
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, len(headings), 22)
    for column, heading in enumerate(headings):
        sheet.write_string(0, column, heading, bold)
    for line, row in enumerate(rows, start=1):
        sheet.write_string(line, 0, row.title)
        for column, cell in enumerate(row.cells, start=1):
            _write(sheet, line, column, cell.raw, cell.text, forms)
    book.close()
    file.seek(0)
    return file


def table_as_csv(rows: Sequence[Sequence[str]]) -> str:
    """A table of plain texts."""
    return BOM + "".join(_line([safe(cell) for cell in row]) for row in rows)


def table_as_xlsx(rows: Sequence[Sequence[str]]) -> IO[bytes]:
    """The same as a workbook, its first row as headings."""
    lines = (
        Row(0, row[0], [Cell("", cell, raw=_number(cell)) for cell in row[1:]]) for row in rows[1:]
    )
    return as_xlsx(rows[0], lines)


def _number(cell: str) -> Decimal | None:
    plain = cell.replace(",", "")
    return Decimal(plain) if plain.replace(".", "", 1).isdecimal() and plain.isascii() else None


def _write(
    sheet: Any, line: int, column: int, raw: object, text: str, forms: dict[str, Any]
) -> None:
    match raw:
        case datetime():
            moment = localtime(raw).replace(tzinfo=None)
            sheet.write_datetime(line, column, moment, forms[MOMENT])
        case date():
            sheet.write_datetime(line, column, datetime(raw.year, raw.month, raw.day), forms[DAY])
        case Decimal() | int() if not isinstance(raw, bool):
            sheet.write_number(line, column, raw)
        case _:
            sheet.write_string(line, column, text)


def _plain(raw: object, text: str) -> str:
    """Times as every program reads them; the rest as it stands in the list."""
    if isinstance(raw, datetime):
        return localtime(raw).strftime("%Y-%m-%d %H:%M")
    if isinstance(raw, date):
        return raw.isoformat()
    return str(raw) if isinstance(raw, Money | Decimal) else text


def _line(cells: Sequence[str]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue()
