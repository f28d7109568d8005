"""Does in memory what the engine decides about one record, and brings the news that follows."""

import heapq
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from leadline.automation.effects import guarded_name
from leadline.automation.rehearsal.acts import acts
from leadline.automation.rehearsal.house import NOBODY_KNOWS, House, heard
from leadline.automation.rehearsal.past import Fact, Given, Past, trace
from leadline.automation.rehearsal.points import Points
from leadline.automation.rehearsal.run import Run
from leadline.automation.rehearsal.unknown import AT_ONCE
from leadline.conditions.catalogue import normalised
from leadline.core.actor import AUTOMATION, Actor, ActorKind
from leadline.playbooks.definition import Playbook, Who, WhoKind
from leadline.playbooks.diff import renames
from leadline.playbooks.engine.decision import MOVE_ASKED, Effect, News, Surroundings
from leadline.records.answers import read_answer
from leadline.records.events import OWNED, QUEUED, ROUTED

HOLD = timedelta(seconds=30)  # so long a letter can be taken back


class Desk:
    """What is known of one record, what it will hear of, and whether history answers what is done.

    happened: the run that shows what history answers, if there is.
    """

    def __init__(
        self,
        past: Past,
        playbook: Playbook,
        rules: Playbook,
        house: House,
        happened: Run | None = None,
    ) -> None:
        self.past, self.house, self.rules, self.happened = past, house, rules, happened
        self.run = Run(playbook)
        self.view = dict(past.view)
        self.points = Points(rules, self.view, house.zone, past.record.kind)
        self.renamed = renames(playbook) if happened is not None else {}
        self.now = past.record.opened_at
        self.act: tuple[str, datetime, Actor] | None = None  # whose door was asked about last
        self.unanswered: list[News] = []
        self.seq = 0
        self.coming: list[tuple[datetime, int, Fact]] = []
        self.answers: dict[str, list[Fact]] = {}
        self.later: dict[str, datetime] = {}  # field → when it is last said
        for number, fact in enumerate(past.facts):
            self._expect(number, fact)
        heapq.heapify(self.coming)

    def told(self, fact: Fact) -> News | None:
        """What is heard changes what is known, and is news to the engine."""
        self._ask_guards(acts().get(fact.news.name, "") if fact.news else "", fact)
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

    def _ask_guards(self, action: str, fact: Fact | None = None) -> None:
        """What a rule stands against is counted and led on, as if somebody had passed it.

        An act that leaves several events is one.
        """
        actor = (fact.news.actor if fact is not None and fact.news else None) or AUTOMATION
        if not action or (fact is not None and actor.kind is ActorKind.AUTOMATION):
            return
        act = (action, fact.at, actor) if fact is not None else None
        if act is None or act != self.act:
            view = {**self.view, "stage": self.run.stage or None}
            process = self.past.record.process
            self.run.refused += self.house.refused(
                self.rules, process, action, view, self.now, actor
            )
        self.act = act

    def carry_out(self, effect: Effect) -> None:
        self._ask_guards(guarded_name(effect.verb, effect.object))
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
            state = effect.params["state"]
            rule = self.house.line_of(self.rules, who.name, self.view, state, self.now)
            self.run.routes.append((who.name, rule))
            phrase = f"{who.text}: {rule}"
        self.run.gave.add(phrase)
        given = self._given_by(who.text) if self._is_known(phrase) else _unheard_of(who, phrase)
        if given is None:  # it stayed with whoever had it
            return
        before, self.view["owner"] = self.view.get("owner"), given.owner
        self._news(given.event, effect, was={"owner": before})

    def _is_known(self, phrase: str) -> bool:
        return self.happened is None or phrase in self.happened.gave

    def _given_by(self, phrase: str) -> Given | None:
        for number, given in enumerate(self.past.given):
            if given.phrase == phrase:
                return self.past.given.pop(number)
        return None

    def _news(self, name: str, effect: Effect, was: Any = None, **data: Any) -> None:
        self.seq += 1
        news = News(self.seq, name, effect.at, AUTOMATION, data, was or {}, effect.depth)
        self.unanswered.append(news)

    def around(self) -> Surroundings:
        return self.house.around(self.past.record, self.run.playbook, self.now, self.view)

    def _expect(self, number: int, fact: Fact) -> None:
        """What answers an effect comes when that was done; all else at its moment."""
        for name in fact.becomes:
            self.later[name] = fact.at
        if fact.news is not None:
            self.later.update(dict.fromkeys(map(normalised, fact.news.answers), fact.at))
        if fact.finishes:
            self.answers.setdefault(self._trace_here(fact.finishes), []).append(fact)
        else:
            self.coming.append((fact.at, number, fact))

    def _trace_here(self, finishes: str) -> str:
        """An effect of a stage that has another name by now."""
        for (_process, was), name in self.renamed.items():
            if finishes.startswith(f"{was}/"):
                return f"{name}{finishes.removeprefix(was)}"
        return finishes


def _unheard_of(who: Who, phrase: str) -> Given:
    """To whom a phrase would give it that history has not tried, and what would say so."""
    turned = who.kind in (WhoKind.ROUTE, WhoKind.POOL)
    event = QUEUED if who.kind is WhoKind.QUEUE else ROUTED if turned else OWNED
    return Given(phrase, f"{NOBODY_KNOWS}{phrase}", event.name)
