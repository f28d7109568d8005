"""What happened to a record, newest first: each event as a sentence, with who, when and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from leadline.core.actor import ActorKind
from leadline.core.models import Event
from leadline.playbooks.explain.speaker import Speaker
from leadline.records.models import Record
from leadline.work.attached import answered_files
from leadline.work.events import TASK_DONE
from leadline.workspace.queries.steps import spoken_act, spoken_reason
from leadline.workspace.reading import shown

SHOWN = 60  # events of one page
UNDO = timedelta(minutes=10)
SPOKEN = frozenset(
    {"stage", "to", "from", "field", "value", "clock", "task", "letter", "missing", "allowed",
     "outcome", "assignee"}
)  # fmt: skip
BY_THEM = frozenset({"lead opened", "registered again", "first interaction"})
REFUSED = frozenset(
    {"move refused", "record stuck", "step held", "trial refused", "trial failed", "letter failed",
     "clock missed", "screening hit"}
)  # fmt: skip


@dataclass(frozen=True)
class Why:
    """Why something happened by itself: the rule as it stands in the playbook, and what it saw.

    href: the rule's place on the playbook's page. values: (field, value) as they were then.
    """

    rule: str
    place: str
    href: str
    because: str
    values: tuple[tuple[str, str], ...]
    version: str


@dataclass(frozen=True)
class Entry:
    """One line of the timeline. note: more about it. undo: the task that can be opened again."""

    sentence: str
    at: datetime
    by: str
    kind: str
    note: str
    why: Why | None
    undo: int | None


@dataclass(frozen=True)
class Timeline:
    """older: the number before which the next page begins; None where this is the whole of it."""

    entries: tuple[Entry, ...]
    older: int | None


def timeline_of(
    record: Record, speaker: Speaker | None, now: datetime, before: int | None = None
) -> Timeline:
    """The latest events, or those before a number of the record's stream; one query."""
    rows = Event.objects.filter(stream=Record.stream, stream_id=record.pk)
    if before is not None:
        rows = rows.filter(seq__lt=before)
    events = list(rows.order_by("-seq")[: SHOWN + 1])
    older = events[SHOWN - 1].seq if len(events) > SHOWN else None
    name_files(record, events)
    return Timeline(tuple(entry_of(one, speaker, now) for one in events[:SHOWN]), older)


def name_files(record: Record, events: Sequence[Event]) -> None:
    """Answers that are files say what the file is called, and not its number; never written."""
    answers = [one for one in events if type(one.data.get("value")) is int]
    names = answered_files(record) if answers else {}
    for event in answers:
        if name := names.get((event.data.get("field", ""), event.data["value"])):
            event.data = {**event.data, "value": name}


def entry_of(event: Event, speaker: Speaker | None, now: datetime) -> Entry:
    """One recorded event as the timeline tells it."""
    data = {name: _spoken(name, value, speaker) for name, value in event.data.items()}
    sentence = event.type.tell(data)
    fresh = event.name == TASK_DONE.name and now - event.occurred_at < UNDO
    return Entry(
        sentence=sentence,
        at=event.occurred_at,
        by=_by(event),
        kind=_kind(event),
        note=_note(event, sentence),
        why=_why(event.why, speaker),
        undo=event.data.get("task_id") if fresh and event.actor_id else None,
    )


def _spoken(name: str, value: Any, speaker: Speaker | None) -> Any:
    if name in ("step", "action") and isinstance(value, str):
        return spoken_act(value, speaker)
    if name in ("reason", "rule") and isinstance(value, str):
        return spoken_reason(value, speaker)
    if value is None or name not in SPOKEN:
        return value
    return shown(value, speaker)


def _by(event: Event) -> str:
    if event.actor_kind == ActorKind.CUSTOMER:
        return _("the customer")
    if event.name in BY_THEM:
        return ""
    if event.actor_kind == ActorKind.AUTOMATION:
        return _("by itself")
    return event.actor_name


def _kind(event: Event) -> str:
    if event.name in REFUSED:
        return "refused"
    if event.name in BY_THEM:
        return ""
    return "by-itself" if event.actor_kind == ActorKind.AUTOMATION else ""


def _note(event: Event, sentence: str) -> str:
    """More about it; a note is its own sentence."""
    parts = [event.data.get(name) for name in ("evidence", "note", "message", "words", "campaign")]
    return " · ".join(
        part for part in parts if isinstance(part, str) and part and part != sentence
    )[:600]


def _why(why: Any, speaker: Speaker | None) -> Why | None:
    """Nothing where the event was no line's doing, or its text was erased."""
    if not isinstance(why, dict) or not (why.get("text") or why.get("because")):
        return None
    name, _space, version = str(why.get("version", "")).rpartition(" ")
    place = str(why.get("place") or "")
    values = dict(why.get("values") or {})
    return Why(
        rule=str(why.get("text") or ""),
        place=place,
        href=_href(name, version, place),
        because=shown(why.get("because") or why.get("looked_at") or "", speaker),
        values=tuple(
            (shown(field, speaker), shown(value, speaker)) for field, value in values.items()
        ),
        version=version,
    )


def _href(name: str, version: str, place: str) -> str:
    file, _colon, line = place.partition(":")
    if not (name and line and version.isdecimal()):
        return ""
    return f"{reverse('playbook', args=[name])}?version={version}#{file}-{line}"
