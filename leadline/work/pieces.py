"""Whether a named piece of a stage's work is done, by the playbook's own condition."""

from zoneinfo import ZoneInfo

from leadline.access.models import Firm
from leadline.conditions.context import Context
from leadline.conditions.evaluate import holds
from leadline.core.batch import Batch
from leadline.playbooks.definition import Playbook, Work
from leadline.playbooks.versions import definition_of
from leadline.records.models import Record
from leadline.records.view import views_of
from leadline.work.models import Task


def open_condition(batch: Batch, record: Record, task: Task) -> str:
    """What `is done when` says while it does not hold; "" for a task that a person may just end.

    Otherwise the task would be gone while the stage still waits for the work.
    """
    if not task.piece or record.version_id is None:
        return ""
    playbook = batch.once(definition_of, record.version_id)
    condition = getattr(piece_named(playbook, record.process, task.piece), "done_when", None)
    if condition is None:
        return ""
    [view] = views_of([record], condition.fields, playbook.catalogue)
    context = Context(now=batch.now, zone=ZoneInfo(batch.once(Firm.current).zone))
    return "" if holds(condition)(view, context) else str(condition.text)


def piece_named(playbook: Playbook, process: str, name: str) -> Work | None:
    """The piece of work of that name in any stage of the process."""
    stages = playbook.processes[process].stages.values() if process in playbook.processes else ()
    return next((one for stage in stages for one in stage.work if one.name == name), None)
