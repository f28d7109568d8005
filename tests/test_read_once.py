"""What is told of a text is told of this very text, in these words and this language."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from django.utils import translation

from leadline.conditions.catalogue import Field, Kind
from leadline.playbooks import actions, versions
from leadline.playbooks.tests.folders import SMALLEST
from leadline.playbooks.vocabulary import FieldWord
from leadline.playbooks.vocabulary_files import standard
from tests.read_once import once


def test_another_text_name_word_or_language_is_worked_out_by_itself(tmp_path: Path) -> None:
    asked: list[tuple[Any, ...]] = []
    answer = once(lambda *about, **more: asked.append((*about, more)) or len(asked))
    words = standard()
    budget = FieldWord(Field("budget of all", Kind.NUMBER), "quotes")
    more_words = replace(words, fields={**words.fields, "budget of all": budget})
    for name, text in SMALLEST.items():
        (tmp_path / name).write_text(text)

    def answers() -> list[Any]:
        found = [
            answer(SMALLEST, words, "small"),
            answer({**SMALLEST, "lead.yaml": "process: ["}, words, "small"),
            answer(SMALLEST, words, "large"),
            answer(SMALLEST, more_words, "small"),
            answer(SMALLEST, words, "small", frozen=True),
            answer(tmp_path, words, "small"),
        ]
        with translation.override("zh-hans"):
            return [*found, answer(SMALLEST, standard(), "small")]

    assert answers() == answers() == [1, 2, 3, 4, 5, 6, 7]
    assert len(asked) == 7
    (tmp_path / "lead.yaml").write_text("process: [")
    assert answer(tmp_path, words, "small") == 8


def test_it_is_what_publishing_and_versions_ask() -> None:
    assert hasattr(actions.check, "__wrapped__")
    assert hasattr(versions.read, "__wrapped__")
