"""The table of legal forms is written as names are read."""

import pytest

from leadline.parties.normalise.legal_forms import ATTACHED, FORMS, LEADING, joined
from leadline.parties.normalise.text import folded


@pytest.mark.parametrize(
    ("words", "one"),
    [(["s", "a"], ("sa",)), (["a", "b", "trading"], ("ab", "trading")), (["sp", "k"], ("sp", "k"))],
)
def test_single_letters_are_joined(words: list[str], one: tuple[str, ...]) -> None:
    assert joined(words) == one


def test_every_form_is_folded_as_names_are() -> None:
    spelled = {word for form in FORMS for word in form} | ATTACHED | LEADING
    assert [word for word in spelled if folded(word) != word] == []
