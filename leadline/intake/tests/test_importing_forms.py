"""The form of columns begins with the mapping, and gives it back with what was chosen."""

from pathlib import Path

from leadline.intake.columns import read_columns
from leadline.intake.dates import Order
from leadline.intake.ground import entry_of
from leadline.intake.importing_forms import ColumnsForm
from leadline.intake.looking import look_at
from leadline.intake.models import Door
from leadline.intake.tests.files import written_to
from leadline.leads.incoming import How

SAVED = read_columns("""
columns: {Name: name, Odd: answer shoe size}
blanks: [Select]
call results: {Ringing: busy}
""")


def test_what_is_chosen_changes_what_is_saved(form: Door, tmp_path: Path) -> None:
    look = look_at(written_to(tmp_path, "Name,Odd\n<b>Li</b>,9\n"))
    data = {"column_0": "company", "column_1": "answer shoe size", "dates": "day first"}
    filled = ColumnsForm(
        look, entry_of(form), SAVED, How.NEWS, {**data, "blanks": "-, N/A", "on_match": "skip"}
    )
    assert filled.is_valid(), filled.errors
    columns = filled.columns()
    assert columns.targets == {"Name": "company", "Odd": "answer shoe size"}
    assert (columns.dates, columns.blanks) == (Order.DAY, {"-", "n/a"})
    assert columns.call_results == SAVED.call_results
    assert "otherwise" not in filled.fields
    assert filled["column_0"].help_text == "&lt;b&gt;Li&lt;/b&gt;"
    assert filled["column_0"].initial == "name"
