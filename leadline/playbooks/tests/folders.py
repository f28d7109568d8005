"""A small playbook that is in order, and what is said when a line of it is spoiled."""

from collections.abc import Mapping

from leadline.playbooks.checks.every import check
from leadline.playbooks.definition import Playbook
from leadline.playbooks.vocabulary_files import standard

LEAD = """\
process: Lead
follows: lead
owner: Sales
begins:
  - on: lead opened
    at stage: New
stages:
  New:
    goal: Know whether they want it
    ask:
      interest: [Yes, No, Unsure]
      budget: {ask: money, optional: yes}
    clocks:
      first call:
        until: [call logged]
        within: 4 working hours
        missed:
          - tell: supervisor of owner
    on arrival:
      - send: hello
    while here:
      - 3 days after arrival:
          task: Call them
          by: Sales
    next:
      - go to: Trying
        when: interest is Yes
      - go to: Bad
  Trying:
    goal: They see that it works
    owner: same person
    on arrival:
      - open: trial
    work:
      Papers:
        agenda: [Signed, Filed]
    next:
      - go to: Good
        when: budget above 1,000 EUR
      - go to: Bad
        by: owner
ends:
  Good:
    outcome: qualified
  Bad:
    outcome: lost
    ask:
      reason: [Price, Silence]
"""
SMALLEST: Mapping[str, str] = {
    "playbook.yaml": "title: Small\nlanguages: [en]\nroles: [Seller]\n",
    "lead.yaml": """\
process: Small
follows: lead
begins:
  - on: lead opened
owner: role Seller
stages:
  New:
    goal: Know them
    next:
      - go to: Done
        by: owner
ends:
  Done:
    outcome: qualified
""",
}
SMALL: Mapping[str, str] = {
    "playbook.yaml": "title: Small\nlanguages: [en]\nroles: [Sales]\npools:\n  Sales: [Sales]\n",
    "lead.yaml": LEAD,
    "emails/hello.md": "---\nsubject: Hello {{ first_name }}\n---\nShall we talk?\n",
}


def told(changes: Mapping[str, str] | None = None) -> list[str]:
    """What is said about the small playbook with these files added or replaced."""
    return [str(problem) for problem in check({**SMALL, **(changes or {})}, standard()).problems]


def spoiled(old: str, new: str, file: str = "lead.yaml") -> list[str]:
    """What is said when one passage is replaced; the passage must stand there."""
    assert SMALL[file].count(old) == 1, old
    return told({file: SMALL[file].replace(old, new)})


def small(changes: Mapping[str, str] | None = None) -> Playbook:
    found = check({**SMALL, **(changes or {})}, standard(), "small")
    assert found.playbook is not None, found.problems
    return found.playbook


def replaced(old: str, new: str, file: str = "lead.yaml") -> Playbook:
    """The small playbook with one passage replaced, still in order."""
    assert SMALL[file].count(old) == 1, old
    return small({file: SMALL[file].replace(old, new)})
