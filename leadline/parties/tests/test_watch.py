"""An entry is shown as it was written."""

from leadline.parties.models import ScreeningEntry


def test_an_entry_is_called_by_its_text() -> None:
    assert str(ScreeningEntry(text="Rival Inc.", normalised="rival")) == "Rival Inc."
