"""A record goes to whom a phrase means, with why; what nobody can take waits and is tried again."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from leadline.core.batch import Batch
from leadline.playbooks.definition import Who, WhoKind
from leadline.records.actions import assign, return_turn
from leadline.records.cause import Cause
from leadline.records.models import Record
from leadline.records.routing.decided import Decided
from leadline.records.routing.finding import Asking, decide
from leadline.records.routing.queues import UNROUTED
from leadline.records.routing.returning import last_turns
from leadline.records.routing.untaken import forget_untaken, keep_untaken


def hand(
    batch: Batch, record: Record, who: Who, asking: Asking, cause: Cause, *, leaves: bool = False
) -> Decided:
    """By name, in turn, by a route, or into a queue.

    Whoever gives it back to whoever had it before gets a turn for it. Where nobody is found it
    stays with its owner, and what has none waits in the queue of what is not routed. leaves: it
    does not stay with its owner.
    """
    decided = decide(batch, record, who, asking)
    if decided.user is None and not decided.queue:
        if record.owner_id is not None and not leaves:
            return decided
        decided.queue = record.queue or UNROUTED
    cause = replace(cause, why=_with(cause.why, decided))
    if who.kind is WhoKind.PREVIOUS and decided.user is not None:
        _bounce(batch, record, decided, cause)
    assign.within(
        batch,
        record,
        owner=decided.user,
        queue="" if decided.user is not None else decided.queue,
        reason=who.text,
        routed=who.kind in (WhoKind.ROUTE, WhoKind.POOL),
        cause=cause,
    )
    if decided.user is None:
        _wait(batch, record, decided, asking)
    return decided


def _wait(batch: Batch, record: Record, decided: Decided, asking: Asking) -> None:
    """It is tried again only where somebody was looked for, or nobody could tell for whom."""
    if decided.asked or decided.queue == UNROUTED:
        keep_untaken(batch, record, decided.who, asking.but)
    else:
        forget_untaken(batch, record)


def _bounce(batch: Batch, record: Record, decided: Decided, cause: Cause) -> None:
    """It goes back: the turn by which its owner got it came to nothing."""
    turn = batch.of(record, last_turns)
    leaves = decided.user is not None and decided.user.pk != record.owner_id
    if leaves and turn is not None and turn.user.pk == record.owner_id:
        return_turn.within(batch, record, reason=decided.who, cause=cause)


def _with(why: Any, decided: Decided) -> dict[str, Any]:
    return {**(why if isinstance(why, Mapping) else {}), "route": decided.json()}
