"""Who may pass a rule that forbids an action, by what the rule says and what it is about."""

from leadline.conditions.catalogue import normalised
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
    return None if _is_firm(guard, playbook) else SUPERVISOR


def _is_firm(guard: Guard, playbook: Playbook) -> bool:
    asked = {
        name
        for condition in (guard.never_while, guard.only_when)
        if condition is not None
        for name in condition.fields
    }
    approvals = tuple(f"{normalised(name)} is " for name in rules_of(playbook).approvals)
    return not asked.isdisjoint(FIRM) or any(
        "contract" in name or (approvals and name.startswith(approvals)) for name in asked
    )
