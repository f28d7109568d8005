"""The event log: append-only, numbered densely within the stream of the thing it happened to."""

from typing import Any, ClassVar, NoReturn

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from leadline.core import bulk
from leadline.core.events import EventType, event_type


class Eventful(models.Model):
    """A thing with a history of its own; `seq` numbers its last event and is its revision."""

    stream: ClassVar[str]
    seq = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True

    def heard(self, event: "Event") -> tuple[str, ...]:
        """Takes note of an event just recorded here; returns the names of the fields it changed."""
        return ()


class AppendOnly(models.QuerySet["Event"]):
    """Events are added and, on a person's request, erased; nothing else ever happens to them."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("events never change; erase() empties what was asked to be erased")

    def delete(self) -> NoReturn:
        raise TypeError("events are never deleted; erase() empties what was asked to be erased")

    def erase(self) -> int:
        """Empties the personal fields and keeps the events' shape; returns how many changed."""
        changed = []
        for event in self.iterator():
            personal = event.type.erases & event.data.keys()
            if personal:
                event.data, event.why = {**event.data, **dict.fromkeys(personal)}, None
                changed.append(event)
        bulk.update(self.model, changed, ("data", "why"))
        return len(changed)


class Event(models.Model):
    """One thing that happened: `occurred_at` is when it became true, `recorded_at` when written."""

    stream = models.CharField(max_length=12)
    stream_id = models.BigIntegerField()
    seq = models.PositiveIntegerField()
    name = models.CharField(max_length=80)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    actor_kind = models.CharField(max_length=10)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=120, default="")
    data = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    why = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    depth = models.PositiveSmallIntegerField(default=0)

    objects = AppendOnly.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["stream", "stream_id", "seq"], name="event_numbered_densely"
            )
        ]

    def __str__(self) -> str:
        return self.type.tell(self.data)

    @property
    def type(self) -> EventType:
        return event_type(self.name)
