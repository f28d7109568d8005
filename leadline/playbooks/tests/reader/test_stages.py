"""Stages, work, clocks and ends, and the ways to get them wrong."""

# ruff: noqa: E501 - a table reads best with one case a line

import pytest

from leadline.playbooks.tests.folders import replaced, spoiled


def test_a_clock() -> None:
    old = "        within: 4 working hours\n"
    new = (
        old
        + "        from: lead opened\n        warn: at 75 %\n        at least: 6 attempts\n        when reassigned: starts anew\n"
    )
    (clock,) = replaced(old, new).processes["Lead"].stages["New"].clocks
    assert (clock.start, clock.warn, clock.at_least, clock.starts_anew) == (
        "lead opened",
        "at 75 %",
        6,
        True,
    )


def test_work() -> None:
    old = "        agenda: [Signed, Filed]\n"
    new = (
        old
        + "      Check:\n        after: [Papers]\n        keeps open: yes\n        is done when: budget known\n"
    )
    papers, second = replaced(old, new).processes["Lead"].stages["Trying"].work
    assert papers.agenda == ("Signed", "Filed")
    assert (second.after, second.keeps_open) == (("Papers",), True)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("        within: 4 working hours\n", "", "“within” is missing here"),
        ("        within: 4 working hours\n", "        within: 4 working hours\n        warn: soon\n", "a clock warns"),
        ("        within: 4 working hours\n", "        within: 4 working hours\n        at least: many\n", "a number of attempts"),
        ("        agenda: [Signed, Filed]\n", "        after: [Paper]\n", "there is no other work “Paper”"),
        ("    outcome: qualified\n", "    goal: Won\n", "“outcome” is missing here"),
        ("    outcome: lost\n", "    outcome: lost\n    reopens: at New\n", "an end reopens “as a new cycle at STAGE”"),
        ("  Bad:\n    outcome", "  New:\n    outcome", "“New” is a stage and an end"),
        ("    work:\n", "    may:\n      - budget: yes\n    work:\n", "an offer is one action"),
    ],
)  # fmt: skip
def test_mistakes(old: str, new: str, told: str) -> None:
    found = spoiled(old, new)
    assert any(told in one for one in found), found


def test_an_end_that_reopens() -> None:
    end = replaced("    outcome: lost\n", "    outcome: lost\n    reopens: as a new cycle at New\n")
    assert end.processes["Lead"].stages["Bad"].reopens_at == "New"
