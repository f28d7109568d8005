"""The rules that are always current: screening, score, routes, approvals and the agreement."""

from collections.abc import Mapping
from dataclasses import dataclass

from leadline.conditions.grammar import Condition
from leadline.core.durations import Duration
from leadline.playbooks.definition import Place, Who

SIGNED = "definition is signed"  # the field that what an agreement calls sales-ready hangs on, too


@dataclass(frozen=True)
class Choice:
    """One line of a decision list; the first whose condition holds decides, None is otherwise."""

    place: Place
    when: Condition | None
    whos: tuple[Who, ...]  # of a route: one; of an approval: who must agree, in this order


@dataclass(frozen=True)
class Route:
    """Who gets a record."""

    name: str
    place: Place
    lines: tuple[Choice, ...]


@dataclass(frozen=True)
class Approval:
    """What must be agreed to, who asks, and who must agree."""

    name: str
    place: Place
    of: str  # the kind of record it is about
    needed_when: Condition | None
    asked_by: tuple[Who, ...]
    lines: tuple[Choice, ...]
    say: str = ""


@dataclass(frozen=True)
class Points:
    """Points for what somebody is (`when`) or did (`on`), the latter halved every `half_life`."""

    place: Place
    points: int
    when: Condition | None = None
    on: str = ""
    half_life: Duration | None = None


@dataclass(frozen=True)
class Score:
    """Fit × engagement; `review_every` says how often people look whether it still predicts."""

    place: Place
    fit: tuple[Points, ...]
    engagement: tuple[Points, ...]
    bands: Mapping[str, int]  # band → at least so many points of fit
    review_every: Duration | None


@dataclass(frozen=True)
class Screening:
    """A list that arrivals are compared with."""

    name: str
    place: Place
    compares: tuple[str, ...]
    tell: Who | None
    hold: bool


@dataclass(frozen=True)
class Agreement:
    """What marketing and sales have agreed: the sales-ready definition and the promises."""

    place: Place
    definition: str  # a yes/no field
    definition_signed_by: tuple[str, ...]
    promises: tuple[str, ...]  # names of clocks that are measured
    signed_by: tuple[str, ...]


@dataclass(frozen=True)
class Rulebook:
    routes: Mapping[str, Route]
    approvals: Mapping[str, Approval]
    screening: tuple[Screening, ...]
    score: Score | None = None
    agreement: Agreement | None = None
