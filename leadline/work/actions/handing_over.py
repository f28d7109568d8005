"""All that somebody has to do goes to a colleague, at once."""

from collections.abc import Sequence

from django.utils.translation import gettext_noop as _

from leadline.access.models import User
from leadline.access.roles import MANAGER, reserve
from leadline.core.actions import action
from leadline.core.batch import Batch
from leadline.records.models import Record
from leadline.work import events
from leadline.work.models import OPEN, Task


@action(
    _("hand over tasks"),
    _("Gives every open task of a person to a colleague."),
    events=(events.TASK_ASSIGNED,),
)
def hand_over_tasks(
    batch: Batch, subject: User, *, to: User, some: Sequence[int] | None = None
) -> int:
    """How many there were; each is told in its record's history. Three queries besides writing.

    some: the ids of those that are meant; None is all.
    """
    theirs = Task.objects.filter(OPEN, assignee=subject)
    theirs = theirs if some is None else theirs.filter(pk__in=some)
    batch.lock([Record(pk=pk) for pk in set(theirs.values_list("record_id", flat=True))])
    tasks = list(theirs.select_for_update(of=("self",)).order_by("pk"))
    for task in tasks:
        [record] = batch.lock([Record(pk=task.record_id)])
        batch.change(task, assignee=to)
        batch.happened(
            record, events.TASK_ASSIGNED, task=task.title, task_id=task.pk, assignee=str(to)
        )
    return len(tasks)


reserve("hand over tasks", MANAGER)
