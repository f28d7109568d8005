"""What only later rooms can carry out is said, word by word; what covers a node is listed."""

from leadline.playbooks.built import covered, not_yet
from leadline.playbooks.tests.folders import replaced, small
from leadline.playbooks.vocabulary_files import standard

EARLY = frozenset({"leads", "work", "mail", "parties", "intake", "service", "records", "core"})


def test_words_of_rooms_that_are_not_there() -> None:
    playbook = small({"guards.yaml": "- action: send quote\n  only when: quote is signed\n"})
    found = [str(one) for one in not_yet(playbook, EARLY, standard())]
    assert found == [
        "guards.yaml:1: error: “send quote” belongs to Quotes, which this version of Leadline"
        " does not have yet.",
        "guards.yaml:1: error: “quote is signed” belongs to Quotes, which this version of Leadline"
        " does not have yet.",
    ]


def test_what_early_rooms_carry_out_may_be_published() -> None:
    assert not_yet(small(), EARLY, standard()) == []


def test_what_covers_what() -> None:
    playbook = replaced(
        "    goal: Know whether they want it\n", "    goal: Know\n    covers: [S0 5, S0 6]\n"
    )
    assert covered(playbook) == {"S0 5": ("Lead · New",), "S0 6": ("Lead · New",)}
