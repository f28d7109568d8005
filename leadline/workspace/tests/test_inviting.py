"""A file of colleagues is read whatever it is; what has no place in it is told."""

import pytest
import xlsxwriter

from leadline.core.errors import Invalid
from leadline.workspace.inviting import MOST, languages, lines_of


def file(tmp_path, content: bytes):
    place = tmp_path / "people"
    place.write_bytes(content)
    return place


def test_a_csv_with_headings_in_any_order(tmp_path):
    text = "Team;Name;E-Mail;Role\nSales;Emil;emil@x.example;Seller\n\nSales;;li@x.example;Seller\n"
    first, second = lines_of(file(tmp_path, text.encode()))
    assert (first.line, first.email, first.name, first.role, first.team, first.language) == (
        2, "emil@x.example", "Emil", "Seller", "Sales", "",
    )  # fmt: skip
    assert (second.line, second.name) == (4, "")


def test_a_chinese_file_as_excel_saves_it(tmp_path):
    text = "姓名,邮箱,角色,团队,语言\n王芳,wang@x.example,Seller,Sales,中文\n"
    [one] = lines_of(file(tmp_path, text.encode("gb18030")))
    assert (one.name, one.email, one.language) == ("王芳", "wang@x.example", "中文")


def test_a_workbook(tmp_path):
    place = tmp_path / "people.xlsx"
    with xlsxwriter.Workbook(str(place)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["address", "name", "role", "team"])
        sheet.write_row(1, 0, ["emil@x.example", "Emil", "Seller", "Sales"])
    assert [one.email for one in lines_of(place)] == ["emil@x.example"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"%PDF-1.4", "no table"),
        (b"address,name\na@b.example,x\n", "address, role and team"),
        (b"address,role,team\n", "no line below"),
        (b"address,role,team\n" + b"a@b.example,x,y\n" * (MOST + 1), "at most"),
        (b"address,role,team\na@b.example,x,y,z\n", "Nobody was invited"),
        (b"PK\x03\x04broken", "cannot be opened"),
    ],
)
def test_what_is_no_such_table(tmp_path, content, said):
    with pytest.raises(Invalid, match=said):
        lines_of(file(tmp_path, content))


def test_languages_by_code_or_name(db):
    known = languages()
    assert (known[""], known["english"], known["简体中文"], known["zh-hans"]) == (
        "en", "en", "zh-hans", "zh-hans",
    )  # fmt: skip
