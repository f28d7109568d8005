"""A file that a spreadsheet opens and does not run."""

from leadline.core.clock import standing_at
from leadline.reports.files import as_file
from leadline.reports.tests.conftest import MONDAY


def test_cells_are_no_formulas():
    with standing_at(MONDAY):
        answer = as_file(
            "insight", [["Name", "Number"], ['=HYPERLINK("http://x")', 3], ["@x", "-"]]
        )
    assert answer["Content-Disposition"] == 'attachment; filename="insight-2026-03-02.csv"'
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[1].startswith("\"'=HYPERLINK")
    assert lines[2].startswith("'@x")
