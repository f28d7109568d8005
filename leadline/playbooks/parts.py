"""The parts that stages are made of: places, people, moments, lines, clocks and pieces of work."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from leadline.conditions.grammar import Condition
from leadline.core.durations import Duration, Unit

NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, order=True)
class Place:
    """Where something stands: file relative to the playbook's folder, line from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


LATE_AFTER = Duration(12, Unit.HOUR)  # what comes later than meant by more than this is late


class WhoKind(StrEnum):
    OWNER = "owner"
    SAME = "same person"
    ROLE = "role"
    POOL = "pool"
    QUEUE = "queue"
    ROUTE = "route"
    RELATION = "relation"  # the <name> of <path>
    SUPERVISOR = "supervisor"  # supervisor of <of>
    PREVIOUS = "previous owner"  # previous owner in <name>
    ANSWERER = "whoever answers"
    PARTY = "party"  # a person or company on the record: "distributor of order"


@dataclass(frozen=True)
class Who:
    """Who does or gets something: role, pool, relation … and, where it is nobody, who else."""

    kind: WhoKind
    name: str = ""
    path: str = ""
    of: "Who | None" = None
    otherwise: "Who | None" = None
    text: str = ""


class WhenLate(StrEnum):
    """What becomes of an act whose moment has passed by the time somebody could do it."""

    DO = "do"
    SKIP = "skip"
    ASK = "ask"


class MomentKind(StrEnum):
    OFFSET = "offset"  # <duration> before|after <date field>; no duration: at the field itself
    END_OF = "end of"  # at end of <day field>
    MIDDLE_OF = "middle of"  # middle of <term>
    HOLIDAY = "holiday"  # <duration> before|after each <holiday>
    EVERY = "every"  # every <duration> from <date field>


@dataclass(frozen=True)
class Moment:
    """A point in time that is worked out from a date field, a term or a holiday.

    field: a date field, "arrival", the holiday, or for `middle of service term` the term, which
    lies between the date fields "service starts" and "service ends".
    """

    kind: MomentKind
    field: str
    duration: Duration | None = None
    before: bool = False
    preset: str = ""  # name of the setting that holds the duration, for `preset …`
    text: str = ""


@dataclass(frozen=True)
class Question:
    """One thing to learn in a stage, on a move or in a piece of work."""

    field: str
    place: Place
    needed_when: Condition | None = None
    optional: bool = False
    choices: tuple[str, ...] = ()  # those offered here; the field may have more
    each_visit: bool = False  # asked anew whenever the record comes here, such as a decision


@dataclass(frozen=True)
class Doing:
    """One act of a line: `verb: object` and what stands below it.

    options, by name: who (Who: whom `tell` and `assign` name); to, by, not to, asked for by (Who,
    but `to` is text under `set`); deadline (Moment: `by:` with a moment); within (Duration);
    agenda, enclose (tuple of text); ask (tuple of Question); with (Mapping: field → value, "" =
    the same field's value here); at stage, subject (text).
    then: lines that are read when the action has finished (`then go to`, `then send`).
    when_late: as the text says; None: as is usual for its kind.
    """

    verb: str
    object: str
    place: Place
    options: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    once_per: str = ""
    then: tuple["Line", ...] = ()
    when_late: WhenLate | None = None

    @property
    def phrase(self) -> str:
        return f"{self.verb} {self.object}".strip()


class Mark(StrEnum):
    SKIP = "skip"
    BACK = "back"


@dataclass(frozen=True)
class Line:
    """When it is read (`on`, `at`, `once`, always), if (`when`), what it does, where it goes."""

    id: str  # stage + list + action + object, with a number only among equals; never the position
    place: Place
    on: str = ""
    at: Moment | None = None
    after: Duration | None = None  # in `missed`: so long after the promise was broken
    once: Condition | None = None
    when: Condition | None = None
    does: tuple[Doing, ...] = ()
    go_to: str = ""
    by: tuple[Who, ...] = ()
    ask: tuple[Question, ...] = ()
    sets: Mapping[str, str] = field(default_factory=lambda: NOTHING)  # `with:` on a go to
    to: Who | None = None  # the owner after the move
    because: str = ""
    records: str = ""  # an event that the move records
    even_if_incomplete: bool = False
    new_cycle: bool = False
    mark: Mark | None = None
    once_per: str = ""
    covers: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True)
class Clock:
    """A promise with a start, an end and a length in somebody's working time."""

    name: str
    place: Place
    until: tuple[str, ...]  # events that stop it
    within: Duration
    start: str = ""  # event or date field that starts it; "" = arrival in the stage
    at_least: int | None = None  # a promise about a number of attempts
    of: Who | None = None  # whose working time
    paused_while: Condition | None = None
    starts_anew: bool = False  # when reassigned
    warn: str = ""  # "at 75 %" or "1 working day before"
    promise: str = ""
    missed: tuple[Line, ...] = ()
    covers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Work:
    """A named piece of work; all that are needed and do not `keep open` must be done to leave."""

    name: str
    place: Place
    goal: str = ""
    by: Who | None = None
    started_by: Who | None = None
    with_help_of: tuple[Who, ...] = ()
    after: tuple[str, ...] = ()
    needed_when: Condition | None = None
    within: Duration | None = None
    agenda: tuple[str, ...] = ()
    ask: tuple[Question, ...] = ()
    done_when: Condition | None = None
    undone_by: tuple[str, ...] = ()
    keeps_open: bool = False
    does: tuple[Doing, ...] = ()
    covers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gate:
    """A condition that must hold to leave or to enter."""

    condition: Condition
    place: Place


@dataclass(frozen=True)
class Offer:
    """Something that may be done here, never in the way (`may`), or is proposed (`suggest`)."""

    doing: Doing
    when: Condition | None = None
    by: Who | None = None
    asked_for_by: Who | None = None
