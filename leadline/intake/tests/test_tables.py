"""A file is read by what it is, and one that cannot be read says why."""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from leadline.core.errors import Invalid
from leadline.intake import tables
from leadline.intake.tables import headings_of, rows_of, shape_of
from leadline.intake.tests.files import written_to


def read(path: Path) -> list[dict[str, str]]:
    return [row.texts for row in rows_of(path, shape_of(path))]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_delimiter(tmp_path: Path, delimiter: str) -> None:
    text = 'Name,Company,Note\n"Li, Na",Hengtong,"two\nlines"\n\n,,\nTom,Baltic,x\n'
    lines = [line.replace(",", delimiter) for line in text.split('"Li, Na"')]
    path = written_to(tmp_path, '"Li, Na"'.join(lines))
    assert read(path) == [
        {"Name": "Li, Na", "Company": "Hengtong", "Note": "two\nlines"},
        {"Name": "Tom", "Company": "Baltic", "Note": "x"},
    ]
    assert [row.line for row in rows_of(path, shape_of(path))] == [2, 6]
    assert [row.line for row in rows_of(path, shape_of(path), after=2)] == [6]


def workbook() -> bytes:
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory) as book:
        book.add_worksheet("empty")
        sheet = book.add_worksheet("leads")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(1, 0, ["No", "Share", "Asked", "At", "Open"])
        sheet.write_row(2, 0, [660737.0, 2.5])
        sheet.write_datetime(2, 2, date(2018, 2, 1), day)
        sheet.write_datetime(2, 3, datetime(2018, 2, 1, 10, 30), day)
        sheet.write_boolean(2, 4, True)
    return memory.getvalue()


def test_a_workbook_named_csv_is_a_workbook(tmp_path: Path) -> None:
    [row] = read(written_to(tmp_path, workbook(), "leads.csv"))
    assert row == {
        "No": "660737",
        "Share": "2.5",
        "Asked": "2018-02-01",
        "At": "2018-02-01T10:30:00",
        "Open": "yes",
    }


def test_headings_are_each_once(tmp_path: Path) -> None:
    path = written_to(tmp_path, "Name,,Name\n1,2,3\n")
    assert headings_of(path, shape_of(path)) == ("Name", "column 2", "Name (2)")


def test_cells_without_heading_make_a_row_wrong(tmp_path: Path) -> None:
    path = written_to(tmp_path, "a,b\n1,2,,\n1,2,3\n1\n")
    rows = list(rows_of(path, shape_of(path)))
    assert [bool(row.wrong) for row in rows] == [False, True, False]
    assert rows[2].texts == {"a": "1"}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n",
        b"%PDF-1.7 x",
        b"\x89PNG\r\n\x1a\n",
        b"PK\x03\x04 broken",
        b"\xd0\xcf\x11\xe0 broken",
        b"a,b\n" + b"\x00" * 500,
        b"a,b\n1," + b"x" * 1_100_000,
        b",".join([b"x"] * 501) + b"\n1\n",
        "José Núñez, Peña Hermanos\n".encode("cp1252"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Invalid) as told:
        read(written_to(tmp_path, content))
    assert told.value.sentence.endswith((".", "?"))


def test_a_workbook_that_is_too_large_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "UNPACKED", 10)
    with pytest.raises(Invalid, match="too large"):
        shape_of(written_to(tmp_path, workbook()))


def test_a_person_may_say_the_encoding(tmp_path: Path) -> None:
    path = written_to(tmp_path, "Name\nJürgen\n".encode("cp1252"))
    assert [row.texts for row in rows_of(path, shape_of(path, "cp1252"))] == [{"Name": "Jürgen"}]
    with pytest.raises(Invalid, match="no encoding"):
        shape_of(path, "klingon")


def test_a_quotation_mark_that_is_never_closed_swallows_nothing(tmp_path: Path) -> None:
    path = written_to(tmp_path, 'a,b\n1,2\n3,"4\n5,6\n7,8\n')
    with pytest.raises(Invalid, match="From line 3 on a quotation mark is not closed"):
        list(rows_of(path, shape_of(path)))
    fine = written_to(tmp_path, 'a,b\n5" pipe,"two\nlines"\n1,"last\nline"')
    assert [row.texts["b"] for row in rows_of(fine, shape_of(fine))] == ["two\nlines", "last\nline"]


def test_a_workbook_that_lies_about_its_size_is_not_opened(tmp_path: Path) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 5_000_000)
    lying = content.getvalue().replace(
        (5_000_000).to_bytes(4, "little"), (50).to_bytes(4, "little")
    )
    assert lying != content.getvalue()
    with pytest.raises(Invalid, match="damaged"):
        shape_of(written_to(tmp_path, lying, "leads.xlsx"))
