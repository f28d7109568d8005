"""Who does something: somebody signed in, the playbook's automation, a customer or a machine."""

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    PERSON = "person"
    AUTOMATION = "automation"
    CUSTOMER = "customer"
    MACHINE = "machine"


@dataclass(frozen=True)
class Actor:
    """`user_id` is set for persons, `name` is what the timeline shows.

    passing: why this person does what a rule of the playbook forbids, where it lets them.
    """

    kind: ActorKind
    user_id: int | None = None
    name: str = ""
    passing: str = ""


AUTOMATION = Actor(ActorKind.AUTOMATION)
CUSTOMER = Actor(ActorKind.CUSTOMER)
