"""Leads one record through a playbook once more, in memory, by what came from outside."""

import heapq
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from leadline.automation.migrating.carried import carry_over, stages_between
from leadline.automation.rehearsal.desk import Desk
from leadline.automation.rehearsal.house import House
from leadline.automation.rehearsal.past import Fact, Followed, Past
from leadline.automation.rehearsal.run import Run
from leadline.automation.rehearsal.unknown import Answered, asked_here
from leadline.playbooks.definition import Playbook
from leadline.playbooks.engine.course import Course
from leadline.playbooks.engine.deciding import begin, decide, place
from leadline.playbooks.engine.decision import Decision, Move, News

HOLD = timedelta(seconds=30)  # so long a letter can be taken back
MOST_ROUNDS = 2_000


class Unending(Exception):
    """A record that never comes to rest."""


class Replay(Desk):
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
        super().__init__(past, playbook, rules, house, happened)
        self.until, self.versions = until, versions or {}
        self.wake_at: datetime | None = None
        self.answered = Answered(happened.asked, happened.made, self.later) if happened else None
        for number, one in enumerate(past.followed if versions else ()):
            heapq.heappush(self.coming, (one.at, number - len(past.followed), Fact(one.at, None)))

    def follow(self) -> Run:
        """To the moment up to which it is rehearsed, or to the first thing that nobody knows."""
        self._begin()
        for at, fact in self._instants() if self.run.waits is None else ():
            self.now = at
            if fact is not None:
                self.told(fact)
            self._work()
            if self.run.waits is not None:
                break
        self.run.owner = self.view.get("owner")
        self.run.band = self.points.band
        self._waits_for_somebody()
        return self.run

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
        news = self.told(self.past.opened) if self.past.opened else None
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
                  self.around(), news=news)
        )  # fmt: skip
        self._work()

    def _first(self, stage: str) -> str:
        """Where it begins: where it began, unless this playbook begins elsewhere."""
        process = self.run.playbook.processes[self.past.record.process]
        if self.happened is not None:
            event = self.past.opened.news.name if self.past.opened and self.past.opened.news else ""
            theirs = self.happened.playbook.processes[process.name]
            if stage == (theirs.begins_at(event) or theirs.first_stage.name):
                return process.begins_at(event) or process.first_stage.name
        stage = self.renamed.get((process.name, stage), stage)
        return stage if stage in process.stages else process.first_stage.name

    def _work(self) -> None:
        """Decides until nothing is left to be done now."""
        for _round in range(MOST_ROUNDS):
            assert self.run.state is not None
            self._take(
                decide(self.run.playbook, self.run.state, self.unanswered, self.view, self.around())
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
            self.carry_out(effect)
        for move in decision.moves:
            process = self.run.playbook.processes[self.past.record.process]
            self.run.asked |= asked_here(process.stages[move.new])
        self._find_unknown()

    def _find_unknown(self) -> None:
        state = self.run.state
        if self.answered is None or self.run.waits is not None or state is None:
            return
        course = Course(self.run.playbook, state, self.view, self.around())
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
