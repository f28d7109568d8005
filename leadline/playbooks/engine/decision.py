"""What goes into a decision and what comes out of it, as plain frozen values."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from functools import cached_property
from typing import Any, TypeVar, cast
from zoneinfo import ZoneInfo

from leadline.conditions.catalogue import normalised
from leadline.conditions.context import Context
from leadline.core.actor import Actor, ActorKind
from leadline.core.durations import Duration
from leadline.core.schedules import Schedule
from leadline.playbooks.definition import Place, WhenLate, Who
from leadline.playbooks.engine.counting import ATTEMPTS
from leadline.playbooks.engine.state import NONE, Missing, State

Value = TypeVar("Value")
MOVE_ASKED = "move asked"  # data: to, and optionally line, answers, passing (a reason)
WISH_TAKEN_BACK = "wish taken back"


@dataclass(frozen=True)
class News:
    """An event as the engine sees it; `seq` is dense per record.

    data: `answers` (field → value) of an answer, `finishes` (the key of the effect that this event
    finishes) with `failed` (why), and whatever `once per` names.
    was: what this event replaced (field → value before it), so that a record read late is read on
    the values of that time; a field that is not named had its present value.
    depth: how many automatic moves and effects led here; 0 for what people and customers do.
    recorded_at: when it was written down, where that was later.
    """

    seq: int
    name: str
    occurred_at: datetime
    actor: Actor | None = None
    data: Mapping[str, Any] = field(default_factory=lambda: NONE)
    was: Mapping[str, Any] = field(default_factory=lambda: NONE)
    depth: int = 0
    recorded_at: datetime | None = None

    @property
    def answers(self) -> Mapping[str, Any]:
        found = self.data.get("answers")
        return found if isinstance(found, Mapping) else NONE

    @cached_property
    def names(self) -> frozenset[str]:
        """Its name, and for an answer also "<field> answered"."""
        also = (f"{name} answered" for name in self.answers)
        return frozenset(map(normalised, (self.name, *also)))

    @property
    def by_person(self) -> bool:
        return self.actor is not None and self.actor.kind is ActorKind.PERSON


def anybody(who: Who, actor: Actor | None) -> bool:
    """Takes everybody for everyone: who may move what is then checked at the door alone."""
    return True


def no_holidays(name: str) -> Sequence[tuple[date, date]]:
    """No holiday is known."""
    return ()


@dataclass(frozen=True)
class Surroundings:
    """What a decision may know besides the record: the present, calendars, hours, rates.

    record: the record's identity, which begins every key. schedule_of: the working time of a
    who-key (see clocks.who_key). context: its `now` and `working` are replaced by the engine.
    holidays: first and last days of each time a holiday comes, in order. attempts: the events that
    count as an attempt. morning: when a moment on a day comes, in the zone.
    worked_out: what `once` has been asked, for as long as these surroundings are used.
    """

    now: datetime
    zone: ZoneInfo
    record: str
    schedule_of: Callable[[str], Schedule]
    context: Context
    holidays: Callable[[str], Sequence[tuple[date, date]]] = no_holidays
    presets: Mapping[str, Duration] = field(default_factory=lambda: NONE)
    is_who: Callable[[Who, Actor | None], bool] = anybody
    attempts: frozenset[str] = ATTEMPTS
    morning: time = time(9)
    worked_out: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    def once(self, ask: Callable[..., Value], *about: Hashable) -> Value:
        """What the pure `ask(*about)` says: a decision asks for the same moment a dozen times."""
        if (ask, about) not in self.worked_out:
            self.worked_out[ask, about] = ask(*about)
        return cast(Value, self.worked_out[ask, about])


# Acts that give somebody something to do.
TASKS = frozenset({"task", "work", "call", "visit", "hand over", "ask for", "ask"})


@dataclass(frozen=True)
class Effect:
    """One thing to be done outside: `verb object`, as in the text, or one of the engine's own.

    The engine's own verbs: work, finish work, withdraw, ask, forget, assign, set, record, overdue,
    clock started | warned | missed | met | stopped, refuse, pass gate, stuck.
    key: unique for ever; doing it twice is harmless because of it. at: when it became true.
    awaited: `then` lines or work wait for an event whose data has `finishes`: this key.
    known_at: when it could be known; later than `at` where an event was noted after it came true.
    """

    verb: str
    object: str
    key: str
    at: datetime
    depth: int = 0
    params: Mapping[str, Any] = field(default_factory=lambda: NONE)
    line: str = ""
    place: Place | None = None
    why: str = ""
    awaited: bool = False
    when_late: WhenLate = WhenLate.DO
    known_at: datetime | None = None


class Result(StrEnum):
    """What came of a line that was read."""

    FIRED = "fired"
    HELD = "fits, and waits for what is missing"
    NO_FIT = "did not fit"
    BEFORE = "had fired before"
    PAST = "skipped: its moment was already past"
    NOT_READ = "not read: a line before it moved the record"
    REFUSED = "refused"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Reason:
    """A line that was read, or a thing that was not done, with the values that it hung on."""

    line: str
    place: Place | None
    text: str
    result: Result
    at: datetime
    looked_at: str = ""  # the event, moment or condition
    values: Mapping[str, Any] = field(default_factory=lambda: NONE)


@dataclass(frozen=True)
class Move:
    """From one visit to the next; `old` is "" for the first. `sets`: data given on the way.

    mark: "skip" or "back" where the line that led here says so.
    """

    old: str
    new: str
    old_visit: int
    visit: int
    at: datetime
    line: str
    cycle: int = 1
    by: int | None = None  # the person, if one asked
    because: str = ""
    sets: Mapping[str, Any] = field(default_factory=lambda: NONE)
    mark: str = ""


@dataclass(frozen=True)
class Decision:
    """The new state and all that follows from it; nothing else may be concluded.

    wake_at: when to decide again though nothing happened: never before now; now when something was
    done at an instant and more became true later (its news must be heard first); None for never.
    """

    state: State
    effects: tuple[Effect, ...] = ()
    reasons: tuple[Reason, ...] = ()
    moves: tuple[Move, ...] = ()
    wake_at: datetime | None = None

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What holds the wish."""
        return self.state.wish.missing if self.state.wish else ()
