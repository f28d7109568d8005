"""A scenario tells a story in the playbook's words, and every `then` that fails says so."""

import pytest

from leadline.playbooks.definition import Playbook
from leadline.playbooks.scenarios.running import run, run_all, working_time
from leadline.playbooks.tests.desk import playbook_of

PROCESS = """
    process: Prospect and closing
    follows: deal
    owner: role Sales
    everywhere:
      - once: deal amount above 250,000 GBP
        open: order
        once per: deal
    stages:
      Qualifying:
        ask:
          note: text
        clocks:
          first word:
            until: [call logged]
            within: 1 working day
            missed:
              - tell: owner
        next:
          - on: quote sent
            go to: Defining
          - go to: Lost
            by: owner
      Defining:
        before leaving:
          - size known
        work:
          Quote:
            by: role Sales
        next:
          - go to: Won
            when: paid is yes
          - on: reply received
            go to: Preparing
      Preparing:
        on arrival:
          - send: hello
        next: [{on: quote accepted, go to: Won}]
    ends:
      Won: {outcome: won}
      Lost:
        outcome: lost
        ask:
          size: number
"""
SCENARIO = """
    scenario: Large deal
    process: Prospect and closing
    given:
      stage: Qualifying
      at: 2026-03-02 09:00
      deal amount: 260,000 GBP
    steps:
"""


def told(steps: str) -> list[str]:
    """The failures of a scenario with these steps."""
    playbook = _with(steps)
    return [failure.sentence for failure in run(playbook, playbook.scenarios[0])]


def _with(steps: str) -> Playbook:
    return playbook_of(PROCESS, {"scenarios/large.yaml": SCENARIO + steps})


@pytest.mark.parametrize(
    "steps",
    [
        """
      - when: {event: quote sent}
        then:
          - stage: Defining
          - task: Quote
          - no: opened order
      - when: {event: quote changed}
        then:
          - still at: Defining
          - no: sent
""",
        """
      - when: {wait: 2 working days}
        then:
          - clock missed: first word
          - told: owner
          - owner: role Sales
      - when: {answer: {note: They want it}}
        then:
          - still at: Qualifying
""",
        """
      - when: {event: quote sent}
        then:
          - stage: Defining
      - when: {event: reply received}
        then:
          - wish: Preparing
            missing: [size]
      - when: {set: {size: 4}}
        then:
          - stage: Preparing
          - sent: hello
            times: 1
""",
        """
      - when: {go to: Lost, by: owner}
        then:
          - wish: Lost
            missing: [size]
      - when: {go to: Lost, by: owner, with: {size: 3}}
        then:
          - stage: Lost
          - cycle: 1
""",
        """
      - when: {event: quote sent, at: 2026-03-03 10:00}
        then:
          - stage: Defining
      - when: {do: Quote}
        then:
          - done: Quote
      - when: {set: {paid: yes, size: 1}}
        then:
          - stage: Won
          - stuck: no
""",
        """
      - when: {go to: Preparing, by: owner}
        then:
          - refused: Preparing
      - when: {until: 2026-03-02 12:00}
        then:
          - no: clock missed first word
""",
    ],
)
def test_what_happens_as_told_fails_nothing(steps: str) -> None:
    assert told(steps) == []


@pytest.mark.parametrize(
    ("then", "sentence"),
    [
        ("stage: Won", "stage: “Won” was expected, and there is Defining"),
        ("still at: Defining", "still at: “Defining” was expected, and there is nothing"),
        ("sent: hello", "sent: “hello” was expected, and there is nothing"),
        ("task: Call", "task: “Call” was expected, and there is Quote"),
        ("no: task Quote", "“task Quote” happened and should not"),
        ("{task: Quote, times: 2}", "“task Quote” 1 times, not 2 times"),
        ("wish: Won", "wish: “Won” was expected, and there is nothing"),
        ("missing: size", "missing: “size” was expected, and there is nothing"),
        ("no: rain", "“no” is followed by one of"),
    ],
)
def test_what_does_not_come_true_is_told_at_its_line(then: str, sentence: str) -> None:
    steps = f"\n      - when: {{event: quote sent}}\n        then:\n          - {then}\n"
    (failure,) = told(steps)
    assert failure.startswith(sentence)
    (problem,) = run_all(_with(steps))
    assert (problem.place.file, problem.place.line) == ("scenarios/large.yaml", 12)


@pytest.mark.parametrize(
    ("when", "sentence"),
    [
        ("{set: {deal amount: much}}", "deal amount: “much” is no money"),
        ("{wait: a while}", "'a while' is no duration"),
        ("{do: Nothing}", "there is nothing called “Nothing” to be done"),
        ("{until: soon}", "“soon” is no moment"),
    ],
)
def test_what_cannot_be_read_is_a_failure_too(when: str, sentence: str) -> None:
    (failure,) = told(f"\n      - when: {when}\n        then:\n          - stage: Won\n")
    assert failure.startswith(sentence)


def test_working_time_is_the_playbooks_own() -> None:
    playbook = playbook_of(
        PROCESS,
        {"playbook.yaml": "title: S\nlanguages: [en]\nroles: [Sales, Finance, Engineering]\n"
                          "working time:\n  zone: Asia/Shanghai\n  hours: 08:00-12:00\n"},
    )  # fmt: skip
    zone, schedule = working_time(playbook)
    assert zone.key == "Asia/Shanghai"
    assert len(schedule.days.week[0]) == 1
