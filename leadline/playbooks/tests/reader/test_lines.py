"""Lines keep their identity wherever they stand; what they do and where they go is read once."""

# ruff: noqa: E501 - a table reads best with one case a line

from leadline.playbooks.definition import Mark
from leadline.playbooks.reader.lines import identified
from leadline.playbooks.tests.folders import replaced, small, spoiled


def new_stage(old: str, new: str):
    return replaced(old, new).processes["Lead"].stages["New"]


def test_identity_is_list_action_and_object_never_position() -> None:
    stage = small().processes["Lead"].stages["New"]
    assert [line.id for line in stage.next] == ["New/next/go to Trying", "New/next/go to Bad"]
    assert [line.id for line in stage.on_arrival] == ["New/on arrival/send hello"]


def test_only_equals_are_numbered() -> None:
    more = "- go to: Bad\n        when: interest is No\n      - go to: Trying\n        when: interest is Yes"
    stage = new_stage("- go to: Trying\n        when: interest is Yes", more)
    assert [line.id for line in stage.next] == [
        "New/next/go to Bad #1", "New/next/go to Trying", "New/next/go to Bad #2",
    ]  # fmt: skip
    assert identified([], "New/next") == ()


def test_a_moment_may_hold_several_lines() -> None:
    stage = new_stage(
        "          task: Call them\n          by: Sales",
        "          - task: Call them\n          - task: Look them up\n            when: budget unknown",
    )
    assert [(line.at.text, line.does[0].object) for line in stage.while_here if line.at] == [
        ("3 days after arrival", "Call them"),
        ("3 days after arrival", "Look them up"),
    ]


def test_then_hangs_on_the_action() -> None:
    playbook = replaced(
        "- open: trial", "- open: trial\n        then send: hello\n        then go to: Good"
    )
    (line,) = playbook.processes["Lead"].stages["Trying"].on_arrival
    assert line.go_to == ""
    assert [(one.id, one.go_to) for one in line.does[0].then] == [
        ("Trying/on arrival/open trial/then/send hello", ""),
        ("Trying/on arrival/open trial/then/go to Good", "Good"),
    ]


def test_what_belongs_to_a_move() -> None:
    stage = new_stage(
        "- go to: Trying\n        when: interest is Yes",
        "- go to: Trying\n        by: owner\n        with:\n          reason: Price\n"
        "        skip: yes\n        even if: incomplete\n        ask:\n          why: text",
    )
    line = stage.next[0]
    assert [who.text for who in line.by] == ["owner"]
    assert dict(line.sets) == {"reason": "Price"}
    assert (line.mark, line.even_if_incomplete) == (Mark.SKIP, True)
    assert [question.field for question in line.ask] == ["why"]


def test_a_line_that_does_nothing() -> None:
    found = spoiled("- open: trial", "- opne: trial")
    assert any(
        "lead.yaml:33: error: this line does nothing (did you mean “open”?)" in one for one in found
    )


def test_then_needs_one_action() -> None:
    found = spoiled("- go to: Trying", "- then go to: Trying")
    assert any("“then …” needs exactly one action" in one for one in found)
