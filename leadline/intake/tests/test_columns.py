"""Mappings are readable text: read with every mistake, and written as they are read."""

import pytest

from leadline.core.errors import Invalid
from leadline.intake.columns import guessed_columns, plain, read_columns, written
from leadline.intake.dates import Order
from leadline.work.results import CallResult

TEXT = """
columns:
  Lead Number: number
  Lead Source: source
  'It''s: odd': answer total visits
  City: skip
  Tags: call result
dates: day first
blanks: [Select, '-']
call results:
  Ringing: no answer
placement:
  column: Converted
  stages:
    '1': Won
    '0': Lost
  otherwise: Registered
"""


def test_a_mapping_is_read() -> None:
    columns = read_columns(TEXT)
    assert columns.targets["It's: odd"] == "answer total visits"
    assert columns.of("number") == ["Lead Number"]
    assert columns.dates is Order.DAY
    assert columns.blanks == {"select", "-"}
    assert columns.call_results == {"ringing": CallResult.NO_ANSWER}
    assert (columns.placed_by, columns.stages) == ("Converted", {"1": "Won", "0": "Lost"})
    assert columns.otherwise == "Registered"


def test_what_is_written_is_read_as_the_same() -> None:
    for columns in (read_columns(TEXT), guessed_columns(["E-Mail", "a: b", "#x", "'q'", "否"])):
        assert read_columns(written(columns)) == columns


def test_every_mistake_is_told_with_its_line() -> None:
    wrong = TEXT.replace(": number", ": nunber").replace("no answer", "no anser")
    with pytest.raises(Invalid) as told:
        read_columns(wrong.replace("day first", "day frist") + "colors: red\n")
    assert set(told.value.problems) == {"3", "8", "11", "18"}
    assert "Line 3: “nunber” is not known here. Did you mean “number”?" in told.value.sentence


@pytest.mark.parametrize(
    "text", ["columns: x", "columns: {a: [b]}", "a: &x 1", "\t:", "x" * 200_001]
)
def test_nonsense_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        read_columns(text)


def test_a_form_names_its_targets_itself() -> None:
    assert plain(["e-mail"]).targets == {"e-mail": "e-mail"}
