"""Where a record waits that nobody has: in which queue, since when, and who watches it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.playbooks.explain.speaker import Speaker
from leadline.playbooks.versions import Unreadable
from leadline.records.models import Record, Untaken
from leadline.records.routing.queues import watchers
from leadline.records.routing.untaken import still_waits


@dataclass(frozen=True)
class Waits:
    """queue: in the reader's language. watchers: names. is_tried: it waits only for somebody who
    can take it, and is tried again by itself."""

    queue: str
    since: datetime
    watchers: Sequence[str]
    is_tried: bool


def waits_of(record: Record, speaker: Speaker | None, now: datetime) -> Waits | None:
    """None for what somebody has, and for what has ended."""
    if not record.queue or record.owner_id is not None or not record.is_open:
        return None
    kept = Untaken.with_bin.filter(record=record).first()
    return Waits(
        speaker.word(record.queue) if speaker else record.queue,
        record.queued_at or record.entered_at,
        _watchers(record, now),
        kept is not None and still_waits(record, kept),
    )


def _watchers(record: Record, now: datetime) -> list[str]:
    """Nobody where the playbook that names them cannot be read."""
    try:
        found = watchers(Batch(AUTOMATION, now), record, record.queue)
    except Unreadable:
        return []
    return [str(user) for user in found]
