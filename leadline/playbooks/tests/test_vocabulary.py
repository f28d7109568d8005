"""Words have one room each; collections are found by their plural."""

import pytest

from leadline.playbooks.vocabulary import ActionWord, DoubleWord, KindWord, Vocabulary, joined

DANCE = Vocabulary(actions={"dance": ActionWord("dance", "hall")})


def test_a_word_is_declared_once() -> None:
    assert joined([DANCE, Vocabulary()]).actions == DANCE.actions
    with pytest.raises(DoubleWord, match="'dance' is declared twice"):
        joined([DANCE, DANCE])


def test_collections() -> None:
    words = Vocabulary(kinds={"ticket": KindWord("ticket", "service", "tickets")})
    found = words.collection("tickets of company")
    assert found is not None
    assert found.name == "ticket"
    assert words.collection("owls of company") is None
