"""Chinese words are found with large or small letters; a phrase without any is told."""

from leadline.playbooks.reader.words import chinese
from leadline.playbooks.reader.yaml import documents
from leadline.playbooks.tests.folders import told


def test_words() -> None:
    assert chinese(documents("w.yaml", "New: 新建\n", []), []) == {"New": "新建", "new": "新建"}


def test_a_phrase_without_chinese() -> None:
    assert told({"words/zh.yaml": "New:\n"}) == ["words/zh.yaml:1: error: “New” has no Chinese"]
