"""Takes the steps that were decided: does them, skips them, or holds them back for a person."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from leadline.access.models import Firm
from leadline.automation import events
from leadline.automation.effects import carry_out
from leadline.automation.models import HeldStep
from leadline.automation.written import written
from leadline.core.batch import Batch
from leadline.core.errors import Forbidden, Refused
from leadline.playbooks.definition import Playbook, WhenLate, Who
from leadline.playbooks.engine.decision import Effect
from leadline.records.cause import BY_HAND
from leadline.records.models import Record
from leadline.records.who import owner_of
from leadline.work import rules
from leadline.work.actions.engine import call_off
from leadline.work.loading import tasks_of
from leadline.work.models import Task, TaskKind

Because = HeldStep.Because
HELD_BY_ITSELF = frozenset({"send"})  # a letter waits in the outbox


class HalfDone(Exception):
    """An action had changed something when it refused: all is taken back, and it is held back."""

    def __init__(self, key: str, refused: Refused) -> None:
        super().__init__(refused.sentence)
        self.key, self.refused = key, refused


class Steps:
    """Takes the steps of one locked record in its batch.

    refused: effects, by key, of which it is known that an action refuses them half-way.
    """

    def __init__(
        self, batch: Batch, record: Record, playbook: Playbook, refused: Mapping[str, Refused]
    ) -> None:
        self.batch, self.record, self.playbook, self.refused = batch, record, playbook, refused

    def take(self, effect: Effect, why: object) -> None:
        """Does it; what comes too late is done, skipped or asked about, as the text says.

        What is refused becomes a task for the owner. Raises HalfDone.
        """
        late = self._is_late(effect)
        if late and effect.when_late is WhenLate.SKIP:
            self._skip(effect, why)
        elif late and effect.when_late is WhenLate.ASK and effect.verb not in HELD_BY_ITSELF:
            self._hold(effect, why, Because.LATE, None)
        elif effect.key in self.refused:
            self._hold(effect, why, Because.REFUSED, self.refused[effect.key])
        else:
            self._try(effect, why, late=late and effect.when_late is WhenLate.ASK)

    def leave(self, visit: int) -> None:
        """What was held back in a stay that is over is not to be done any more."""
        keys = {one.task.key for one in self.batch.of(self.record, open_steps_of)}
        if keys:
            tasks = self.batch.of(self.record, tasks_of)
            over = [one for one in tasks if one.is_open and one.key in keys and one.visit == visit]
            call_off(self.batch, self.record, over, self.record.stage, BY_HAND)

    def _try(self, effect: Effect, why: object, *, late: bool) -> None:
        before = self.batch.touched
        try:
            carry_out(self.batch, self.record, effect, why, late=late)
        except Refused as refused:
            if self.batch.touched != before:
                raise HalfDone(effect.key, refused) from refused
            self._hold(effect, why, Because.REFUSED, refused)

    def _is_late(self, effect: Effect) -> bool:
        zone = ZoneInfo(self.batch.once(Firm.current).zone)
        return self.playbook.is_late(effect.known_at or effect.at, self.batch.now, zone)

    def _skip(self, effect: Effect, why: object) -> None:
        late = gettext("It came too late.")
        ends: dict[str, Any] = {"finishes": effect.key, "failed": late} if effect.awaited else {}
        self.batch.happened(
            self.record,
            events.STEP_SKIPPED,
            step=named(effect),
            due_at=effect.at,
            why=why,
            depth=effect.depth,
            **ends,
        )

    def _hold(self, effect: Effect, why: object, because: Because, refused: Refused | None) -> None:
        said = refused.sentence if refused else gettext("It came too late. Does it still fit?")
        task = self._task(effect, why, said)
        if task is None:
            return
        step = HeldStep(
            record=self.record,
            task=task,
            key=effect.key,
            what=named(effect)[:200],
            because=because,
            said=said[:500],
            is_forbidden=isinstance(refused, Forbidden),
            due_at=effect.at,
            effect=written(effect),
            why=why,
        )
        self.batch.of(self.record, open_steps_of).append(self.batch.add(step))
        self.batch.happened(
            self.record,
            events.STEP_HELD,
            step=step.what,
            reason=said,
            place=str(effect.place or ""),
            why=why,
            depth=effect.depth,
        )

    def _task(self, effect: Effect, why: object, said: str) -> Task | None:
        """For the owner; while nobody has the record, for whoever should. None: it had one."""
        key = f"{effect.key}/held"
        if any(one.key == key for one in self.batch.of(self.record, tasks_of)):
            return None
        owner = owner_of(self.batch, self.record)
        title = named(effect)[:300]
        task = Task(
            record=self.record,
            key=key,
            kind=TaskKind.RETRY,
            title=title,
            goal=said,
            visit=rules.visit_of(effect.key),
            line=effect.line[:300],
            assignee=owner,
            pool="" if owner else rules.pool_of(self._whose()),
            made_at=self.batch.now,
        )
        self.batch.of(self.record, tasks_of).append(self.batch.add(task))
        return task

    def _whose(self) -> Who | None:
        process = self.playbook.processes[self.record.process]
        return process.stages[self.record.stage].owner or process.owner


def named(effect: Effect) -> str:
    """The act as the text has it; whom it is about, where it names somebody."""
    who = effect.params.get("who")
    return f"{effect.verb} {who.text if isinstance(who, Who) else effect.object}".strip()


def open_steps_of(records: Sequence[Record]) -> list[list[HeldStep]]:
    """Loader: what is held back for each record, in one query."""
    found: dict[int, list[HeldStep]] = defaultdict(list)
    rows = HeldStep.objects.filter(
        record__in=[record.pk for record in records if record.pk],
        task__done_at=None,
        task__withdrawn_at=None,
    )
    for step in rows.select_related("task").order_by("pk"):
        found[step.record_id].append(step)
    return [found[record.pk] if record.pk else [] for record in records]
