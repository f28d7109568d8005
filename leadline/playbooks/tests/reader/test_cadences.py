"""Sequences: steps before and after their day, one length for all or one per condition."""

# ruff: noqa: E501 - a table reads best with one case a line

import pytest

from leadline.playbooks.tests.folders import small, told

CHASE = """\
sequence: chase
around: trial ends
steps:
  - -3 days: {send: hello}
  - 0 days: {send: hello}
  - 7 days: {task: Escalate, by: supervisor of owner}
only while: trial is open
stops on: [reply received]
already past: now
"""


def test_a_sequence() -> None:
    chase = small({"cadences.yaml": CHASE}).sequences["chase"]
    assert [(str(s.offset), s.before, s.line.id) for s in chase.steps] == [
        ("3 days", True, "sequence chase/send hello #1"),
        ("0 days", False, "sequence chase/send hello #2"),
        ("7 days", False, "sequence chase/task Escalate"),
    ]
    assert chase.already_past_now
    assert chase.stops_on == ("reply received",)


def test_lengths_by_a_decision_list() -> None:
    text = "sequence: calls\nevery:\n  - each: 1 week\n    when: interest is Yes\n  - each: 3 months\nsteps:\n  - 0 days: {task: Call}\n"
    every = small({"cadences.yaml": text}).sequences["calls"].every
    assert [(condition is None, str(length)) for condition, length in every] == [
        (False, "1 week"),
        (True, "3 months"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("around: trial ends", "around: trial end", "no field is called “trial end”"),
        ("- -3 days: {send: hello}", "- {send: hello, task: x}", "a step is written “3 days:”"),
        ("- -3 days: {send: hello}", "- -3 days: hello", "here a line is expected"),
        ("already past: now", "already past: never", "“never” is not known here"),
        ("stops on: [reply received]", "stops on: [replied]", "no event is called “replied”"),
    ],
)
def test_mistakes(old: str, new: str, message: str) -> None:
    found = told({"cadences.yaml": CHASE.replace(old, new)})
    assert any(message in one for one in found), found


def test_a_sequence_without_steps() -> None:
    found = told({"cadences.yaml": "sequence: chase\nstops on: [reply received]\n"})
    assert found == ["cadences.yaml:1: error: a sequence has at least one step"]
