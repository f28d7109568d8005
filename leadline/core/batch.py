"""One transaction's work: rows are locked first, read in bulk, and written together at its end.

An action is written for one record and asks the batch for what it needs; the batch answers for all
its records at once and writes everything with the bulk writer. One record is a batch of one.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from types import TracebackType
from typing import Any, Self, TypeAlias, TypeVar, cast

from django.db import models, transaction

from leadline.core import bulk, clock
from leadline.core.actor import Actor
from leadline.core.events import EventType
from leadline.core.models import Event, Eventful

Row = TypeVar("Row", bound=models.Model)
Subject = TypeVar("Subject", bound=Eventful)
Value = TypeVar("Value")
AnyKey: TypeAlias = "models.ForeignKey[Any, Any]"


@dataclass
class Written:
    """What was written to one table: new rows, and changed ones with the names of their fields."""

    new: Sequence[models.Model]
    changed: list[tuple[models.Model, frozenset[str]]]


Heed = Callable[[Mapping[type[models.Model], Written]], None]
_heeds: list[Heed] = []


def heed_writing(heed: Heed) -> None:
    """Calls `heed` each time a batch has written, inside its transaction; said by a ready app.

    So that what is derived from rows and events of earlier apps stands as soon as they do.
    """
    if heed not in _heeds:
        _heeds.append(heed)


class Batch:
    """Use as a context manager: it opens the transaction, and writes and commits at its end.

    actor: who does all this. now: the moment it is done, UTC.
    """

    def __init__(self, actor: Actor, now: datetime | None = None) -> None:
        self.actor = actor
        self.now = now or clock.now()
        self._atomic = transaction.atomic()
        self._subjects: dict[tuple[type[Eventful], int], Eventful] = {}
        self._new: dict[type[models.Model], list[models.Model]] = defaultdict(list)
        self._changed: dict[int, tuple[models.Model, set[str]]] = {}
        self._events: list[tuple[Eventful, Event]] = []
        self._loaded: dict[Callable[..., Any], dict[int, Any]] = defaultdict(dict)
        self.touched = 0  # how often something was added, changed or recorded
        self.writes = 0  # how often it has written; what changed before is not marked any more
        self._answers: dict[tuple[Callable[..., Any], tuple[Hashable, ...]], Any] = {}

    def __enter__(self) -> Self:
        self._atomic.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if error is None:
                self.write()
        except BaseException as failed:
            self._atomic.__exit__(type(failed), failed, failed.__traceback__)
            raise
        self._atomic.__exit__(kind, error, trace)

    def lock(self, rows: Sequence[Subject]) -> list[Subject]:
        """The rows as they are now, locked until the end of the batch, in the order given.

        Locking goes by ascending id; rows that are already here are not read again.
        Raises the model's DoesNotExist when one is gone.
        """
        if not rows:
            return []
        model = type(rows[0])
        wanted = sorted({row.pk for row in rows if (model, row.pk) not in self._subjects})
        if wanted:
            found = model._base_manager.select_for_update().filter(pk__in=wanted).order_by("pk")
            self._subjects.update({(model, row.pk): row for row in found})
        try:
            return [cast(Subject, self._subjects[model, row.pk]) for row in rows]
        except KeyError as gone:
            raise model.DoesNotExist(f"{model.__name__} {gone} does not exist any more") from gone

    def claim(self, rows: models.QuerySet[Subject, Subject]) -> list[Subject]:
        """Those of the rows that nobody else has locked, locked until the end of the batch."""
        found = list(rows.select_for_update(skip_locked=True, of=("self",)))
        self._subjects.update({(type(row), row.pk): row for row in found})
        return found

    def of(self, subject: Subject, load: Callable[[Sequence[Subject]], Sequence[Value]]) -> Value:
        """What `load` says of the subject; asked once for all of its kind in this batch."""
        known = self._loaded[load]
        if id(subject) not in known:
            peers = [row for row in self._everyone(type(subject)) if id(row) not in known]
            if not any(row is subject for row in peers):
                peers.append(subject)
            for row, value in zip(peers, load(peers), strict=True):
                known[id(row)] = value
        return cast(Value, known[id(subject)])

    def now_of(self, subject: Subject, load: Callable[..., Any], value: object) -> None:
        """From here on `of(subject, load)` says this, since the batch has changed it."""
        self.touched += 1
        self._loaded[load][id(subject)] = value

    def once(self, ask: Callable[..., Value], *about: Hashable) -> Value:
        """What `ask(*about)` says; asked once in this batch, so that all its subjects share it."""
        if (ask, about) not in self._answers:
            self._answers[ask, about] = ask(*about)
        return cast(Value, self._answers[ask, about])

    def learn(self, other: "Batch") -> None:
        """What another batch was told once holds here, too; what is about that batch is its own."""
        told = other._answers.items()
        self._answers.update({key: value for key, value in told if other not in key[1]})

    def add(self, row: Row) -> Row:
        """Keeps a new row for writing; its primary key is set when the batch ends."""
        self.touched += 1
        self._new[type(row)].append(row)
        return row

    def change(self, row: models.Model, **values: object) -> None:
        """Sets fields of a row that exists or was added here."""
        for name, value in values.items():
            setattr(row, name, value)
        self._touch(row, values.keys())

    def happened(
        self,
        subject: Eventful,
        event: EventType,
        *,
        occurred_at: datetime | None = None,
        why: object = None,
        depth: int = 0,
        **data: Any,
    ) -> Event:
        """Records an event in the subject's stream; it must be locked or new in this batch.

        Raises TypeError when the data are not the fields that the event declares.
        """
        if not data.keys() <= event.fields:
            raise TypeError(f"{event.name!r} has no field {sorted(data.keys() - event.fields)}")
        subject.seq += 1
        row = Event(
            stream=subject.stream,
            stream_id=subject.pk or 0,
            seq=subject.seq,
            name=event.name,
            occurred_at=occurred_at or self.now,
            recorded_at=self.now,
            actor_kind=self.actor.kind,
            actor_id=self.actor.user_id,
            actor_name=self.actor.name,
            data=data,
            why=why,
            depth=depth,
        )
        self._events.append((subject, row))
        self._touch(subject, ("seq", *subject.heard(row)))
        return row

    def write(self) -> None:
        """Writes all that was added, changed and recorded so far."""
        self.writes += 1
        for model, rows in self._new.items():
            _give_ids(model, [row for row in rows if row.pk is None])
        for model, rows in self._new.items():
            if model._meta.pk.is_relation:  # others may point at these, whatever was added first
                for row in rows:
                    _point_at_saved_rows(row)
        for rows in self._new.values():
            for row in rows:
                _point_at_saved_rows(row)
                row._state.adding, row._state.db = False, "default"
        for model in sorted(self._new, key=_behind):
            bulk.insert(model, self._new[model])
        self._write_changes()
        self._write_events()
        written = self._written()
        self._new.clear()
        self._changed.clear()
        self._events.clear()
        for heed in _heeds if written else ():
            heed(written)

    def _written(self) -> dict[type[models.Model], Written]:
        written = {model: Written(rows, []) for model, rows in self._new.items() if rows}
        if self._events:
            written[Event] = Written([event for _, event in self._events], [])
        new = {id(row) for rows in self._new.values() for row in rows}
        for key, (row, names) in self._changed.items():
            if key not in new:
                found = written.setdefault(type(row), Written((), []))
                found.changed.append((row, frozenset(names)))
        return written

    def _write_changes(self) -> None:
        new = {id(row) for rows in self._new.values() for row in rows}
        groups: dict[tuple[type[models.Model], tuple[str, ...]], list[models.Model]] = defaultdict(
            list
        )
        for key, (row, names) in self._changed.items():
            if key not in new:
                _point_at_saved_rows(row)
                groups[type(row), tuple(sorted(names))].append(row)
        for (model, fields), rows in groups.items():
            bulk.update(model, sorted(rows, key=lambda row: cast(int, row.pk)), fields)

    def _write_events(self) -> None:
        if not self._events:
            return
        rows = [event for _, event in self._events]
        for (subject, event), pk in zip(
            self._events, bulk.reserve_ids(Event, len(rows)), strict=True
        ):
            event.pk, event.stream_id = pk, subject.pk
            event._state.adding, event._state.db = False, "default"
        bulk.insert(Event, rows)

    def _touch(self, row: models.Model, names: Iterable[str]) -> None:
        self.touched += 1
        self._changed.setdefault(id(row), (row, set()))[1].update(names)

    def _everyone(self, model: type[Subject]) -> list[Subject]:
        locked = [row for (kind, _), row in self._subjects.items() if kind is model]
        return cast(list[Subject], locked + list(self._new.get(model, ())))


@cache
def _behind(model: type[models.Model]) -> int:
    """How many tables a row's references lead through: what is pointed at is written first.

    Else SQLite looks for rows that wait for each new one, through tables that have no index for it.
    """
    return _depth(model, ())


def _depth(model: type[models.Model], below: tuple[type[models.Model], ...]) -> int:
    fields = [
        field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)
    ]
    found = {field.related_model for field in fields}
    return max((1 + _depth(one, (*below, model)) for one in found - {model, *below}), default=0)


def _give_ids(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    """Rows whose key is another row's key have it by then, or get it when they point at that."""
    if rows and not model._meta.pk.is_relation:
        for row, pk in zip(rows, bulk.reserve_ids(model, len(rows)), strict=True):
            row.pk = pk


def _point_at_saved_rows(row: models.Model) -> None:
    """Copies the primary keys that related rows have by now into the row's foreign keys."""
    for field in _pointers(type(row)):
        if field.is_cached(row):
            related = field.get_cached_value(row)
            setattr(row, field.attname, None if related is None else related.pk)


@cache
def _pointers(model: type[models.Model]) -> tuple[AnyKey, ...]:
    return tuple(one for one in model._meta.concrete_fields if isinstance(one, models.ForeignKey))
