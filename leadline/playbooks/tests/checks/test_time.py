"""Clocks without owner or end, and timers that some way into their stage never starts."""

# ruff: noqa: E501 - a table reads best with one case a line

from leadline.playbooks.tests.folders import LEAD, SMALL, spoiled, told


def test_a_clock_in_nobodys_time() -> None:
    clocks = "clocks:\n  answer:\n    until: [call logged]\n    within: 1 hour\n    missed:\n      - tell: owner\nstages:\n"
    found = spoiled("stages:\n", clocks)
    assert any("nobody's working time is named for the clock “answer”" in one for one in found)


def test_a_clock_that_nothing_stops() -> None:
    found = spoiled("        until: [call logged]\n", "")
    assert any("nothing stops the clock “first call”" in one for one in found)


def test_a_clock_that_runs_while_the_customer_is_asked() -> None:
    asks = SMALL["emails/hello.md"].replace("---\nShall", "asks: yes\n---\nShall")
    assert told({"emails/hello.md": asks}) == [
        "lead.yaml:14: warning: the clock “first call” runs while the customer is asked for"
        " something (say “paused while:”)"
    ]


def test_a_timer_that_one_way_never_starts() -> None:
    """`trial ends` is made by `open trial`; the way past it into Good knows no such day."""
    text = LEAD.replace(
        "  Trying:\n",
        "  Talking:\n    goal: Hear them\n    while here:\n"
        "      - 3 days before trial ends:\n          task: Call again\n"
        "    next:\n      - go to: Good\n        by: owner\n  Trying:\n",
    )
    short = text.replace("      - go to: Bad\n  Talking", "      - go to: Talking\n  Talking")
    long = text.replace(
        "      - go to: Bad\n        by: owner\nends",
        "      - go to: Talking\n        by: owner\nends",
    )
    warned = [one for one in told({"lead.yaml": short}) if "never starts" in one]
    assert len(warned) == 1
    assert "the way New → Talking never starts" in warned[0]
    assert told({"lead.yaml": long}) == []


def test_a1_the_first_visit_lies_before_the_middle() -> None:
    care = (
        "process: Care\nfollows: entitlement\nowner: Sales\nstages:\n  Running:\n    goal: Use it\n"
        "    while here:\n      - preset first visit after service starts:\n          visit: First\n"
        "      - middle of service term:\n          visit: Second\nends:\n  Over:\n    outcome: closed\n"
    )
    care = care.replace("ends:", "    next:\n      - at: service ends\n        go to: Over\nends:")
    settings = SMALL["playbook.yaml"] + "presets:\n  first visit: 12 months\n"
    found = told({"care.yaml": care, "playbook.yaml": settings})
    assert [one for one in found if "not before the middle of a one-year term" in one]
    assert told({"care.yaml": care, "playbook.yaml": settings.replace("12", "2")}) == []
