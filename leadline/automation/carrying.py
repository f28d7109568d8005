"""Writes one decision down: moves, effects, the new state, and when to look again."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.utils import translation

from leadline.automation.steps import Steps
from leadline.core.batch import Batch
from leadline.core.errors import Refused
from leadline.playbooks.definition import NOTHING, Playbook
from leadline.playbooks.engine.decision import Decision, Effect, Move, Reason
from leadline.playbooks.engine.promises import Promise
from leadline.records import events
from leadline.records.models import Record, StageVisit
from leadline.records.visits import current_visits


class Carrier:
    """Carries out what was decided about one locked record of a batch.

    refused: effects, by key, that an action is known to refuse half-way, see `steps`.
    """

    def __init__(
        self,
        batch: Batch,
        record: Record,
        playbook: Playbook,
        refused: Mapping[str, Refused] = NOTHING,
    ) -> None:
        self.batch, self.record, self.playbook = batch, record, playbook
        self.steps = Steps(batch, record, playbook, refused)

    def carry(self, decision: Decision, first: Promise | None) -> None:
        """Everything the decision says, in the order in which it became true.

        first: of the promises that run then, the one that is due first.

        Actions may record events on this very record; it is then looked at once more, now. What
        they say is kept in one language, whoever waits for the answer. Raises HalfDone.
        """
        with translation.override(settings.LANGUAGE_CODE):
            self._carry(decision, first)

    def _carry(self, decision: Decision, first: Promise | None) -> None:
        whys = _whys(decision.reasons, self._version())
        before = self.record.seq
        steps: list[Move | Effect] = sorted([*decision.moves, *decision.effects], key=_when)
        for step in steps:
            why = whys.get(step.line) or self._bare(step)
            if isinstance(step, Move):
                self._move(step, why)
            else:
                self.steps.take(step, {**why, "because": step.why})
        self.batch.change(
            self.record,
            due_at=first.due_at if first else None,
            promise=first.promise[:80] if first else "",
        )
        self._remember(decision, quiet=self.record.seq - before == len(decision.moves))

    def _move(self, move: Move, why: object) -> None:
        stage = self.playbook.processes[self.record.process].stages[move.new]
        previous = self.batch.of(self.record, current_visits)
        if previous is not None and previous.number == move.old_visit:
            self.batch.change(previous, left_at=move.at)
        visit = StageVisit(
            record=self.record,
            number=move.visit,
            stage=move.new,
            cycle=move.cycle,
            entered_at=move.at,
            mark=move.mark,
        )
        self.batch.add(visit)
        self.steps.leave(move.old_visit)
        self.batch.now_of(self.record, current_visits, visit)
        self.batch.change(
            self.record,
            stage=move.new,
            visit=move.visit,
            cycle=move.cycle,
            entered_at=move.at,
            outcome=stage.outcome,
            ended_at=move.at if stage.is_end else None,
        )
        about: dict[str, Any] = {"stage": move.new, "from": move.old, "line": move.line}
        if stage.is_end:
            about["outcome"] = stage.outcome
        elif move.mark:
            about["mark"] = move.mark
        self.batch.happened(
            self.record,
            events.ENDED if stage.is_end else events.ENTERED,
            occurred_at=move.at,
            why=why,
            visit=move.visit,
            **about,
        )

    def _remember(self, decision: Decision, *, quiet: bool) -> None:
        """quiet: nothing was recorded here but the moves, and these are no news to the engine."""
        state = decision.state
        answered = self.record.seq if quiet else state.answered_seq
        self.batch.change(
            self.record,
            state=state.to_json(),
            answered_seq=answered,
            stuck=state.stuck[:500],
            tries=0,
            wake_at=self.batch.now if self.record.seq > answered else decision.wake_at,
        )

    def _bare(self, step: Move | Effect) -> dict[str, Any]:
        """The why of what no line asked for, such as a promise: where it stands in the text."""
        place = step.place if isinstance(step, Effect) else None
        text = step.object if isinstance(step, Effect) else ""
        return {"version": self._version(), "place": str(place or ""), "text": text}

    def _version(self) -> str:
        return f"{self.playbook.name} {self.record.version_id}"


def _when(step: Move | Effect) -> tuple[Any, bool]:
    """Moves before the effects of the same instant."""
    return step.at, isinstance(step, Effect)


def _whys(reasons: Sequence[Reason], version: str) -> dict[str, dict[str, Any]]:
    """Per line that fired: its text, its place, what it was looked at for and the values used.

    line: its identity, which tells in which list of its stage it stands.
    """
    return {
        reason.line: {
            "version": version,
            "line": reason.line,
            "place": str(reason.place) if reason.place else "",
            "text": reason.text,
            "looked_at": reason.looked_at,
            "values": {name: str(value) for name, value in reason.values.items()},
        }
        for reason in reasons
    }
