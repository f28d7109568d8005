"""What actions ask a batch for: each loader answers for all its records in one query or few."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Max

from leadline.access.models import User
from leadline.access.policy import Rights, rights_to_see
from leadline.access.queries import schedules_by_address, schedules_of_people
from leadline.core import worktime
from leadline.core.batch import Batch
from leadline.core.durations import Duration
from leadline.core.errors import Refused
from leadline.core.models import Event
from leadline.core.schedules import Schedule
from leadline.core.workdays import NeverOpens
from leadline.playbooks.definition import Who, WhoKind
from leadline.records.models import Record
from leadline.records.routing.finding import LOOKING, everybody, find
from leadline.work.events import REAL_CONVERSATION
from leadline.work.models import Follower, Note, Notice, Task

NOBODY = 0  # no person has this id; without a team the firm's hours count


def tasks_of(records: Sequence[Record]) -> list[list[Task]]:
    """Loader for `Batch.of`: the tasks of each record; who makes one adds it to the list."""
    found: dict[int, list[Task]] = {record.pk: [] for record in records if record.pk}
    for task in Task.objects.filter(record__in=list(found)).order_by("pk"):
        found[task.record_id].append(task)
    return [found[record.pk] if record.pk else [] for record in records]


def notice_keys(records: Sequence[Record]) -> list[set[str]]:
    """Loader for `Batch.of`: the keys of the notices about each record."""
    found: dict[int, set[str]] = {record.pk: set() for record in records if record.pk}
    rows = Notice.objects.filter(record__in=list(found), key__isnull=False)
    for record, key in rows.values_list("record_id", "key"):
        found[record].add(str(key))
    return [found[record.pk] if record.pk else set() for record in records]


def note_keys(records: Sequence[Record]) -> list[set[str]]:
    """Loader for `Batch.of`: the keys of each record's notes that a playbook wrote."""
    found: dict[int, set[str]] = {record.pk: set() for record in records if record.pk}
    rows = Note.with_bin.filter(record__in=list(found), key__isnull=False)
    for record, key in rows.values_list("record_id", "key"):
        found[record].add(str(key))
    return [found[record.pk] if record.pk else set() for record in records]


def followers_of(records: Sequence[Record]) -> list[frozenset[int]]:
    """Loader for `Batch.of`: the ids of who follows each record."""
    found: dict[int, set[int]] = {record.pk: set() for record in records if record.pk}
    rows = Follower.objects.filter(record__in=list(found))
    for record, user in rows.values_list("record_id", "user_id"):
        found[record].add(user)
    return [frozenset(found.get(record.pk, ())) for record in records]


def who_follows(batch: Batch, record: Record) -> list[User]:
    """Those who follow the record and may see it still."""
    ids = batch.of(record, followers_of)
    if not ids:
        return []
    rights = batch.once(rights_of_colleagues)
    return [one for one in batch.once(colleagues) if one.pk in ids and rights[one.pk].sees(record)]


def last_contacts_of(records: Sequence[Record]) -> list[datetime | None]:
    """Loader: the last real conversation on each record, whichever room recorded it."""
    rows = Event.objects.filter(
        stream=Record.stream,
        stream_id__in=[record.pk for record in records if record.pk],
        name=REAL_CONVERSATION.name,
    )
    last = dict(rows.order_by().values_list("stream_id").annotate(Max("occurred_at")))
    return [last.get(record.pk) for record in records]


def one_task(batch: Batch, record: Record, task: Task) -> Task:
    """The record's task as it is now. Raises Refused when it is another record's."""
    for known in batch.of(record, tasks_of):
        if known.pk == task.pk:
            return known
    raise Refused(f"task {task.pk} does not belong to record {record.pk}")


def people_meant(batch: Batch, record: Record, who: Who | None) -> list[User]:
    """Everybody whom news is for: all of a role, pool or queue, else the one who is meant.

    News takes nobody's turn: of a route, it is for whoever would be next.
    """
    if who is not None and who.kind in (WhoKind.ROLE, WhoKind.POOL, WhoKind.QUEUE):
        return everybody(batch, record, who)
    found = find(batch, record, who, LOOKING)
    return [found] if found else []


def colleagues() -> list[User]:
    """Everybody who works here."""
    return list(User.objects.filter(is_active=True).order_by("pk"))


def rights_of_colleagues() -> dict[int, Rights]:
    """What everybody who works here may see, by id."""
    return rights_to_see([one.pk for one in colleagues()])


def due(
    batch: Batch,
    since: datetime,
    within: Duration | None,
    deadline: datetime | None,
    assignee: User | None,
) -> datetime | None:
    """When a task is due: the end of its window, or so long after it was made, what comes first.

    Working time is that of the person who does it, else the firm's.
    """
    if within is None:
        return deadline
    known = batch.once(schedules_by_address).get(assignee.email) if assignee else None
    schedule = known or batch.once(working_time, NOBODY)
    try:
        end = worktime.add(schedule, since, within)
    except NeverOpens:  # hours that never come: `check` tells the manager, a task has no end
        return deadline
    return min(end, deadline) if deadline else end


def working_time(user_id: int) -> Schedule:
    """When a person works."""
    return schedules_of_people([user_id])[user_id]
