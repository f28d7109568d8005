"""Which part carries which node, in the order of the numbers."""

from leadline.playbooks.covering import covered
from leadline.playbooks.tests.folders import replaced, small

GOAL = "    goal: Know whether they want it\n"


def test_what_carries_a_node_is_named_from_the_whole_to_the_part() -> None:
    playbook = replaced(GOAL, f"    covers: [S0 5, S0 6]\n{GOAL}")
    assert covered(playbook) == {"S0 5": (("Lead", "New"),), "S0 6": (("Lead", "New"),)}


def test_lines_letters_and_talks_carry_nodes_too() -> None:
    files = {
        "emails/hello.md": "---\nsubject: Hello\ncovers: [S0 2]\n---\nShall we talk?\n",
        "talk-tracks/price.md": "---\ntitle: Price\ncovers: [S0 17.1]\n---\nFirst the need.\n",
    }
    found = covered(small(files))
    assert found == {"S0 2": (("emails/hello",),), "S0 17.1": (("talk-tracks/price",),)}
    line = replaced("send: hello\n", "send: hello\n        covers: S0 9\n")
    assert covered(line)["S0 9"] == (("New", "send hello"),)


def test_nodes_stand_in_the_order_of_their_numbers() -> None:
    nodes = "[S0 10, S0 9.1, S0 9, S1 2, S0 17.1.2, S0 17.1]"
    playbook = replaced(GOAL, f"    covers: {nodes}\n{GOAL}")
    assert list(covered(playbook)) == ["S0 9", "S0 9.1", "S0 10", "S0 17.1", "S0 17.1.2", "S1 2"]
