"""The walk meets everything a playbook says, once."""

from leadline.playbooks.tests.folders import small
from leadline.playbooks.walk import (
    all_doings,
    all_lines,
    conditions,
    events,
    moments,
    own_events,
    questions,
    stage_moves,
    stage_questions,
    whos,
)


def test_the_small_playbook() -> None:
    playbook = small()
    assert [line.id for line in all_lines(playbook)] == [
        "New/on arrival/send hello",
        "New/while here/task Call them",
        "New/next/go to Trying",
        "New/next/go to Bad",
        "Trying/on arrival/open trial",
        "Trying/next/go to Good",
        "Trying/next/go to Bad",
        "New/clock first call/missed/tell supervisor of owner",
    ]
    assert sorted(doing.verb for doing in all_doings(playbook)) == ["open", "send", "task", "tell"]
    assert [q.field for q in questions(playbook)] == ["interest", "budget", "reason"]
    assert {a.condition.text for a in conditions(playbook)} == {
        "interest is Yes",
        "budget above 1,000 EUR",
    }
    assert {name for name, _place in events(playbook)} == {"lead opened", "call logged"}
    assert {"interest answered"} <= own_events(playbook)
    assert {who.text for who, _place in whos(playbook)} >= {"owner", "Sales", "supervisor of owner"}
    assert [moment.text for moment, _place in moments(playbook)] == ["3 days after arrival"]


def test_a_stage() -> None:
    stage = small().processes["Lead"].stages["New"]
    assert [to for to, _line in stage_moves(stage)] == ["Trying", "Bad"]
    assert [question.field for question in stage_questions(stage)] == ["interest", "budget"]
