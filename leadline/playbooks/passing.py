"""Who may pass a guard or a gate, by what it says and what it is about."""

from leadline.conditions.catalogue import normalised
from leadline.conditions.tree import Condition
from leadline.playbooks.definition import Guard, Playbook, Who, WhoKind
from leadline.playbooks.walk import rules_of

OWNER = Who(WhoKind.OWNER, text="owner")
SUPERVISOR = Who(WhoKind.SUPERVISOR, of=OWNER, text="supervisor of owner")
# Lists that nobody overrules by the way, and what a person said about being contacted.
FIRM = frozenset(
    {"screening found something", "on the ban list", "may be written to", "may be called"}
)


def passer(guard: Guard, playbook: Playbook) -> Who | None:
    """Who may do what the guard forbids, with a reason; None where nobody may.

    Where the guard does not say: the owner's supervisor; never what hangs on a screening list, an
    approval, a contact refusal or a contract.
    """
    if guard.firm:
        return None
    if guard.override_by is not None:
        return guard.override_by
    said = [one for one in (guard.never_while, guard.only_when) if one is not None]
    return None if any(is_firm(one, playbook) for one in said) else SUPERVISOR


def is_firm(condition: Condition, playbook: Playbook) -> bool:
    """Whether it is about what nobody passes: a list, an approval, contact or a contract."""
    approvals = tuple(f"{normalised(name)} is " for name in rules_of(playbook).approvals)
    return not FIRM.isdisjoint(condition.fields) or any(
        "contract" in name or (approvals and name.startswith(approvals))
        for name in condition.fields
    )
