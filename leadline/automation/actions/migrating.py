"""Records in flight are moved to the version in force: asked for by a person, done one by one."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.access.roles import MANAGER, reserve
from leadline.automation import events
from leadline.automation.migrating.carried import Carried, Names, carry_over, without_past_moments
from leadline.automation.migrating.plan import WhyNot, names_of, plan_of, target
from leadline.automation.models import VersionMove
from leadline.automation.surroundings import around
from leadline.core.actions import action
from leadline.core.batch import Batch
from leadline.core.errors import Invalid, Refused, Stale
from leadline.playbooks.definition import Playbook
from leadline.playbooks.engine.asked import asked_fields
from leadline.playbooks.engine.state import State
from leadline.playbooks.models import Published, Version
from leadline.playbooks.versions import definition_of
from leadline.playbooks.walk import lines_of
from leadline.records.cause import BY_HAND
from leadline.records.models import Record
from leadline.records.view import views_of
from leadline.records.visits import current_visits
from leadline.work.actions.engine import call_off
from leadline.work.loading import tasks_of
from leadline.work.models import Task


class Busy(Refused):
    """Something has just happened to the record; it is answered first."""


@action(
    _("move records to version"),
    _("Moves the records in flight of a playbook to the version in force."),
)
def move_records(
    batch: Batch,
    subject: None,
    *,
    playbook: str,
    number: int,
    mapping: Mapping[str, Mapping[str, str]],
) -> VersionMove:
    """The worker does it, record by record. number: of the version in force when the plan was read.

    Raises Stale where another is in force, Refused while records are being moved already, Invalid
    for a stage that the version does not have.
    """
    published = Published.objects.select_for_update().filter(name=playbook).first()
    if published is None or published.current is None:
        raise Invalid(gettext("There is no such playbook in force."))
    if published.current.number != number:
        told = gettext("Version %(number)s was put in force since. Look at the plan again.")
        raise Stale(told % {"number": published.current.number})
    if VersionMove.objects.filter(playbook=published, finished_at=None).exists():
        raise Refused(gettext("Records of this playbook are being moved already."))
    for process, stages in mapping.items():
        _refuse_unknown(definition_of(published.current.pk), process, stages)
    if not plan_of(published, mapping).goes:
        raise Refused(gettext("No record can go over."))
    return batch.add(
        VersionMove(
            playbook=published, version=published.current, asked_at=batch.now,
            mapping={name: dict(stages) for name, stages in mapping.items()},
            user_id=batch.actor.user_id,
        )
    )  # fmt: skip


@action(
    _("move record to version"),
    _("Lets a record go on by the version in force."),
    events=(events.MOVED,),
)
def move_record(batch: Batch, record: Record, *, move: VersionMove) -> bool:
    """False where it stays: it went already, has ended, its stage leads nowhere, or another version
    was put in force meanwhile.

    Nothing is sent or begun by it: the stay goes on, and what has been done is kept by what its
    lines say. Raises Busy.
    """
    rows = VersionMove.objects.select_for_update(of=("self",)).select_related("playbook")
    row = rows.get(pk=move.pk)
    if row.finished_at is not None or row.last >= record.pk:
        return False
    if row.version_id != row.playbook.current_id:  # it is told at the next turn
        return False
    if record.seq > record.answered_seq or (record.wake_at and record.wake_at <= batch.now):
        raise Busy(gettext("Something has just happened to it."))
    goes = _goes(record, row)
    if goes is None:
        batch.change(row, last=record.pk, stayed=row.stayed + 1)
        return False
    _go_over(batch, record, row, *goes)
    batch.change(row, last=record.pk, moved=row.moved + 1)
    return True


@action(_("end move to version"), _("Notes that all records have been looked at."))
def end_move(
    batch: Batch, subject: None, *, move: VersionMove, overtaken_by: Version | None = None
) -> None:
    """What came onto an older version meanwhile is not waited for.

    overtaken_by: the version in force by now, where that left some on the way; they stay.
    """
    for row in VersionMove.objects.select_for_update().filter(pk=move.pk, finished_at=None):
        batch.change(row, finished_at=batch.now, overtaken_by=overtaken_by)


@action(_("leave record on version"), _("Notes that a record stays on its version."))
def leave_record(batch: Batch, subject: None, *, move: VersionMove, record: int) -> None:
    """It could not be moved now; a later move takes it along."""
    for row in VersionMove.objects.select_for_update().filter(pk=move.pk, last__lt=record):
        batch.change(row, last=record, stayed=row.stayed + 1)


def _refuse_unknown(playbook: Playbook, process: str, stages: Mapping[str, str]) -> None:
    known = playbook.processes.get(process)
    for stage in stages.values():
        if known is None or stage not in known.stages or known.stages[stage].is_end:
            told = gettext("The version in force has no stage “%(stage)s” to go on at.")
            raise Invalid(told % {"stage": stage}, {process: told % {"stage": stage}})


def _goes(record: Record, row: VersionMove) -> tuple[Playbook, Playbook, Names] | None:
    if record.version_id in (None, row.version_id) or record.outcome or record.stuck:
        return None
    try:
        old, new = definition_of(record.version_id or 0), definition_of(row.version_id)
    except ValueError:  # nobody can tell what its stages meant
        return None
    _to, why_not = target(old, new, record.process, record.stage, row.mapping)
    if why_not is not WhyNot.GOES or not record.state:
        return None
    return old, new, names_of(old, new, record.process, row.mapping)


def _go_over(
    batch: Batch, record: Record, row: VersionMove, old: Playbook, new: Playbook, names: Names
) -> None:
    stood, state = record.stage, State.from_json(record.state)
    carried = carry_over(state, new, names)
    [view] = views_of([record], asked_fields(new, record.process), new.catalogue)
    surroundings = around(batch, record, new, batch.now)
    before = old.processes[record.process].stages[stood]
    now = without_past_moments(carried.state, before, new, view, surroundings)
    number = old_number(record)
    batch.change(record, version=row.version, stage=now.stage, state=now.to_json())
    visit = batch.of(record, current_visits)
    if visit is not None and visit.stage != now.stage:
        batch.change(visit, stage=now.stage)
    left = _left_tasks(batch, record, new, names, now.stage)
    told: dict[str, Any] = {"from": number, "to": row.version.number, "stage_before": stood}
    told |= {"stage": now.stage, "dropped": _dropped(carried, left)}
    batch.happened(record, events.MOVED, **told)
    call_off(batch, record, left, gettext("not in this version"), BY_HAND)


def old_number(record: Record) -> int:
    assert record.version is not None
    return record.version.number


def _left_tasks(
    batch: Batch, record: Record, new: Playbook, names: Names, stage: str
) -> list[Task]:
    """Open tasks that a line or a piece of work had made which the version does not have."""
    process = new.processes[record.process]
    known = {line.id for line in lines_of(process)}
    known |= {step.line.id for one in new.sequences.values() for step in one.steps}
    pieces = {piece.name for piece in process.stages[stage].work}
    found = []
    for task in batch.of(record, tasks_of):
        gone = bool(task.line) and names.line(task.line) not in known
        if task.is_open and (task.piece not in pieces if task.piece else gone):
            found.append(task)
    return found


def _dropped(carried: Carried, left: list[Task]) -> list[str]:
    return list(dict.fromkeys([*carried.dropped, *(task.title for task in left)]))


reserve("move records to version", MANAGER)
