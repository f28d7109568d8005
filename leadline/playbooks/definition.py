"""What a playbook says, as frozen values: the reader makes them, the engine follows them.

Every value knows its place in the text, so that errors, explanations and decisions can point at it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from leadline.conditions.catalogue import Catalogue, Field
from leadline.conditions.grammar import Condition
from leadline.core.durations import Duration

NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, order=True)
class Place:
    """Where something stands: file relative to the playbook's folder, line from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


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


@dataclass(frozen=True)
class Doing:
    """One act of a line: `verb: object` and what stands below it.

    options, by name: who (Who: whom `tell` and `assign` name); to, by, not to, asked for by (Who,
    but `to` is text under `set`); deadline (Moment: `by:` with a moment); within (Duration); agenda,
    enclose (tuple of text); ask (tuple of Question); with (Mapping: field → value, "" = the same
    field's value here); at stage, subject (text).
    then: lines that are read when the action has finished (`then go to`, `then send`).
    """

    verb: str
    object: str
    place: Place
    options: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    once_per: str = ""
    then: tuple["Line", ...] = ()

    @property
    def phrase(self) -> str:
        return f"{self.verb} {self.object}".strip()


class Mark(StrEnum):
    SKIP = "skip"
    BACK = "back"


@dataclass(frozen=True)
class Line:
    """When it is looked at (`on`, `at`, `once` or always), if (`when`), what it does, where it goes."""

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
    """A named piece of work in a stage; all that are needed and do not `keep open` must be done to leave."""

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
    """Something that may be done here and is never in the way (`may`), or is proposed (`suggest`)."""

    doing: Doing
    when: Condition | None = None
    by: Who | None = None
    asked_for_by: Who | None = None


@dataclass(frozen=True)
class Stage:
    """A step of the process: why, who, what now, what if nothing, where next. Ends have an outcome."""

    name: str
    place: Place
    was: tuple[str, ...] = ()
    goal: str = ""
    phase: str = ""
    covers: tuple[str, ...] = ()
    counts_as: str = ""
    owner: Who | None = None
    ask: tuple[Question, ...] = ()
    before_entering: tuple[Gate, ...] = ()
    before_leaving: tuple[Gate, ...] = ()
    work: tuple[Work, ...] = ()
    may: tuple[Offer, ...] = ()
    suggest: tuple[Offer, ...] = ()
    on_arrival: tuple[Line, ...] = ()
    while_here: tuple[Line, ...] = ()
    on_answer: tuple[Line, ...] = ()
    clocks: tuple[Clock, ...] = ()
    next: tuple[Line, ...] = ()
    outcome: str = ""  # set on ends only
    stops: tuple[str, ...] = ()
    reopens_at: str = ""  # an end that reopens as a new cycle there
    records: str = ""  # an event that arriving here records

    @property
    def is_end(self) -> bool:
        return bool(self.outcome)


@dataclass(frozen=True)
class Begin:
    """One way in which the process starts."""

    place: Place
    on: str = ""
    at: Moment | None = None
    by: tuple[Who, ...] = ()
    opened_by: str = ""
    when: Condition | None = None
    once_per: str = ""
    stage: str = ""


@dataclass(frozen=True)
class Guard:
    """A prohibition on an action, checked in the action's door; unknown inputs refuse."""

    actions: tuple[str, ...]
    place: Place
    never_while: Condition | None = None
    only_when: Condition | None = None
    only_by: tuple[Who, ...] = ()
    sooner_than: Duration | None = None
    say: str = ""
    override_by: Who | None = None


@dataclass(frozen=True)
class Process:
    """One lifecycle of one kind of record."""

    name: str
    place: Place
    follows: str  # the kind of record: lead, deal, contact …
    stages: Mapping[str, Stage]  # stages and ends, in the order of the text
    begins: tuple[Begin, ...] = ()
    owner: Who | None = None
    clocks: tuple[Clock, ...] = ()
    everywhere: tuple[Line, ...] = ()
    may: tuple[Offer, ...] = ()
    suggest: tuple[Offer, ...] = ()
    guards: tuple[Guard, ...] = ()
    follow_also: tuple[str, ...] = ()
    never_again: str = ""
    needs: str = ""
    statuses: str = ""

    @property
    def first_stage(self) -> Stage:
        return next(iter(self.stages.values()))

    def lines(self) -> Iterator[tuple[Stage | None, Line]]:
        """Every line of the process with its stage (None: everywhere)."""
        for line in self.everywhere:
            yield None, line
        for stage in self.stages.values():
            for line in (*stage.on_arrival, *stage.while_here, *stage.on_answer, *stage.next):
                yield stage, line


@dataclass(frozen=True)
class Derived:
    """A field worked out from a collection: count, total, latest, first, any, every or rank."""

    kind: str
    of: str  # "care contacts of installed product"
    condition_text: str = ""
    compare_text: str = ""  # for a count that is a yes/no: "at least 1"
    ranks: tuple[tuple[str, Condition], ...] = ()


@dataclass(frozen=True)
class FieldSpec:
    """A field that the playbook declares: how it is typed, who supplies it, how it is worked out."""

    field: Field
    place: Place
    follows: str  # the kind of record it belongs to
    type: str = ""  # as written: "text", "people", "address", "choice" …
    supplied_by: str = ""
    evidence: str = ""
    derived: Derived | None = None


@dataclass(frozen=True)
class Step:
    """One step of a sequence: so long before or after the moment it goes around."""

    place: Place
    offset: Duration
    before: bool
    line: Line


@dataclass(frozen=True)
class Sequence:
    """A cadence that runs beside the stages until it ends or is stopped."""

    name: str
    place: Place
    steps: tuple[Step, ...]
    around: str = ""  # a date field; "" = its own start
    every: tuple[tuple[Condition | None, Duration], ...] = ()
    only_while: Condition | None = None
    stops_on: tuple[str, ...] = ()
    pause_while: Condition | None = None
    already_past_now: bool = False
    says: str = ""


@dataclass(frozen=True)
class Letter:
    """A template: one body per language, with its subject; `asking` letters carry a private link."""

    name: str
    place: Place
    bodies: Mapping[str, str]  # language → body
    subjects: Mapping[str, str]  # language → subject
    options: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    covers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Talk:
    """What to say in a situation, per language."""

    name: str
    place: Place
    texts: Mapping[str, str]
    covers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scenario:
    """given / when / then in the playbook's own words."""

    name: str
    place: Place
    process: str
    steps: tuple[tuple[Place, str, Any], ...]  # (place, "given"|"when"|"then", what)


@dataclass(frozen=True)
class Playbook:
    """A company's written process: everything in its folder, read and typed."""

    name: str  # the folder's name
    title: str
    languages: tuple[str, ...]
    roles: tuple[str, ...]
    processes: Mapping[str, Process]
    fields: Mapping[str, FieldSpec]
    catalogue: Catalogue  # the playbook's own fields and the product's
    guards: tuple[Guard, ...] = ()
    sequences: Mapping[str, Sequence] = field(default_factory=lambda: NOTHING)
    letters: Mapping[str, Letter] = field(default_factory=lambda: NOTHING)
    talks: Mapping[str, Talk] = field(default_factory=lambda: NOTHING)
    scenarios: tuple[Scenario, ...] = ()
    words: Mapping[str, Mapping[str, str]] = field(
        default_factory=lambda: NOTHING
    )  # zh: phrase → 中文
    settings: Mapping[str, Any] = field(
        default_factory=lambda: NOTHING
    )  # working time, names, presets
    rules: Mapping[str, Any] = field(
        default_factory=lambda: NOTHING
    )  # screening, score, routes, approvals
    files: Mapping[str, str] = field(
        default_factory=lambda: NOTHING
    )  # path → text, as frozen by hash
    hash: str = ""
