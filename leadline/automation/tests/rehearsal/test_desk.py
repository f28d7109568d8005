"""What the engine decides is done in memory, and its news comes back."""

from leadline.automation.tests.rehearsal.conftest import LEAD


def test_what_is_set_on_the_way_is_known_afterwards(firm) -> None:
    way = "      - go to: Small\n"
    text = LEAD.replace(way, f"{way}        with:\n          users: 7\n").replace(
        "      - 3 days after arrival:\n          go to",
        "      - once: users below 10\n        go to",
    )
    one = firm.compare(firm.small, text)
    assert one.would.stage == "Over"
    assert [at for _stage, at in one.would.way][1] == [at for _stage, at in one.would.way][2]


def test_a_phrase_that_nobody_has_tried_names_the_owner(firm) -> None:
    one = firm.compare(firm.big, LEAD.replace("owner: role Inside Sales", "owner: role Manager"))
    assert one.would.owner == "→ role Manager"


def test_a_letter_that_history_does_not_know_would_have_left(firm) -> None:
    text = LEAD.replace(
        "  Small:\n    goal: Let them think\n    while here:\n",
        "  Small:\n    goal: Let them think\n    on arrival:\n      - send: hello\n"
        "    while here:\n      - on: letter sent\n        go to: Over\n",
    )
    letter = "---\nsubject: Hello\n---\nHello.\n"
    assert firm.compare(firm.small, text, hello_en=letter).would.stage == "Over"
