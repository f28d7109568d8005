"""Follows one record by hand, with a driven clock: what scenarios and tests tell the engine."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from leadline.conditions.catalogue import normalised
from leadline.conditions.context import Context
from leadline.core import worktime
from leadline.core.actor import AUTOMATION, Actor, ActorKind
from leadline.core.durations import Duration
from leadline.core.schedules import Schedule
from leadline.playbooks.definition import Playbook, Who
from leadline.playbooks.engine.deciding import begin, decide
from leadline.playbooks.engine.decision import (
    MOVE_ASKED,
    Decision,
    Effect,
    Move,
    News,
    Surroundings,
)
from leadline.playbooks.engine.state import NONE, State

SOMEBODY = Actor(ActorKind.PERSON, 1, "Somebody")
# Acts of the language that are done as soon as they leave; all others finish when told to.
AT_ONCE = frozenset({"send", "tell", "note", "play", "set", "assign", "start", "stop", "record"})
MOST_ROUNDS = 1_000


@dataclass
class Story:
    """One record. `done` has every effect with a new key, in order; `view` the values by field."""

    playbook: Playbook
    state: State
    schedule: Schedule
    zone: ZoneInfo
    now: datetime
    view: dict[str, object] = field(default_factory=dict)
    record: str = "record"
    done: list[Effect] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    unanswered: list[News] = field(default_factory=list)
    seq: int = 0
    wake_at: datetime | None = None
    holidays: Mapping[str, Any] = field(default_factory=lambda: NONE)

    def around(self) -> Surroundings:
        """What the engine may know besides the record."""
        return Surroundings(
            now=self.now,
            zone=self.zone,
            record=self.record,
            schedule_of=lambda _: self.schedule,
            context=Context(self.now, self.zone),
            holidays=lambda name: self.holidays.get(name, ()),
            presets=self.playbook.settings.get("presets", NONE),
        )

    def open(self, process: str, stage: str = "") -> None:
        """The record's first visit."""
        self._take(begin(self.playbook, process, stage, self.now, self.view, self.around()))
        self.work()

    def happen(
        self,
        name: str,
        *,
        actor: Actor | None = AUTOMATION,
        data: Mapping[str, Any] = NONE,
        sets: Mapping[str, object] = NONE,
        depth: int = 0,
    ) -> None:
        """An event now, with the values that it changes; it is answered at the next `work`."""
        changes = {normalised(one): value for one, value in sets.items()}
        was = {one: self.view.get(one) for one in changes}
        self.view.update(changes)
        self.seq += 1
        self.unanswered.append(News(self.seq, name, self.now, actor, data, was, depth))

    def answer(self, answers: Mapping[str, object], *, by: Actor = SOMEBODY) -> None:
        self.happen("answered", actor=by, data={"answers": dict(answers)}, sets=answers)
        self.work()

    def ask_to_move(
        self, to: str, *, by: Actor = SOMEBODY, answers: Mapping[str, object] = NONE, **more: object
    ) -> None:
        """A person asks for a stage."""
        data = {"to": to, "answers": dict(answers), **more}
        self.happen(MOVE_ASKED, actor=by, data=data)
        self.work()

    def finish(self, effect: Effect, *, failed: str = "") -> None:
        """What was begun elsewhere has finished, or failed."""
        data = {"finishes": effect.key, **({"failed": failed} if failed else {})}
        self.happen(f"{effect.verb} finished", actor=SOMEBODY, data=data)
        self.work()

    def wait(self, length: Duration) -> None:
        self.until(worktime.add(self.schedule, self.now, length))

    def until(self, moment: datetime) -> None:
        """Let time pass, waking the record whenever it wants to be woken."""
        self.work()
        while self.wake_at is not None and self.wake_at <= moment:
            self.now = max(self.now, self.wake_at)
            self.work()
        self.now = max(self.now, moment)
        self.work()

    def work(self) -> None:
        """Decide until nothing is left to be done now. RuntimeError if that never comes."""
        for _ in range(MOST_ROUNDS):
            view = dict(self.view)
            self._take(decide(self.playbook, self.state, self.unanswered, view, self.around()))
            self.unanswered = [news for news in self.unanswered if not self._is_answered(news)]
            if not self.unanswered and (self.wake_at is None or self.wake_at > self.now):
                return
        raise RuntimeError(f"{self.record} never comes to rest")

    def _is_answered(self, news: News) -> bool:
        return news.seq <= self.state.answered_seq or news.seq in self.state.answered_ahead

    def _take(self, decision: Decision) -> None:
        self.state, self.wake_at = decision.state, decision.wake_at
        self.decisions.append(decision)
        self.moves += decision.moves
        known = {effect.key for effect in self.done}
        for effect in decision.effects:
            if effect.key not in known:
                self.done.append(effect)
                self._carry_out(effect)

    def _carry_out(self, effect: Effect) -> None:
        if effect.verb == "set":
            self.view[normalised(effect.object)] = effect.params["to"]
            self._news(effect, "field set")
        elif effect.verb == "forget":
            self.view[normalised(effect.object)] = None
        elif effect.verb == "assign" and isinstance(who := effect.params.get("who"), Who):
            self.view["owner"] = who.text
        elif effect.verb == "record":
            self._news(effect, effect.object)
        if effect.awaited and effect.verb in AT_ONCE:
            self._news(effect, f"{effect.verb} finished", finishes=effect.key)

    def _news(self, effect: Effect, name: str, **data: object) -> None:
        self.seq += 1
        self.unanswered.append(
            News(self.seq, name, effect.at, AUTOMATION, data, NONE, effect.depth)
        )
