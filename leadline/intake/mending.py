"""The rows that could not be read in, with the reason, as a file to mend and to bring in again."""

import csv
import io
from collections.abc import Iterator

from django.utils.translation import gettext as _

from leadline.files.store import path_of
from leadline.intake.columns import read_columns
from leadline.intake.models import Import, Outcome
from leadline.intake.tables import headings_of, rows_of, shape_of

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def mend_file(begun: Import) -> Iterator[str]:
    """Lines of CSV with the headings of the file and the reason as the last column.

    The reason's heading is no column of any mapping, so that the mended file can be read in as it
    is. A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    wrong = dict(
        begun.arrivals.filter(outcome__in=[Outcome.REJECTED, Outcome.FAILED]).values_list(
            "line", "reason"
        )
    )
    path = path_of(begun.hash)
    shape = shape_of(path, read_columns(begun.columns).encoding)
    headings = headings_of(path, shape)
    yield "\ufeff" + _line([*headings, _("What is wrong")])
    for row in rows_of(path, shape):
        if row.line in wrong:
            yield _line([*(row.texts.get(name, "") for name in headings), wrong[row.line]])


def safe(cell: str) -> str:
    """A cell that no spreadsheet runs."""
    return f"'{cell}" if cell.startswith(FORMULA) and not _is_number(cell) else cell


def _is_number(cell: str) -> bool:
    return cell[1:].replace(" ", "").replace(".", "", 1).isdecimal() and cell[0] in "+-"


def _line(cells: list[str]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow([safe(cell) for cell in cells])
    return text.getvalue()
