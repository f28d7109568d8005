"""Writes down how promises came out: one row a run of a clock, for statements and reports."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from leadline.access.models import Team, User
from leadline.automation import events
from leadline.automation.models import MeasuredPromise
from leadline.core.batch import Batch
from leadline.playbooks.agreement import all_promises
from leadline.playbooks.definition import Who, WhoKind
from leadline.playbooks.engine.decision import Effect
from leadline.playbooks.models import Version
from leadline.playbooks.versions import definition_of
from leadline.records.cause import Cause
from leadline.records.models import Record
from leadline.records.who import owner_of
from leadline.work.actions import engine as work

Result = MeasuredPromise.Result
OF_WHOEVER_HAS_IT = (WhoKind.OWNER, WhoKind.SAME, WhoKind.ANSWERER)


def met(batch: Batch, record: Record, effect: Effect, cause: Cause) -> None:
    """A promise was kept, in time or late."""
    batch.happened(
        record,
        events.CLOCK_MET,
        occurred_at=effect.at,
        clock=effect.object,
        late=effect.params.get("late"),
        due_at=effect.params.get("due_at"),
    )
    missed_one = _missed(batch, record, effect)
    took = _minutes(effect.params.get("took"))
    if missed_one is None:
        _measure(batch, record, effect, Result.KEPT, kept_at=effect.at, took_minutes=took)
    else:
        batch.change(missed_one, result=Result.LATE, kept_at=effect.at, took_minutes=took,
                     attempts=effect.params.get("attempts", 0))  # fmt: skip


def missed(batch: Batch, record: Record, effect: Effect, cause: Cause) -> None:
    """A promise was broken: who had to keep it hears of it, and the row says whose it was."""
    row = _measure(batch, record, effect, Result.MISSED)
    if row is not None:
        batch.of(record, missed_of)[row.key] = row
    work.missed(batch, record, effect, cause)


def stopped(batch: Batch, record: Record, effect: Effect, cause: Cause) -> None:
    """A promise came to nothing: the record went elsewhere first. One that was missed stays so."""
    if _missed(batch, record, effect) is None:
        _measure(batch, record, effect, Result.ENDED)


def _measure(
    batch: Batch, record: Record, effect: Effect, result: Result, **more: Any
) -> MeasuredPromise | None:
    """None where the engine told too little: an effect written before promises were measured."""
    started_at = effect.params.get("started_at")
    if not isinstance(started_at, datetime) or record.version_id is None:
        return None
    who: Who | None = effect.params.get("of")
    owner, team_id = _whose(batch, record, who)
    row = MeasuredPromise(
        record=record,
        playbook_id=batch.once(_playbook_of, record.version_id),
        key=_run(effect),
        process=record.process,
        stage=effect.params.get("stage", ""),
        clock=effect.object[:80],
        side=batch.once(_side, record.version_id, record.process, effect.object)[:80],
        owner=owner,
        team_id=team_id,
        started_at=started_at,
        due_at=effect.params.get("due_at"),
        decided_at=effect.at,
        attempts=effect.params.get("attempts", 0),
        result=result,
        **more,
    )
    return batch.add(row)


def _whose(batch: Batch, record: Record, who: Who | None) -> tuple[User | None, int | None]:
    """The owner and their team's id, or that of the team whose working time the promise names."""
    if who is None or who.kind in OF_WHOEVER_HAS_IT:
        return owner_of(batch, record), record.team_id
    return None, batch.once(_team_named, who.name)


def _missed(batch: Batch, record: Record, effect: Effect) -> MeasuredPromise | None:
    found: MeasuredPromise | None = batch.of(record, missed_of).get(_run(effect))
    return found


def missed_of(records: Sequence[Record]) -> list[dict[str, MeasuredPromise]]:
    """Loader: what each record has missed and may still keep late, by its key; one query."""
    found: dict[int, dict[str, MeasuredPromise]] = defaultdict(dict)
    ids = [record.pk for record in records if record.pk]
    for row in MeasuredPromise.objects.filter(record__in=ids, result=Result.MISSED):
        found[row.record_id][row.key] = row
    return [found[record.pk] if record.pk else {} for record in records]


def _run(effect: Effect) -> str:
    """The key of the run: that of the effect without what happened to it."""
    return effect.key.rpartition("/")[0]


def _minutes(took: object) -> int | None:
    return round(took.total_seconds() / 60) if isinstance(took, timedelta) else None


def _playbook_of(version_id: int) -> int:
    return Version.objects.values_list("playbook_id", flat=True).get(pk=version_id)


def _side(version_id: int, process: str, clock: str) -> str:
    promises = all_promises(definition_of(version_id))
    return next(
        (p.side for p in promises if p.process.name == process and p.clock.name == clock), ""
    )


def _team_named(name: str) -> int | None:
    named = Team.objects.filter(name=name) | Team.objects.filter(memberships__role__name=name)
    ids = named.order_by("pk").values_list("pk", "name")
    return next((pk for pk, its in ids if its == name), next((pk for pk, _its in ids), None))
