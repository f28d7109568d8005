"""What happened to a thing, as its own page tells it: who, when, and what it was before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from leadline.core.actor import ActorKind
from leadline.core.models import Event, Eventful
from leadline.core.written import labelled, listed

SHOWN = 20  # of the latest events
LONGEST = 120  # letters of a value


@dataclass(frozen=True)
class Change:
    """One field that changed, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Line:
    """One event. by: who did it, "" where it says so itself."""

    sentence: str
    at: datetime
    by: str
    changes: tuple[Change, ...]


def changes_in(row: Model, values: Mapping[str, object]) -> dict[str, tuple[Any, Any]]:
    """Field → (before, after), as JSON, of what these values change in the row."""
    before = {name: getattr(row, name) for name in values}
    return {
        name: (_plain(before[name]), _plain(value))
        for name, value in values.items()
        if before[name] != value
    }


def history_of(subject: Eventful, labels: Mapping[str, Any] | None = None) -> tuple[Line, ...]:
    """The latest events of its own stream, newest first; one query.

    labels: how the fields that changed are called, by name.
    """
    rows = Event.objects.filter(stream=subject.stream, stream_id=subject.pk).order_by("-seq")
    return tuple(_line(event, labels or {}) for event in rows[:SHOWN])


def _line(event: Event, labels: Mapping[str, Any]) -> Line:
    changes = event.data.get("changes")
    told = dict(sorted(changes.items())) if isinstance(changes, dict) else {}
    names = {name: str(capfirst(labels.get(name, name))) for name in told}
    data = dict(event.data)
    for several in {"changed", "fields"} & data.keys() if told else ():
        data[several] = list(names.values())
    return Line(
        event.type.tell(data),
        event.occurred_at,
        _("by itself") if event.actor_kind == ActorKind.AUTOMATION else event.actor_name,
        tuple(Change(names[name], _shown(pair[0]), _shown(pair[1])) for name, pair in told.items()),
    )


def _plain(value: object) -> object:
    if isinstance(value, Model):
        return str(value)
    return value if isinstance(value, bool | int | str | list | dict | None) else str(value)


def _shown(value: object) -> str:
    if value in (None, "", [], {}):
        return pgettext("of a value", "nothing")
    match value:
        case bool():
            return _("yes") if value else _("no")
        case dict():
            text = "; ".join(labelled(name, _shown(one)) for name, one in value.items())
        case list():
            text = listed(map(_shown, value))
        case _:
            text = str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"
