"""Leads one record through a playbook once more, in memory, by what came from outside."""

import heapq
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from leadline.automation.migrating.carried import carry_over, stages_between
from leadline.automation.rehearsal.house import NOBODY_KNOWS, House, heard
from leadline.automation.rehearsal.past import Fact, Followed, Past, trace
from leadline.automation.rehearsal.points import Points
from leadline.automation.rehearsal.unknown import AT_ONCE, Answered, asked_here
from leadline.conditions.catalogue import normalised
from leadline.core.actor import AUTOMATION
from leadline.playbooks.definition import Playbook, Who, WhoKind
from leadline.playbooks.diff import renames
from leadline.playbooks.engine.course import Course
from leadline.playbooks.engine.deciding import begin, decide, place
from leadline.playbooks.engine.decision import MOVE_ASKED, Decision, Effect, Move, News, Reason
from leadline.playbooks.engine.state import State
from leadline.records.answers import read_answer

HOLD = timedelta(seconds=30)  # so long a letter can be taken back
MOST_ROUNDS = 2_000


class Unending(Exception):
    """A record that never comes to rest."""


@dataclass
class Run:
    """What came of it. moves and effects: in order. made: trace → when it was first done.

    asked: fields that somebody was asked for; gave: phrases by which it was given to somebody.
    waits: what history does not answer, and where; None where it answers all.
    """

    playbook: Playbook
    state: State | None = None
    owner: object = None
    moves: list[Move] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    made: dict[str, datetime] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    gave: set[str] = field(default_factory=set)
    routes: list[tuple[str, str]] = field(default_factory=list)  # route, the line that decided
    waits: tuple[str, tuple[str, ...]] | None = None
    band: str = ""

    @property
    def way(self) -> list[tuple[str, datetime]]:
        return [(move.new, move.at) for move in self.moves]

    @property
    def stage(self) -> str:
        return self.state.stage if self.state else ""


class Replay:
    """One record on one playbook. happened: the run that shows what history answers, if there is.

    versions: the playbooks of the record's own past, by number, where it went on by another one.
    """

    def __init__(
        self,
        past: Past,
        playbook: Playbook,
        rules: Playbook,
        house: House,
        until: datetime,
        happened: Run | None = None,
        versions: Mapping[int, Playbook] | None = None,
    ) -> None:
        self.past, self.house, self.until, self.happened = past, house, until, happened
        self.versions = versions or {}
        self.rules = rules
        self.run = Run(playbook)
        self.view = dict(past.view)
        self.points = Points(rules, self.view, house.zone)
        self.renamed = renames(playbook) if happened is not None else {}
        self.now = past.record.opened_at
        self.wake_at: datetime | None = None
        self.unanswered: list[News] = []
        self.seq = 0
        self.coming: list[tuple[datetime, int, Fact]] = []
        self.answers: dict[str, list[Fact]] = {}
        self.later: dict[str, datetime] = {}  # field → when it is last said
        self._queue()
        self.answered = Answered(happened.asked, happened.made, self.later) if happened else None

    def follow(self) -> Run:
        """To the moment up to which it is rehearsed, or to the first thing that nobody knows."""
        self._begin()
        for at, fact in self._instants() if self.run.waits is None else ():
            self.now = at
            if fact is not None:
                self._told(fact)
            self._work()
            if self.run.waits is not None:
                break
        self.run.owner = self.view.get("owner")
        self.run.band = self.points.band
        self._waits_for_somebody()
        return self.run

    def _queue(self) -> None:
        for number, fact in enumerate(self.past.facts):
            for name in fact.becomes:
                self.later[name] = fact.at
            if fact.news is not None:
                self.later.update(dict.fromkeys(map(normalised, fact.news.answers), fact.at))
            if fact.finishes:
                self.answers.setdefault(self._trace_here(fact.finishes), []).append(fact)
            else:
                self.coming.append((fact.at, number, fact))
        for number, one in enumerate(self.past.followed if self.versions else ()):
            self.coming.append((one.at, number - len(self.past.followed), Fact(one.at, None)))
        heapq.heapify(self.coming)

    def _trace_here(self, finishes: str) -> str:
        """An effect of a stage that has another name by now."""
        for (_process, was), name in self.renamed.items():
            if finishes.startswith(f"{was}/"):
                return f"{name}{finishes.removeprefix(was)}"
        return finishes

    def _instants(self) -> Iterator[tuple[datetime, Fact | None]]:
        """What comes next: what is heard, or what time brings. News before moments."""
        for _round in range(MOST_ROUNDS):
            heard = self.coming[0][0] if self.coming else None
            due = max(self.wake_at, self.now) if self.wake_at is not None else None
            at = min((one for one in (heard, due) if one is not None), default=None)
            if at is None or at > self.until:
                return
            if heard is not None and heard <= at:
                _at, number, fact = heapq.heappop(self.coming)
                if number < 0:
                    self._go_over(self.past.followed[number])
                yield max(at, self.now), fact
            else:
                yield at, None
        raise Unending(str(self.past.record.pk))

    def _go_over(self, followed: Followed) -> None:
        """From here on another version says how it goes on."""
        assert self.run.state is not None
        old, new = self.run.playbook, self.versions[followed.new]
        said = {followed.stage_before: followed.stage} if followed.stage else {}
        names = stages_between(old, new, self.run.state.process, said)
        self.run.state = carry_over(self.run.state, new, names).state
        self.run.playbook = new

    def _begin(self) -> None:
        record, placed = self.past.record, self.past.placed
        news = self._told(self.past.opened) if self.past.opened else None
        if placed is not None:
            state = place(record.process, self._first(placed.stage), placed.at, placed.now)
            self.run.state = state.but(answered_seq=self.seq)
            self.run.moves.append(Move("", state.stage, 0, 1, placed.at, ""))
            self.now = placed.now
            self.unanswered.clear()
            return
        self.now = max(record.opened_at, self.past.opened.at if self.past.opened else self.now)
        first = self._first(self.past.way[0][0] if self.past.way else record.stage)
        self.unanswered.clear()
        self._take(
            begin(self.run.playbook, record.process, first, record.opened_at, self.view,
                  self._around(), news=news)
        )  # fmt: skip
        self._work()

    def _first(self, stage: str) -> str:
        """Where it begins: where it began, unless this playbook begins elsewhere."""
        process = self.run.playbook.processes[self.past.record.process]
        if self.happened is not None:
            event = self.past.opened.news.name if self.past.opened and self.past.opened.news else ""
            theirs = self.happened.playbook.processes[process.name].begins_at(event)
            if theirs and theirs == stage:
                return process.begins_at(event) or process.first_stage.name
        stage = self.renamed.get((process.name, stage), stage)
        return stage if stage in process.stages else process.first_stage.name

    def _told(self, fact: Fact) -> News | None:
        """What is heard changes what is known, and is news to the engine."""
        was = {name: self.view.get(name) for name in fact.becomes}
        self.view.update(fact.becomes)
        if fact.news is None:
            return None
        self.seq += 1
        before = self.points.values(self.now)
        self.points.hear(fact.news, self.view, self.now)
        was |= before
        self.view.update(self.points.values(self.now))
        news = replace(fact.news, seq=self.seq, was=was, depth=0, data=self._data(fact.news))
        self.unanswered.append(news)
        return news

    def _data(self, news: News) -> Mapping[str, Any]:
        """A move is asked for by its line while that line is there."""
        line = news.data.get("line")
        if news.name != MOVE_ASKED or not line or self.happened is None:
            return news.data
        lines = self.run.playbook.processes[self.past.record.process].lines()
        return news.data if any(one.id == line for _, one in lines) else {**news.data, "line": ""}

    def _work(self) -> None:
        """Decides until nothing is left to be done now."""
        for _round in range(MOST_ROUNDS):
            assert self.run.state is not None
            self._take(
                decide(
                    self.run.playbook, self.run.state, self.unanswered, self.view, self._around()
                )
            )
            self.unanswered = [one for one in self.unanswered if not self._is_answered(one)]
            at_rest = not self.unanswered and (self.wake_at is None or self.wake_at > self.now)
            if at_rest or self.run.waits is not None:
                return
        raise Unending(str(self.past.record.pk))

    def _is_answered(self, news: News) -> bool:
        state = self.run.state
        assert state is not None
        return news.seq <= state.answered_seq or news.seq in state.answered_ahead

    def _take(self, decision: Decision) -> None:
        self.run.state, self.wake_at = decision.state, decision.wake_at
        self.run.moves += decision.moves
        self.run.reasons += [one for one in decision.reasons if one.line]
        for effect in decision.effects:
            self.run.effects.append(effect)
            self._carry_out(effect)
        for move in decision.moves:
            process = self.run.playbook.processes[self.past.record.process]
            self.run.asked |= asked_here(process.stages[move.new])
        self._find_unknown()

    def _find_unknown(self) -> None:
        state = self.run.state
        if self.answered is None or self.run.waits is not None or state is None:
            return
        course = Course(self.run.playbook, state, self.view, self._around())
        if found := self.answered.unknown(course):
            self.run.waits = (state.stage, found)

    def _waits_for_somebody(self) -> None:
        """At its end it stands where nobody was at the time, so nobody could have moved it on."""
        happened, state = self.happened, self.run.state
        if happened is None or state is None or self.run.waits is not None:
            return
        been = {self.renamed.get((state.process, one), one) for one, _at in happened.way}
        stage = self.run.playbook.processes[state.process].stages[state.stage]
        if not stage.is_end and state.stage not in been:
            self.run.waits = (state.stage, ())

    def _carry_out(self, effect: Effect) -> None:
        name = trace(effect.key)
        first = name not in self.run.made
        self.run.made.setdefault(name, effect.at)
        self.run.asked |= {normalised(one.field) for one in effect.params.get("ask", ())}
        if effect.verb == "set":
            self._set(effect)
        elif effect.verb == "forget":
            self.view[normalised(effect.object)] = None
        elif effect.verb == "assign":
            self._assign(effect)
        elif effect.verb == "record":
            self._news(effect.object, effect)
        elif effect.verb.startswith("clock ") and effect.verb in heard(self.run.playbook):
            self._news(effect.verb, effect, clock=effect.object)
        self._await(effect, name, first=first)

    def _await(self, effect: Effect, name: str, *, first: bool) -> None:
        """What history answered to this, when it was done; what is over at once ends by itself."""
        known = self.answers.get(name)
        if known:
            fact = known.pop(0)
            before = self.happened.made.get(name) if self.happened is not None else None
            late = effect.at - before if before is not None and fact.by_itself else timedelta()
            at = fact.at + late
            if at >= effect.at and fact.news is not None:
                data = {**fact.news.data, "finishes": effect.key}
                fact = replace(fact, at=at, news=replace(fact.news, data=data))
                heapq.heappush(
                    self.coming, (at, len(self.past.facts) + len(self.run.effects), fact)
                )
            return
        answered = self.happened is None or name in self.happened.made
        if effect.verb == "send" and not answered and first:
            self._sent(effect)
        elif effect.awaited and effect.verb in AT_ONCE and not (answered and effect.verb == "send"):
            self._news(f"{effect.verb} finished", effect, finishes=effect.key)

    def _sent(self, effect: Effect) -> None:
        """A letter that history does not know would have left."""
        at = max(effect.at, self.now) + HOLD
        news = News(0, "letter sent", at, AUTOMATION, {"finishes": effect.key})
        fact = Fact(at, news, {"last letter sent": at})
        heapq.heappush(self.coming, (at, len(self.past.facts) + len(self.run.effects), fact))

    def _set(self, effect: Effect) -> None:
        name, value = normalised(effect.object), effect.params.get("to")
        known = self.run.playbook.catalogue.get(name)
        if known is not None and isinstance(value, str):
            value = read_answer(known, value)
        was, self.view[name] = self.view.get(name), value
        if was != value:
            self._news("answer given", effect, was={name: was}, field=name, answers={name: value})

    def _assign(self, effect: Effect) -> None:
        """To whom history gave it by the same phrase; whom another one would find nobody knows."""
        who: Who | None = effect.params.get("who")
        if who is None:
            return
        phrase = who.text
        if who.kind is WhoKind.ROUTE:
            rule = self.house.line_of(self.rules, who.name, self.view, self.now)
            self.run.routes.append((who.name, rule))
            phrase = f"{who.text}: {rule}"
        self.run.gave.add(phrase)
        before = self.view.get("owner")
        owner = self._owner_by(who.text) if self._is_known(phrase) else f"{NOBODY_KNOWS}{phrase}"
        self.view["owner"] = before if owner is None else owner
        if self.view["owner"] != before:
            self._news("owner changed", effect, was={"owner": before})

    def _is_known(self, phrase: str) -> bool:
        return self.happened is None or phrase in self.happened.gave

    def _owner_by(self, phrase: str) -> object:
        """None where it stayed with whoever had it."""
        for number, (reason, owner) in enumerate(self.past.given):
            if reason == phrase:
                del self.past.given[number]
                return owner
        return None

    def _news(self, name: str, effect: Effect, was: Any = None, **data: Any) -> None:
        self.seq += 1
        news = News(self.seq, name, effect.at, AUTOMATION, data, was or {}, effect.depth)
        self.unanswered.append(news)

    def _around(self) -> Any:
        return self.house.around(self.past.record, self.run.playbook, self.now, self.view)
