"""Gives a record to whom the playbook means, with why; what nobody can take waits in a queue."""

from leadline.core.batch import Batch
from leadline.playbooks.definition import Who
from leadline.playbooks.engine.decision import Effect
from leadline.records.actions.routing import hand
from leadline.records.cause import Cause
from leadline.records.models import Record
from leadline.records.routing.finding import Asking, may_be
from leadline.records.routing.pools import NOBODY


def give(batch: Batch, record: Record, effect: Effect, cause: Cause) -> None:
    """The `assign` of a playbook: by name, in turn, by a route, or into a queue."""
    who: Who = effect.params["who"]
    but = effect.params.get("not to")
    asking = Asking(
        but=frozenset(may_be(batch, record, but)) if but is not None else NOBODY,
        state=effect.params.get("state"),
    )
    hand(batch, record, who, asking, cause)
