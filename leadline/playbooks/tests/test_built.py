"""What only later rooms can carry out is said, word by word; what covers a node is listed."""

from leadline.playbooks.built import not_yet
from leadline.playbooks.definition import Playbook
from leadline.playbooks.tests.folders import replaced, small
from leadline.playbooks.vocabulary_files import declared_words, standard


def told(playbook: Playbook) -> list[str]:
    return [str(one) for one in not_yet(playbook, declared_words(), standard())]


def test_words_of_rooms_that_are_not_there() -> None:
    playbook = small({"guards.yaml": "- action: send quote\n  only when: quote is signed\n"})
    assert told(playbook) == [
        "guards.yaml:1: error: “send quote” belongs to Quotes, which this version of Leadline"
        " does not have yet.",
        "guards.yaml:1: error: “quote is signed” belongs to Quotes, which this version of Leadline"
        " does not have yet.",
    ]


def test_what_early_rooms_carry_out_may_be_published() -> None:
    assert told(small()) == []


def test_a_word_that_a_room_has_not_learned_yet() -> None:
    playbook = replaced("until: [call logged]", "until: [visit logged]")
    assert told(playbook) == [
        "lead.yaml:14: error: “visit logged” belongs to Work, which cannot do it in this"
        " version yet."
    ]
