"""Processes: kinds they follow, beginnings and guards."""

# ruff: noqa: E501 - a table reads best with one case a line

import pytest

from leadline.playbooks.tests.folders import small, spoiled, told


def test_a_process() -> None:
    process = small().processes["Lead"]
    assert (process.follows, process.first_stage.name) == ("lead", "New")
    assert [(one.on, one.stage) for one in process.begins] == [("lead opened", "New")]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("follows: lead", "follows: laed", "no kind of record is called “laed” (did you mean “lead”?)"),
        ("owner: Sales\n", "owner: Sales\nfollow also: [tickts of company]\n", "“tickts of company” is no kind"),
        ("  - on: lead opened\n    at stage", "  - at stage", "a beginning says on, at, by or opened by"),
        ("owner: Sales\n", "owner: Sales\nguards:\n  - action: dance\n    only by: owner\n", "no action is called “dance”"),
        ("owner: Sales\n", "owner: Sales\nguards:\n  - action: send quote\n", "a guard says never while"),
        ("owner: Sales\n", "owner: Sales\nguards:\n  - only by: owner\n", "a guard names its action"),
    ],
)  # fmt: skip
def test_mistakes(old: str, new: str, message: str) -> None:
    found = spoiled(old, new)
    assert any(message in one for one in found), found


def test_an_override_names_who() -> None:
    guard = "- action: send quote\n  never while: budget unknown\n  override: %s\n"
    (read,) = small({"guards.yaml": guard % "by supervisor of owner, with reason"}).guards
    assert read.override_by is not None
    assert read.override_by.text == "supervisor of owner"
    assert any("an override is written" in one for one in told({"guards.yaml": guard % "anybody"}))


def test_two_processes_in_one_file() -> None:
    other = "process: Other\nfollows: deal\nowner: Sales\nstages:\n  Open:\n    goal: Close it\n    next:\n      - go to: Done\n        by: owner\nends:\n  Done:\n    outcome: won\n"
    assert list(
        small({"more.yaml": other + "---\n" + other.replace("Other", "Third")}).processes
    ) == ["Lead", "Other", "Third"]
    assert any(
        "two processes called “Other”" in one
        for one in told({"more.yaml": other, "again.yaml": other})
    )
