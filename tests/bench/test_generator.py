"""Generated leads are believable, the same for a seed, and hold exactly what their key says."""

import csv
import io
import json
from pathlib import Path

import phonenumbers
import pytest

from bench.leads import main
from bench.people import Lead, lead
from bench.planting import PLANTED, Plan, planted


@pytest.fixture(scope="module")
def rows() -> list[tuple[Lead, str]]:
    return list(planted(Plan(5_000, seed=7)))


def test_five_thousand_rows_have_the_agreed_faults() -> None:
    assert Plan(5_000, seed=7).key()["counts"] == PLANTED


def test_a_seed_is_always_the_same_export(rows: list[tuple[Lead, str]]) -> None:
    assert list(planted(Plan(5_000, seed=7))) == rows
    assert next(planted(Plan(5_000, seed=8))) != rows[0]


def test_nobody_is_twice_but_the_planted_doubles(rows: list[tuple[Lead, str]]) -> None:
    doubles = Plan(5_000, seed=7).rows["doubles"]
    others = [one for row, (one, _) in enumerate(rows, 1) if row not in doubles]
    assert len({one.email for one in others}) == len(others)
    assert len({(one.name, one.company) for one in others}) == len(others)


def test_a_double_is_the_same_person_once_more(rows: list[tuple[Lead, str]]) -> None:
    for row, original in Plan(5_000, seed=7).rows["doubles"].items():
        again, first = rows[row - 1][0], rows[original - 1][0]
        assert again.company == first.company
        assert again.number != first.number
        assert again.email.lower() in (first.email, "")


def test_numbers_can_be_dialed_unless_planted() -> None:
    for nth in range(300):
        one = lead(7, nth, 5_000)
        assert phonenumbers.is_valid_number(phonenumbers.parse(one.phone)), one.phone


def test_names_come_in_several_scripts(rows: list[tuple[Lead, str]]) -> None:
    letters = "".join(one.name for one, _ in rows)
    assert all(sign in letters for sign in ("王", "恵", "ов", "ع", "Å", "é"))


def test_the_files_hold_what_the_key_says(tmp_path: Path) -> None:
    assert main(["--leads", "1000", "--seed", "3", "--out", str(tmp_path)]) == 0
    key = json.loads((tmp_path / "key.json").read_text())
    lines = (tmp_path / "leads.csv").read_bytes().split(b"\r\n")[1:-1]
    assert len(lines) == key["leads"] == 1000
    foreign = [row for row, line in enumerate(lines, 1) if not is_utf_8(line)]
    assert foreign == key["rows"]["GB18030 rows"]
    read = [next(csv.reader(io.StringIO(line.decode("gb18030", "replace")))) for line in lines]
    refused = [row for row, cells in enumerate(read, 1) if cells[10] == "no"]
    assert refused == key["rows"]["no basis"]


def is_utf_8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True
