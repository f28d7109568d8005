"""What has happened at the demo's firm since its clock was last moved, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from leadline.core import clock
from leadline.core.models import Event
from leadline.demo import memory
from leadline.records.models import Record
from leadline.workspace.queries.timeline import Entry, entry_of
from leadline.workspace.reading import speaker_of

SHOWN = 50  # events of one page


@dataclass(frozen=True)
class Line:
    """One event with the record that it happened to."""

    entry: Entry
    record: Record


@dataclass(frozen=True)
class Happened:
    """began_at: when the clock was moved, None before the first time. until: while it moves.

    lines: the newest first. number: of all of them. older: the event before which a further page
    begins, None where this is the last one.
    """

    now: datetime
    began_at: datetime | None
    until: datetime | None
    lines: Sequence[Line]
    number: int
    older: int | None


def happened(before: int | None = None) -> Happened:
    """A constant number of queries; before: shows what came before that event."""
    kept, now = memory.recall(), clock.now()
    trials = Record.objects.filter(kind="trial")  # their leads tell the same
    rows = Event.objects.filter(stream=Record.stream).exclude(stream_id__in=trials.values("pk"))
    rows = rows.filter(pk__gt=kept.since) if kept.began_at else rows.none()
    asked = rows.filter(pk__lt=before) if before else rows
    events = list(asked.order_by("-pk")[: SHOWN + 1])
    return Happened(
        now=now,
        began_at=kept.began_at,
        until=kept.until,
        lines=_lines(events[:SHOWN], now),
        number=rows.count(),
        older=events[SHOWN - 1].pk if len(events) > SHOWN else None,
    )


def _lines(events: Sequence[Event], now: datetime) -> list[Line]:
    records = Record.objects.in_bulk({event.stream_id for event in events})
    found = []
    for event in events:
        record = records[event.stream_id]
        speaker = speaker_of(record.version_id) if record.version_id else None
        found.append(Line(entry_of(event, speaker, now), record))
    return found
