"""The form of columns begins with the mapping, and gives it back with what was chosen."""

from pathlib import Path

from leadline.intake.columns import read_columns
from leadline.intake.dates import Order
from leadline.intake.ground import entry_of
from leadline.intake.importing_forms import ColumnsForm, ValuesForm
from leadline.intake.looking import look_at
from leadline.intake.models import Door, Import
from leadline.intake.tests.files import written_to
from leadline.intake.values import Asked, Value
from leadline.leads.incoming import How

SAVED = """
columns: {Name: name, Odd: answer shoe size, State: stage}
blanks: [Select]
call results: {Ringing: busy, old: no answer}
placement: {column: State, stages: {open: Raw}}
"""


def test_what_is_chosen_changes_what_is_saved(form: Door, tmp_path: Path) -> None:
    look = look_at(written_to(tmp_path, "Name,Odd\n<b>Li</b>,9\n"))
    data = {"column_0": "company", "column_1": "answer shoe size", "dates": "day first"}
    begun = Import(columns=SAVED, how=How.NEWS, key="e-mail", on_match="skip")
    filled = ColumnsForm(
        look, entry_of(form), begun, {**data, "blanks": "-, N/A", "on_match": "skip"}
    )
    assert filled.is_valid(), filled.errors
    columns = filled.columns()
    assert columns.targets == {"Name": "company", "Odd": "answer shoe size"}
    assert (columns.dates, columns.blanks) == (Order.DAY, {"-", "n/a"})
    assert columns.call_results == read_columns(SAVED).call_results
    assert "otherwise" not in filled.fields
    assert filled["column_0"].help_text == "&lt;b&gt;Li&lt;/b&gt;"
    assert filled["column_0"].initial == "name"
    assert (filled["key"].initial, filled["on_match"].initial) == ("e-mail", "skip")


def test_where_rows_stand_is_forgotten_with_its_column(form: Door, tmp_path: Path) -> None:
    look = look_at(written_to(tmp_path, "Name,State,Other\nLi Na,open,1\n"))
    begun = Import(columns=SAVED, how=How.HISTORY, on_match="skip")
    data = {"column_0": "name", "blanks": "", "on_match": "skip"}
    for state, other, kept in (("stage", "skip", True), ("skip", "stage", False)):
        chosen = {**data, "column_1": state, "column_2": other}
        filled = ColumnsForm(look, entry_of(form), begun, chosen)
        assert filled.is_valid(), filled.errors
        assert (filled.columns().placed_by == "State") is kept
        assert bool(filled.columns().stages) is kept


def test_values_become_results_and_stages_and_others_stay(form: Door) -> None:
    asked = Asked(
        calls=(Value("Ringing", 2, "busy"), Value("Nonsense", 1)),
        placed=(Value("Open", 3, "Raw"),),
        orders=(Order.DAY, Order.MONTH),
        headings={"calls": "Tag", "placed": "State"},
    )
    entry = entry_of(form)
    data = {"call_0": "", "call_1": "hung up", "place_0": "Registered", "dates": "month first"}
    filled = ValuesForm(asked, entry, data)
    assert filled.is_valid(), filled.errors
    columns = filled.columns(read_columns(SAVED))
    assert columns.call_results == {"old": "no answer", "nonsense": "hung up"}
    assert (columns.placed_by, columns.stages) == ("State", {"open": "Registered"})
    assert columns.dates is Order.MONTH
    assert not ValuesForm(asked, entry, {**data, "dates": ""}).is_valid()
