"""A turn that came to nothing is given back: as if it never was, to whoever had it."""

from collections.abc import Sequence
from dataclasses import dataclass

from leadline.access.models import User
from leadline.core.batch import Batch
from leadline.core.models import Event
from leadline.playbooks.versions import current_of
from leadline.records.events import OWNED, ROUTED, TURN_RETURNED
from leadline.records.models import Record
from leadline.records.routing.decided import turn_in
from leadline.records.routing.pools import due_of, pool_for


@dataclass(frozen=True)
class TurnHad:
    """By which turn a record came to somebody. members: (id, weight, state) of the pool then."""

    pool: str
    user: User
    members: Sequence[tuple[int, int, str]]


def last_turns(records: Sequence[Record]) -> list[TurnHad | None]:
    """Loader for `Batch.of`: per record the last turn that gave it, unless it was returned since.

    Two queries. A later hand-over by name leaves the turn with whoever had it.
    """
    events = Event.objects.filter(
        stream=Record.stream,
        stream_id__in=[record.pk for record in records if record.pk],
        name__in=[ROUTED.name, OWNED.name, TURN_RETURNED.name],
    )
    turns: dict[int, tuple[str, int, Sequence[tuple[int, int, str]]] | None] = {}
    for event in events.order_by("stream_id", "seq"):
        if event.name == TURN_RETURNED.name:
            turns[event.stream_id] = None
        elif (turn := turn_in(event.why)) is not None:
            turns[event.stream_id] = turn
    users = User.objects.in_bulk({turn[1] for turn in turns.values() if turn})
    return [_had(turns.get(record.pk), users) for record in records]


def _had(
    turn: tuple[str, int, Sequence[tuple[int, int, str]]] | None, users: dict[int, User]
) -> TurnHad | None:
    if turn is None or turn[1] not in users:
        return None
    return TurnHad(turn[0], users[turn[1]], turn[2])


def give_back(batch: Batch, record: Record, turn: TurnHad) -> None:
    """What was due for that turn, and what was got, does not count any more; under the lock."""
    version = record.version_id
    playbook = batch.once(current_of, version) if version is not None else None
    pool_for(batch, turn.pool, playbook).give_back(turn.user.pk, due_of(turn.members))
