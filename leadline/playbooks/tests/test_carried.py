"""Acts, options, people, rules and guards that nobody carries out yet are named, with their line."""

# ruff: noqa: E501 - a table reads best with one case a line

import pytest

from leadline.playbooks.built import not_yet
from leadline.playbooks.carried import parameter
from leadline.playbooks.definition import Playbook
from leadline.playbooks.tests.folders import LEAD, SMALL, replaced, small
from leadline.playbooks.vocabulary_files import declared_words, standard


def told(playbook: Playbook) -> list[str]:
    return [str(one) for one in not_yet(playbook, declared_words(), standard())]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("send: hello\n", "send: hello\n        enclose: [price list]\n", "lead.yaml:20: error: “send hello” does not know “enclose” yet."),
        ("send: hello\n", "stop: clocks\n", "lead.yaml:20: error: Nothing carries out “stop clocks” yet."),
        ("owner: same person", "owner: the supplier of company", "lead.yaml:29: error: Nobody can be found yet as “the supplier of company”."),
        ("outcome: qualified", "outcome: qualified\n    stop: [clocks]", "lead.yaml:43: error: Nothing carries out “stop clocks” yet."),
    ],
)  # fmt: skip
def test_one_passage_that_nobody_carries_out(old: str, new: str, sentence: str) -> None:
    assert told(replaced(old, new)) == [sentence]


@pytest.mark.parametrize("who", ["previous owner in New", "the account manager of company"])
def test_people_who_are_found(who: str) -> None:
    assert told(replaced("owner: same person", f"owner: {who}")) == []


@pytest.mark.parametrize("new", ["stop: tasks\n", "stop: sequences\n", "stop: trials\n"])
def test_what_can_be_stopped(new: str) -> None:
    assert told(replaced("send: hello\n", new)) == []


def test_sooner_than_is_for_what_is_planned() -> None:
    guard = "- action: {action}\n  only by: Sales\n  sooner than: 3 days\n"
    assert told(small({"guards.yaml": guard.format(action="task")})) == []
    assert told(small({"guards.yaml": guard.format(action="open trial")})) == [
        "guards.yaml:1: error: “open trial” is done at once: “sooner than” says nothing about it."
    ]


def test_a_guard_names_people_whom_somebody_finds() -> None:
    guard = "- action: task\n  only by: the supplier of company\n"
    [sentence] = told(small({"guards.yaml": guard}))
    assert "Nobody can be found yet" in sentence


def test_answers_to_a_letter_go_to_the_owner() -> None:
    letter = SMALL["emails/hello.md"].replace("---\nShall", "reply to: {who}\n---\nShall")
    assert told(small({"emails/hello.md": letter.format(who="owner")})) == []
    assert told(small({"emails/hello.md": letter.format(who="Sales")})) == [
        "emails/hello.md:1: error: “reply to” is not carried out by this version of Leadline yet."
    ]


def test_what_is_worked_out_from_collections() -> None:
    fields = "lead:\n  calls so far: {count: calls of lead}\n"
    used = LEAD.replace("when: interest is Yes", "when: calls so far above 2")
    assert told(small({**SMALL, "fields.yaml": fields, "lead.yaml": used})) == [
        "fields.yaml:2: error: “calls so far: count calls of lead” is not carried out by this"
        " version of Leadline yet."
    ]


def test_an_option_is_a_parameter() -> None:
    assert [parameter(one) for one in ("by", "at stage", "with")] == ["by", "at_stage", "with_"]


def test_whether_a_process_is_open_is_asked_where_somebody_tells_it() -> None:
    """Of a process that no room knows nothing would ever be known, in a route as elsewhere."""
    routes = "sales:\n  - when: no Lead is open\n    to: Sales\n  - to: Sales\n"
    [sentence] = told(small({"routes.yaml": routes}))
    assert sentence == (
        "routes.yaml:2: error: Nothing tells yet whether “lead is open”: "
        "the condition would never hold."
    )
    assert told(small({"routes.yaml": routes.replace("no Lead is open", "cycle above 1")})) == []
