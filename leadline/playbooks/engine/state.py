"""Everything the engine remembers about one record, as frozen values that survive JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Any, Self

from pydantic import PlainSerializer, TypeAdapter

NONE: Mapping[str, Any] = MappingProxyType({})

# An answer that was asked for and could not be had: it counts as answered, never as known.
NOT_TOLD = "asked, not told"

Keys = Annotated[frozenset[str], PlainSerializer(sorted, return_type=list[str])]


class Lack(StrEnum):
    """What kind of thing holds a wish back."""

    ANSWER = "answer"
    WORK = "work"
    LEAVING = "before leaving"
    ENTERING = "before entering"
    WHEN = "when"  # the condition of the line itself, for a person's wish


@dataclass(frozen=True)
class Missing:
    """One thing that holds a wish: a field, a piece of work or a gate's condition.

    fields: the fields whose answer would help; for a gate those that are unknown.
    """

    kind: Lack
    name: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class Wish:
    """Where the record is on its way to, and what holds it.

    by_person: a person's wish stands until met, replaced or taken back; an automatic one is read
    again from its line at every wake. answers: what the person said on the way (field → value).
    """

    to: str
    line: str
    since: datetime
    by_person: bool = False
    actor: int | None = None
    missing: tuple[Missing, ...] = ()
    answers: Mapping[str, Any] = field(default_factory=lambda: NONE)


class Run(StrEnum):
    """How a clock or a sequence stands."""

    RUNNING = "running"
    MISSED = "missed"  # clocks only: broken, and its later steps still to come
    MET = "met"  # a clock was kept (or, after MISSED, kept late)
    ENDED = "ended"  # a sequence did its last step
    STOPPED = "stopped"


Pauses = tuple[tuple[datetime, datetime | None], ...]


def paused(pauses: Pauses, standing: bool, at: datetime) -> Pauses:
    """The pauses once it is known whether time stands still at a moment."""
    stood = bool(pauses) and pauses[-1][1] is None
    if standing and not stood:
        return (*pauses, (at, None))
    if stood and not standing:
        return (*pauses[:-1], (pauses[-1][0], at))
    return pauses


@dataclass(frozen=True)
class ClockState:
    """One run of a promise: whose time it counts from when, and when it stood still.

    owners: (from, who-key), in order. pauses: (from, until), until None while it stands.
    done: "warn" and the ids of the `missed` lines that were read.
    """

    started_at: datetime
    run: int = 1
    status: Run = Run.RUNNING
    owners: tuple[tuple[datetime, str], ...] = ()
    pauses: Pauses = ()
    attempts: int = 0
    missed_at: datetime | None = None
    done: Keys = frozenset()

    @property
    def is_open(self) -> bool:
        return self.status in (Run.RUNNING, Run.MISSED)

    @property
    def is_paused(self) -> bool:
        return bool(self.pauses) and self.pauses[-1][1] is None


@dataclass(frozen=True)
class SequenceState:
    """One run of a cadence; `round` counts the repetitions of one that says `every`."""

    started_at: datetime
    run: int = 1
    status: Run = Run.RUNNING
    pauses: Pauses = ()
    done: Keys = frozenset()
    round: int = 0
    round_at: datetime | None = None

    @property
    def is_paused(self) -> bool:
        return bool(self.pauses) and self.pauses[-1][1] is None


class Work(StrEnum):
    """How a piece of work stands."""

    BLOCKED = "waits for other work"
    OPEN = "open"
    DONE = "done"
    NOT_NEEDED = "not needed"


@dataclass(frozen=True)
class WorkState:
    """A piece of work: count says how often it was opened, so that undone work gets new keys.

    stale: it was undone while its condition still held, so the condition must first fail, or a
    person finish it again. finished: keys of its actions that have finished.
    """

    stage: str
    visit: int
    status: Work
    since: datetime
    count: int = 0
    stale: bool = False
    finished: Keys = frozenset()


@dataclass(frozen=True)
class Waiting:
    """An action that was begun and whose `then` lines are read when it has finished."""

    line: str
    doing: str  # its phrase: "send payment-received"
    since: datetime
    stage: str  # "" for a line that is read everywhere or in a sequence: it survives the stage
    going_to: str = ""
    due_at: datetime | None = None


@dataclass(frozen=True)
class Heard:
    """How often an event came in this visit, and when last."""

    times: int
    last_at: datetime


@dataclass(frozen=True)
class State:
    """Where a record stands. `visit` counts all visits of its life, `times_in` those of this cycle.

    fired: keys of lines fired in this visit. fired_ever: those of `once per X`, outside visits.
    work: by name; work kept open from an earlier visit by "name@visit". clocks: by name, those of
    a stage by "Stage/name". read_until: the last instant that was answered; what becomes
    known later and lay before it is past.
    placed_at: when a record that was brought in was put where it stands; what lay before then in
    this first visit never comes.
    has_tasks: this visit gave somebody something to do, which leaving it withdraws.
    answered_seq: every event up to it is answered; answered_ahead: later ones that became true
    before one that still waits. stuck: why nothing automatic happens until a person acts, or "".
    """

    process: str
    stage: str
    entered_at: datetime
    opened_at: datetime
    read_until: datetime
    visit: int = 1
    cycle: int = 1
    answered_seq: int = 0
    answered_ahead: Annotated[frozenset[int], PlainSerializer(sorted, return_type=list[int])] = (
        frozenset()
    )
    wish: Wish | None = None
    fired: Keys = frozenset()
    fired_ever: Keys = frozenset()
    times_in: Mapping[str, int] = field(default_factory=lambda: NONE)
    heard: Mapping[str, Heard] = field(default_factory=lambda: NONE)
    clocks: Mapping[str, ClockState] = field(default_factory=lambda: NONE)
    sequences: Mapping[str, SequenceState] = field(default_factory=lambda: NONE)
    work: Mapping[str, WorkState] = field(default_factory=lambda: NONE)
    waiting: Mapping[str, Waiting] = field(default_factory=lambda: NONE)
    owners: Mapping[str, str] = field(default_factory=lambda: NONE)  # stage → who owned it last
    has_tasks: bool = False
    stuck: str = ""
    placed_at: datetime | None = None

    def but(self, **changes: Any) -> Self:
        """The same with some things changed.

        A decision asks for this a dozen times; `dataclasses.replace` would look at every field.
        """
        if not changes.keys() <= self.__dict__.keys():
            raise TypeError(f"a state has no {sorted(changes.keys() - self.__dict__.keys())}")
        changed = object.__new__(type(self))
        changed.__dict__.update(self.__dict__, **changes)
        return changed

    def to_json(self) -> dict[str, Any]:
        """Plain dicts, lists, texts and numbers; moments in ISO 8601, sets sorted."""
        found: dict[str, Any] = _CODEC.dump_python(self, mode="json", exclude_defaults=True)
        return found

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "State":
        """What `to_json` gave; pydantic.ValidationError for anything else."""
        return _CODEC.validate_python(data)


_CODEC: TypeAdapter[State] = TypeAdapter(State)
