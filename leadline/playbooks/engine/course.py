"""The working copy on which one record's decision is made; it alone changes meanwhile."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from leadline.conditions.catalogue import normalised
from leadline.conditions.tree import Condition
from leadline.core.actor import Actor
from leadline.core.schedules import Schedule
from leadline.playbooks.definition import (
    Line,
    Place,
    Playbook,
    Process,
    Stage,
    WhenLate,
    Who,
    WhoKind,
)
from leadline.playbooks.engine.asking import Asker, asker_at
from leadline.playbooks.engine.counting import completed, counted, own_fields_of
from leadline.playbooks.engine.decision import (
    TASKS,
    Effect,
    Move,
    News,
    Reason,
    Result,
    Surroundings,
)
from leadline.playbooks.engine.state import NONE, State

MOST_MOVES = 20
MOST_EFFECTS = 200
COUNTED = frozenset({"stage", "entered_at", "cycle", "times_in", "heard"})  # what fields count


class TooMuch(Exception):
    """One event led to more moves or effects than a sound playbook needs."""


class Course:
    """Where the decision has come to: `at` is the instant that is being read, `news` its event."""

    def __init__(
        self, playbook: Playbook, state: State, view: Mapping[str, object], around: Surroundings
    ) -> None:
        self.playbook, self.state, self.around = playbook, state, around
        self.view = {normalised(name): value for name, value in view.items()}
        self.attempts = frozenset(map(normalised, around.attempts))
        self.at: datetime = state.read_until
        self.news: News | None = None
        self.asking: Actor | None = None  # who looks, where nothing has happened
        self.due: Mapping[str, str] = NONE  # ids of lines whose moment has come → which time
        self.past: frozenset[str] = frozenset()  # those whose moment lay before it was known
        self.arrived = False  # whether a stage was entered whose lines are still to be read
        self.left: State | None = None  # the state just before that
        self.given: dict[str, object] = {}  # what was said with moves: seen from then on
        self.waits_for: datetime | None = None  # the earliest thing to come, as last worked out
        self.depth = 0
        self.begun_at = 0  # how many effects there were before this event
        self.effects: list[Effect] = []
        self.reasons: list[Reason] = []
        self.moves: list[Move] = []
        self._asker: Asker | None = None

    @property
    def process(self) -> Process:
        return self.playbook.processes[self.state.process]

    @property
    def stage(self) -> Stage:
        return self.process.stages[self.state.stage]

    def remember(self, **changes: Any) -> None:
        self.state = self.state.but(**changes)
        if not COUNTED.isdisjoint(changes):
            self._asker = None

    def see(self, view: Mapping[str, object]) -> None:
        """Go on with other values, by normalised names."""
        self.view, self._asker = {**view, **self.given}, None

    def come_to(self, at: datetime, news: News | None = None) -> None:
        """Turn to the next instant; a chain of moves counts on while no time passes."""
        if news is not None:
            self.depth, self.begun_at = news.depth, len(self.effects)
        elif at > self.at:
            self.depth, self.begun_at = 0, len(self.effects)
        self.at, self.news, self.due, self.past = at, news, NONE, frozenset()
        self._asker = None
        self.remember(read_until=at)

    @property
    def asker(self) -> Asker:
        """Answers conditions as of now; made anew when state, view or instant changed."""
        if self._asker is None:
            own = own_fields_of(self.playbook, self.state.process)
            counts = counted(own, self.state, self.attempts)
            schedule = self.schedule(None)
            plain = asker_at(self.view, counts, self.around.context, self.at, schedule)
            whole = completed(own, self.view, plain)
            self._asker = replace(plain, values={**plain.values, **dict(whole)})
        return self._asker

    def holds(self, condition: Condition | None) -> bool:
        return self.asker.holds(condition)

    def schedule(self, who: Who | None) -> Schedule:
        return self.around.schedule_of(who_key(who, self.view))

    def key(self, *parts: object, everywhere: bool = False) -> str:
        """record/visit/parts; with `everywhere` record/parts, for what outlives the visit."""
        visit = () if everywhere else (self.state.visit,)
        return "/".join(map(str, (self.around.record, *visit, *parts)))

    def fire(self, key: str) -> None:
        self.remember(fired=self.state.fired | {key})

    def do(
        self,
        verb: str,
        object: str,
        key: str,
        *,
        line: Line | None = None,
        place: Place | None = None,
        params: Mapping[str, Any] = NONE,
        why: str = "",
        awaited: bool = False,
        when_late: WhenLate = WhenLate.DO,
    ) -> None:
        """Note something to be done; TooMuch where one event does too much."""
        if len(self.effects) - self.begun_at >= MOST_EFFECTS:
            raise TooMuch(f"more than {MOST_EFFECTS} effects of one event")
        if self.depth > MOST_MOVES:
            raise TooMuch(f"more than {MOST_MOVES} moves and effects led here")
        if verb in TASKS:
            self.remember(has_tasks=True)
        place = place or (line.place if line else None)
        why = why or (looked_at(line) if line else "") or (self.news.name if self.news else "")
        id = line.id if line else ""
        depth, noted = self.depth + 1, self.news.recorded_at if self.news else None
        known = max(self.at, noted) if noted else None
        self.effects.append(
            Effect(verb, object, key, self.at, depth, params, id, place, why, awaited, when_late,
                   known)
        )  # fmt: skip

    def because(
        self, line: Line, result: Result, why: str = "", values: Mapping[str, Any] = NONE
    ) -> None:
        """Note what came of a line."""
        at = why or looked_at(line)
        self.reasons.append(Reason(line.id, line.place, line.text, result, self.at, at, values))

    def note(
        self,
        text: str,
        result: Result,
        place: Place | None = None,
        values: Mapping[str, Any] = NONE,
    ) -> None:
        """Note what came of something that is no line."""
        self.reasons.append(Reason("", place, text, result, self.at, "", values))


def looked_at(line: Line) -> str:
    """What a line waits for: an event, a moment or a condition."""
    once = line.once.text if line.once else ""
    return line.on or (line.at.text if line.at else "") or once


def who_key(who: Who | None, view: Mapping[str, object]) -> str:
    """Whose working time counts: "owner:<the owner>" or the phrase ("role Sales Admin")."""
    if who is None or who.kind in (WhoKind.OWNER, WhoKind.SAME, WhoKind.ANSWERER):
        owner = view.get("owner")
        return f"owner:{'' if owner is None else owner}"
    return who.text or f"{who.kind} {who.name}"


def hears(course: Course, names: Iterable[str]) -> bool:
    """Whether the event that is being read is one of these.

    A sequence that ends has had no reply, or it would have been stopped: both names are heard.
    """
    if course.news is None:
        return False
    heard = course.news.names
    plain = (normalised(name) for name in names)
    return any(name in heard or name.removesuffix(" without reply") in heard for name in plain)
