"""Queues: what waits in each to be taken, who watches it, and what nobody was found for."""

from leadline.access.models import User
from leadline.access.roles import ADMIN, MANAGER
from leadline.core.batch import Batch
from leadline.playbooks.definition import Who, WhoKind
from leadline.records.models import Record
from leadline.records.routing.finding import everybody
from leadline.records.routing.pools import members_of

UNROUTED = "Unrouted"  # where everything waits that nobody was found for


def watchers(batch: Batch, record: Record, queue: str) -> list[User]:
    """Who is told of what comes into a queue: as the playbook says, else the managers."""
    said = everybody(batch, record, Who(WhoKind.QUEUE, queue))
    for role in (MANAGER, ADMIN):
        said = said or list(batch.once(members_of, (role,)).values())
    return said
