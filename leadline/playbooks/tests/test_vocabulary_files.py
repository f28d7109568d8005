"""No word is declared by code and by a file of later words, and every word has its Chinese."""

import pytest

from leadline.playbooks.vocabulary_files import (
    WordsUnreadable,
    _read,
    declared_words,
    doubles,
    later_words,
    standard,
)


def test_no_word_is_in_both() -> None:
    assert doubles() == ()


def test_words_of_rooms_to_come() -> None:
    words = standard()
    assert words.actions["send quote"].finishes == "quote sent"
    assert "quote is sent" in words.actions["send quote"].changes
    assert words.kinds["deal"].plural == "deals"
    assert words.rooms["quotes"] == "Quotes"
    assert words.events["quote sent"].zh == "报价已发送"
    assert set(declared_words().fields) <= set(words.fields)


def test_everything_later_has_its_chinese() -> None:
    words, later = standard(), later_words()
    missing = [n for n in (*later.actions, *later.events)
               if not (words.actions.get(n) or words.events[n]).zh]  # fmt: skip
    missing += [name for name, word in later.fields.items() if not word.field.zh]
    missing += [k.name for k in (*words.kinds.values(), *words.relations.values()) if not k.zh]
    assert missing == []


def test_what_an_action_changes_and_finishes_exists() -> None:
    words = standard()
    for action in later_words().actions.values():
        assert set(action.changes) <= set(words.fields), action.name
        assert action.finishes == "" or action.finishes in words.events, action.name


def test_a_file_that_cannot_be_read(tmp_path) -> None:
    (tmp_path / "x.yaml").write_text(
        "room: x\nfields:\n  lead:\n    a: {zh: 甲}\n", encoding="utf-8"
    )
    with pytest.raises(WordsUnreadable, match="a has no type"):
        _read(tmp_path / "x.yaml")
    (tmp_path / "y.yaml").write_text("room: [\n", encoding="utf-8")
    with pytest.raises(WordsUnreadable):
        _read(tmp_path / "y.yaml")
