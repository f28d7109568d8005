"""A known word is called by its text."""

from leadline.search.models import KnownWord


def test_a_known_word_is_its_text() -> None:
    assert str(KnownWord(text="anna")) == "anna"
