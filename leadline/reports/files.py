"""A table of a report as a file that every spreadsheet reads and none runs."""

import csv
import io
from collections.abc import Sequence

from django.http import HttpResponse

from leadline.core import clock
from leadline.intake.mending import safe

BOM = "\ufeff"  # so that a spreadsheet reads Chinese


def as_file(name: str, rows: Sequence[Sequence[object]]) -> HttpResponse:
    """CSV with the day in its name; the first row holds the headings."""
    text = io.StringIO()
    csv.writer(text).writerows([[safe(str(cell)) for cell in row] for row in rows])
    answer = HttpResponse(BOM + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}-{clock.now():%Y-%m-%d}.csv"'
    return answer
