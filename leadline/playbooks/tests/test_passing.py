"""Who may pass a rule: whom it names, else the owner's supervisor, and sometimes nobody."""

import pytest

from leadline.playbooks.passing import passer
from leadline.playbooks.tests.folders import small

RULE = "- action: send\n  never while: {condition}\n"
FIELDS = "lead:\n  formal contract requested: yes or no\n  careful: {type: yes or no}\n"


def who(condition: str, override: str = "") -> str:
    text = RULE.format(condition=condition) + (f"  override: {override}\n" if override else "")
    playbook = small({"guards.yaml": text, "fields.yaml": FIELDS})
    found = passer(playbook.guards[0], playbook)
    return found.text if found else ""


@pytest.mark.parametrize(
    ("condition", "override", "expected"),
    [
        ("careful is yes", "", "supervisor of owner"),
        ("careful is yes", "by owner, with reason", "owner"),
        ("careful is yes", "nobody", ""),
        ("on the ban list", "", ""),
        ("screening found something", "", ""),
        ("may not be written to", "", ""),
        ("formal contract requested is yes", "", ""),
        ("on the ban list", "by supervisor of owner, with reason", "supervisor of owner"),
    ],
)
def test_by_what_the_rule_says_and_what_it_is_about(
    condition: str, override: str, expected: str
) -> None:
    assert who(condition, override) == expected


def test_an_approval_is_passed_by_nobody_unless_the_rule_says_so() -> None:
    approvals = (
        "discount approval:\n  of: deal\n  asked by: Sales\n"
        "  approved by:\n    - by: supervisor of owner\n"
    )
    rule = "- action: send\n  only when: discount approval is granted\n"
    playbook = small({"guards.yaml": rule, "approvals.yaml": approvals})
    assert passer(playbook.guards[0], playbook) is None
