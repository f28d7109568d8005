"""What a playbook says, as frozen values: the reader makes them, the engine follows them.

Every value knows its place in the text, so that errors, explanations and decisions can point at it.
The parts that stages are made of stand in `parts` and are named here, too.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from leadline.conditions.catalogue import Catalogue, Field
from leadline.conditions.grammar import Condition
from leadline.core.durations import Duration
from leadline.playbooks.parts import (
    LATE_AFTER,
    NOTHING,
    Clock,
    Doing,
    Gate,
    Line,
    Mark,
    Moment,
    MomentKind,
    Offer,
    Place,
    Question,
    WhenLate,
    Who,
    WhoKind,
    Work,
)

__all__ = [
    "LATE_AFTER",
    "NOTHING",
    "Begin",
    "Clock",
    "Derived",
    "Doing",
    "FieldSpec",
    "Gate",
    "Guard",
    "Letter",
    "Line",
    "Mark",
    "Moment",
    "MomentKind",
    "Offer",
    "Place",
    "Playbook",
    "Process",
    "Question",
    "Scenario",
    "Sequence",
    "Stage",
    "Step",
    "Talk",
    "WhenLate",
    "Who",
    "WhoKind",
    "Work",
]


@dataclass(frozen=True)
class Stage:
    """A step of the process: why, who, what now, what if nothing, where next; or an end."""

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
    """A prohibition on an action, checked in the action's door; unknown inputs refuse.

    sooner_than: it is only about what would come sooner than so long from now. override_by: who
    may pass it with a reason; nobody where it is firm; where it says neither, see
    playbooks.passing.
    """

    actions: tuple[str, ...]
    place: Place
    never_while: Condition | None = None
    only_when: Condition | None = None
    only_by: tuple[Who, ...] = ()
    sooner_than: Duration | None = None
    say: str = ""
    override_by: Who | None = None
    firm: bool = False


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

    def begins_at(self, event: str) -> str:
        """The stage that is named for a beginning on this event; "" where none is."""
        return next((one.stage for one in self.begins if one.on == event), "")

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
    """A field that the playbook declares: its type, who supplies it, how it is worked out."""

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
    """A template: a body and a subject per language; with `asks` it carries a private link."""

    name: str
    place: Place
    bodies: Mapping[str, str]  # language → body
    subjects: Mapping[str, str]  # language → subject
    options: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    covers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Talk:
    """What to say in a situation, per language.

    titles: as texts. stages: where it is offered; everywhere where none is named. when: if.
    """

    name: str
    place: Place
    texts: Mapping[str, str]
    covers: tuple[str, ...] = ()
    titles: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    stages: tuple[str, ...] = ()
    when: Condition | None = None


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

    def is_late(self, meant_at: datetime, now: datetime, zone: ZoneInfo) -> bool:
        """Whether what should have been at one moment comes later than the text allows."""
        length: Duration = self.settings.get("late after", LATE_AFTER)
        return length.after(meant_at, zone) < now
