"""What the values of a file mean is asked where the file does not say it itself."""

from pathlib import Path

import pytest

from leadline.intake.columns import read_columns
from leadline.intake.ground import entry_of
from leadline.intake.sources import door_for
from leadline.intake.tables import shape_of
from leadline.intake.tests.files import written_to
from leadline.intake.values import Asked, Value, asked_about
from leadline.leads.incoming import How

pytestmark = pytest.mark.usefixtures("playbook")
TEXT = (
    "Name,State,Tag,Day\n"
    "Li Na,Open,Ringing,03/04/2026\nTom,Open,busy,01/02/2026\nEva,Won,Select,\nJo,,Ringing,\n"
)
COLUMNS = "columns: {Name: name, State: stage, Tag: call result, Day: received on}\n"


def asked(folder: Path, mapping: str = COLUMNS, how: How = How.HISTORY, text: str = TEXT) -> Asked:
    path = written_to(folder, text)
    process = entry_of(door_for("Old CRM")).process
    return asked_about(path, shape_of(path), read_columns(mapping), how, process)


def test_values_are_asked_about_the_most_frequent_first(tmp_path: Path) -> None:
    found = asked(tmp_path, COLUMNS + "blanks: [Select]\n")
    assert found.placed == (Value("Open", 2), Value("Won", 1, "Won"))
    assert found.calls == (Value("Ringing", 2), Value("busy", 1, "busy"))
    assert found.orders == ("day first", "month first")
    assert found.days == ("03/04/2026", "01/02/2026")
    assert found.headings == {"calls": "Tag", "placed": "State"}


def test_what_was_said_before_is_proposed_again(tmp_path: Path) -> None:
    said = "call results: {Ringing: no answer}\nplacement: {column: State, stages: {Open: Raw}}\n"
    found = asked(tmp_path, COLUMNS + said + "dates: day first\n")
    assert found.placed == (Value("Open", 2, "Raw"), Value("Won", 1, "Won"))
    assert found.calls[:2] == (Value("Ringing", 2, "no answer"), Value("busy", 1))
    assert found.orders == ()


def test_nothing_is_asked_where_the_file_says_it(tmp_path: Path) -> None:
    plain = TEXT.replace("Open", "registered")
    clear = "columns: {Name: name, State: stage}\n"
    assert asked(tmp_path, clear, text=plain).is_nothing
    assert asked(tmp_path, clear, How.NEWS).is_nothing


def test_rare_values_are_not_shown(tmp_path: Path) -> None:
    rows = "".join(f"P{n},S{n},,\n" for n in range(70))
    found = asked(tmp_path, "columns: {Name: name, State: stage}\n", text=f"Name,State,T,D\n{rows}")
    assert (len(found.placed), found.left_out) == (60, 10)
