"""The command says in one line what came in and what became of it."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from leadline.intake.models import Import, State
from leadline.intake.tests.files import PEOPLE, STAGED, written_to
from leadline.records.models import Record

pytestmark = pytest.mark.usefixtures("playbook")


def run(path: Path, **more: Any) -> dict[str, Any]:
    out = StringIO()
    call_command("import", str(path), stdout=out, **{"source": "Old CRM", **more})
    told: dict[str, Any] = json.loads(out.getvalue())
    return told


def test_one_line_of_json(tmp_path: Path) -> None:
    mapping = written_to(tmp_path, STAGED, "mapping.yaml")
    told = run(written_to(tmp_path, PEOPLE), mapping=mapping)
    assert told.pop("seconds") >= 0
    assert told == {
        "in": 1,
        "created": 1,
        "joined": 0,
        "quarantined": 0,
        "rejected": 0,
        "failed": 0,
        "taken_back": 0,
    }


def test_a_forecast_is_told_and_nothing_is_read_in(tmp_path: Path) -> None:
    told = run(written_to(tmp_path, PEOPLE), how="news", forecast=True)
    assert (told["rows"], told["bad"], told["reach"]) == (1, 0, 1)
    assert (told["fate"], told["stage"]) == ({"created": 1}, {"Registered": 1})
    assert not Record.objects.exists()
    assert Import.objects.get(pk=told["import"]).state == State.READY


def test_a_mapping_is_guessed_where_none_is_given(tmp_path: Path) -> None:
    told = run(written_to(tmp_path, PEOPLE), how="history")
    assert told["created"] == 1
    assert str(Record.objects.get().person) == "Li Na"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "This file is empty."),
        ("id,created,stage\n1,01-02-2018,Raw\n", "day first / month first"),
        (b"%PDF-1.7", "no table"),
    ],
)
def test_what_cannot_be_read_in_says_what_to_do(
    tmp_path: Path, content: str | bytes, said: str
) -> None:
    with pytest.raises(CommandError, match=said):
        run(written_to(tmp_path, content))
    assert not Import.objects.exists()


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no file"):
        run(tmp_path / "none.csv")
