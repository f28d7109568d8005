"""The view of a process holds each field that anything in it mentions."""

from leadline.playbooks.engine.asked import Once, asked_fields, term_ends
from leadline.playbooks.tests.desk import playbook_of

TEXT = """
    process: Deal
    follows: deal
    stages:
      A:
        ask:
          note: {ask: text, needed when: "size known"}
        on arrival:
          - start: chase
        while here:
          - middle of service term:
              task: Visit
              by: due day
        clocks:
          c:
            from: shipped
            until: [anything]
            within: 1 day
            paused while: disputed is yes
        next:
          - go to: End
            when: paid is yes
    ends:
      End: {outcome: done}
"""
CADENCE = """
    sequence: chase
    around: due day
    steps:
      - 1 day:
          send: hello
          when: urgent is yes
    only while: signed is not yes
"""


def test_every_part_of_a_process_is_looked_through() -> None:
    playbook = playbook_of(TEXT, {"cadences.yaml": CADENCE})
    assert asked_fields(playbook, "Deal") == {
        "owner", "note", "size", "service starts", "service ends", "due day", "shipped",
        "disputed", "paid", "urgent", "signed",
    }  # fmt: skip


def test_a_term_lies_between_its_ends() -> None:
    assert term_ends("Service term") == ("service starts", "service ends")


def test_a_thing_is_made_once_for_each_value_itself() -> None:
    made: list[object] = []
    once = Once[list[int], int](lambda value: made.append(value) or len(made))  # type: ignore[func-returns-value]
    one, other = [1], [1]
    assert (once(one), once(other), once(one)) == (1, 2, 1)
