"""What must be asked about a file is asked, and nothing else."""

from pathlib import Path

import pytest

from leadline.core.errors import Invalid
from leadline.intake.columns import guessed_columns, read_columns
from leadline.intake.dates import Order
from leadline.intake.looking import check_headings, look_at, with_dates
from leadline.intake.tests.files import written_to


def dates(path: Path) -> Order | None:
    look = look_at(path)
    return with_dates(path, look.shape, guessed_columns(look.headings)).dates


def test_a_column_of_days_tells_its_order(tmp_path: Path) -> None:
    days = "".join(f"{n},01-02-2018\n" for n in range(600))
    assert dates(written_to(tmp_path, f"id,created\n{days}7,20-10-2017\n")) is Order.DAY
    assert dates(written_to(tmp_path, "id,created\n1,10/20/2017\n")) is Order.MONTH
    assert dates(written_to(tmp_path, "id,name\n1,x\n")) is None


def test_days_that_could_be_two_are_asked_about(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="created written day first / month first"):
        dates(written_to(tmp_path, "id,created\n1,01-02-2018\n2,03-04-2018\n"))
    with pytest.raises(Invalid, match="no day"):
        dates(written_to(tmp_path, "id,created\n1,20-10-2017\n2,10/20/2017\n"))


def test_the_first_rows_are_shown(tmp_path: Path) -> None:
    look = look_at(written_to(tmp_path, "id\n" + "".join(f"{n}\n" for n in range(9))))
    assert look.headings == ("id",)
    assert len(look.first) == 5


def test_headings_alone_are_no_table(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="no row below the headings: Name, E-Mail"):
        look_at(written_to(tmp_path, "Name,E-Mail\n\n ,\n"))


def test_a_mapping_of_another_file_is_refused(tmp_path: Path) -> None:
    look = look_at(written_to(tmp_path, "Name,E-Mail\nLi Na,\n"))
    check_headings(read_columns("columns: {Name: name}"), look)
    with pytest.raises(Invalid, match="No column is called Nope"):
        check_headings(read_columns("columns: {Nope: name, Name: name}"), look)
