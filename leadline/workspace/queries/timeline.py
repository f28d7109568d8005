"""What happened to a record, newest first: each event as a sentence, with who, when and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leadline.core.actor import ActorKind
from leadline.core.models import Event
from leadline.playbooks.explain.speaker import Speaker
from leadline.records.models import Record
from leadline.work.attached import answered_files
from leadline.work.events import NOTE_WRITTEN, TASK_DONE
from leadline.work.models import Note
from leadline.workspace.queries.routed import Routed, names_in, routed_of
from leadline.workspace.queries.steps import spoken_act, spoken_reason
from leadline.workspace.reading import shown

SHOWN = 60  # events of one page
NO_NAMES: Mapping[int, str] = {}
UNDO = timedelta(minutes=10)
LISTS = {  # of a stage: why their lines are read, where the line itself names nothing
    "on arrival": gettext_lazy("arrival at this stage"),
    "next": gettext_lazy("everything needed here is there"),
    "missed": gettext_lazy("a promise was not kept in time"),
}
SPOKEN = frozenset(
    {"stage", "to", "from", "field", "value", "clock", "task", "letter", "missing", "allowed",
     "outcome", "assignee", "queue", "pool"}
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
    routed: how it came to somebody, where it was given.
    """

    rule: str
    place: str
    href: str
    because: str
    values: tuple[tuple[str, str], ...]
    version: str
    routed: Routed | None = None


@dataclass(frozen=True)
class Entry:
    """One line of the timeline. note: more about it. undo: the task that can be opened again.

    written: of a note, its number, which its writer can delete; writer: who that is.
    """

    sentence: str
    at: datetime
    by: str
    kind: str
    note: str
    why: Why | None
    undo: int | None
    written: int | None = None
    writer: int | None = None


@dataclass(frozen=True)
class Timeline:
    """older: the number before which the next page begins; None where this is the whole of it."""

    entries: tuple[Entry, ...]
    older: int | None


def timeline_of(
    record: Record, speaker: Speaker | None, now: datetime, before: int | None = None
) -> Timeline:
    """The latest events, or those before a number of the record's stream; two queries at most."""
    rows = Event.objects.filter(stream=Record.stream, stream_id=record.pk)
    if before is not None:
        rows = rows.filter(seq__lt=before)
    events = list(rows.order_by("-seq")[: SHOWN + 1])
    older = events[SHOWN - 1].seq if len(events) > SHOWN else None
    name_files(record, events)
    notes = _notes_of(record, events)
    names = names_in(event.why for event in events)
    told = [(entry_of(one, speaker, now, names), one) for one in events[:SHOWN]]
    entries = (_with_note(entry, one, notes) for entry, one in told)
    return Timeline(tuple(entries), older)


def _notes_of(record: Record, events: Sequence[Event]) -> dict[tuple[datetime, str], Note]:
    """The notes that these events tell of, also those in the bin, by when and what."""
    told = {one.recorded_at for one in events if one.name == NOTE_WRITTEN.name}
    rows = Note.with_bin.filter(record=record, written_at__in=told) if told else ()
    return {(one.written_at, one.text): one for one in rows}


def _with_note(entry: Entry, event: Event, notes: Mapping[tuple[datetime, str], Note]) -> Entry:
    """What lies in the bin is not told, and what is there can be deleted by its writer."""
    if event.name != NOTE_WRITTEN.name:
        return entry
    note = notes.get((event.recorded_at, str(event.data.get("note"))))
    if note is None or note.is_binned:
        return replace(entry, sentence=_("A note, deleted since"), note="")
    return replace(entry, written=note.pk, writer=note.user_id)


def name_files(record: Record, events: Sequence[Event]) -> None:
    """Answers that are files say what the file is called, and not its number; never written."""
    answers = [one for one in events if type(one.data.get("value")) is int]
    names = answered_files(record) if answers else {}
    for event in answers:
        if name := names.get((event.data.get("field", ""), event.data["value"])):
            event.data = {**event.data, "value": name}


def entry_of(
    event: Event, speaker: Speaker | None, now: datetime, names: Mapping[int, str] = NO_NAMES
) -> Entry:
    """One recorded event as the timeline tells it. names: of people in decision records, by id."""
    data = {name: _spoken(name, value, speaker) for name, value in event.data.items()}
    sentence = event.type.tell(data)
    fresh = event.name == TASK_DONE.name and now - event.occurred_at < UNDO
    return Entry(
        sentence=sentence,
        at=event.occurred_at,
        by=_by(event),
        kind=_kind(event),
        note=_note(event, sentence),
        why=_why(event.why, speaker, names),
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
        return str(event.data.get("partner") or _("the customer"))
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
    told = [event.data.get(name) for name in ("evidence", "note", "message", "words", "campaign")]
    parts = [_(told[0]) if isinstance(told[0], str) and told[0] else None, *told[1:]]
    return " · ".join(
        part for part in parts if isinstance(part, str) and part and part != sentence
    )[:600]


def _why(why: Any, speaker: Speaker | None, names: Mapping[int, str]) -> Why | None:
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
        because=shown(why.get("because") or why.get("looked_at") or "", speaker)
        or _set_off(why, speaker),
        values=tuple(
            (shown(field, speaker), shown(value, speaker)) for field, value in values.items()
        ),
        version=version,
        routed=routed_of(why.get("route"), names, speaker),
    )


def _set_off(why: Mapping[str, Any], speaker: Speaker | None) -> str:
    """What set off a line that names no event, moment or condition: the list that it stands in.

    What stands nowhere in the text is the withdrawing of tasks: it names the stage that was left.
    """
    if not why.get("place") and why.get("text"):
        return _("“%(stage)s” was left") % {"stage": shown(why["text"], speaker)}
    parts = str(why.get("line") or "").split("/")
    return next((str(told) for name, told in LISTS.items() if name in parts), "")


def _href(name: str, version: str, place: str) -> str:
    file, _colon, line = place.partition(":")
    if not (name and line and version.isdecimal()):
        return ""
    return f"{reverse('playbook', args=[name])}?version={version}#{file}-{line}"
