"""What pages show of the work: a person's day, and what is to be done and was done on a record."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from leadline.access.models import Membership, User
from leadline.access.policy import visible
from leadline.access.queries import schedule_of_person
from leadline.core.schedules import Schedule
from leadline.parties.contact import basis_for
from leadline.parties.models import Channel, Person
from leadline.records.models import Record
from leadline.work.models import DIGESTED, OPEN, TO_MAIL, Call, Note, Notice, Task, TaskKind
from leadline.work.results import CallResult
from leadline.work.rules import share_left

SHOWN = 50  # rows of one list on Today
COUNTED = 10_000
LAST = datetime.max.replace(tzinfo=UTC)
LOGGED = 50  # calls and notes on a record's page


@dataclass(frozen=True)
class PromiseRow:
    """A record whose clock runs. left: per cent of the promise's working time, 0 when broken."""

    record_id: int
    title: str
    stage: str
    promise: str
    due_at: datetime
    is_late: bool
    left: int


@dataclass(frozen=True)
class TaskRow:
    """A task as a row says it: what, for whom, why here, until when.

    blocked: why this call may not be made, "" when it may. left: as of a promise; None undated.
    """

    task: Task = field(repr=False)
    heading: str
    record_id: int
    about: str
    is_mine: bool
    is_late: bool
    left: int | None
    blocked: str

    @property
    def pk(self) -> int:
        return self.task.pk


@dataclass(frozen=True)
class CallRow:
    """A call as the record's page tells it."""

    called_at: datetime
    by: str
    result: str
    detail: str
    note: str
    is_conversation: bool


@dataclass(frozen=True)
class Today:
    """One person's day: what is promised, what is to be done, what is new.

    The numbers are texts ("12", "10,000+") and count all of them, not just those shown.
    """

    promises: Sequence[PromiseRow]
    tasks: Sequence[TaskRow]
    notices: Sequence[Notice]
    number_of_promises: str
    number_of_tasks: str
    number_of_notices: str


@dataclass(frozen=True)
class RecordWork:
    """The work on one record: open tasks by due date, the latest calls and notes first."""

    tasks: Sequence[TaskRow]
    calls: Sequence[CallRow]
    notes: Sequence[Note]


def todays_work(user: User, now: datetime) -> Today:
    """A constant number of queries, however much there is to do."""
    time = schedule_of_person(user)
    promises = promises_for(user)
    own, free = tasks_of(user, now), tasks_to_take(user, now)
    notices = user.notices.filter(read_at=None).select_related("record")
    return Today(
        promises=[_promise(one, time, now) for one in promises.order_by("due_at", "pk")[:SHOWN]],
        tasks=rows_of(_first(own, free), user, time, now),
        notices=list(notices.order_by("-given_at", "-pk")[:SHOWN]),
        number_of_promises=_number(promises),
        number_of_tasks=_number(own, free),
        number_of_notices=_number(notices),
    )


def promise_of_today(user: User, record: int, now: datetime) -> list[PromiseRow]:
    """The promise of one record, if it is theirs."""
    time = schedule_of_person(user)
    return [_promise(one, time, now) for one in promises_for(user).filter(pk=record)]


def task_of_today(user: User, task: int, now: datetime) -> Sequence[TaskRow]:
    """One task, if it is theirs or theirs to take."""
    rows = (tasks_of(user, now), tasks_to_take(user, now))
    found = [one for tasks in rows for one in _in_order(tasks.filter(pk=task))]
    return rows_of(found, user, schedule_of_person(user), now)


def work_on(record: Record, user: User, now: datetime) -> RecordWork:
    """For a record that the person may see; snoozed tasks are here, too."""
    tasks = record.tasks.filter(OPEN)
    calls = record.calls.select_related("user").order_by("-called_at", "-pk")
    notes = record.notes.select_related("user").order_by("-written_at", "-pk")
    return RecordWork(
        tasks=rows_of(_in_order(tasks), user, schedule_of_person(user), now),
        calls=[_call(one) for one in calls[:LOGGED]],
        notes=list(notes[:LOGGED]),
    )


def promises_for(user: User) -> QuerySet[Record]:
    """Open records of theirs whose clock runs."""
    return Record.objects.filter(owner=user, due_at__isnull=False, outcome="")


def tasks_of(user: User, now: datetime) -> QuerySet[Task]:
    """Open tasks that the person has, if they are shown now."""
    return Task.objects.filter(OPEN, _shown(now), assignee=user)


def tasks_to_take(user: User, now: datetime) -> QuerySet[Task]:
    """Open tasks of nobody that the person may take from a queue of theirs, if they are shown now.

    Beside `tasks_of` and not with it: each has an index in the order of the day, both have none.
    """
    pools = Membership.objects.filter(user=user).values_list("role__name", "team__name")
    names = {name for pair in pools for name in pair}
    seen = visible(user, Record.objects.filter(pk=OuterRef("record_id")))
    return Task.objects.filter(OPEN, _shown(now), Exists(seen), assignee=None, pool__in=names)


def rows_of(tasks: Iterable[Task], user: User, time: Schedule, now: datetime) -> Sequence[TaskRow]:
    """Tasks, with their records at hand, as rows; whether calls are allowed is asked for all."""
    tasks = list(tasks)
    blocked = why_blocked(tasks)
    return [
        TaskRow(
            task=one,
            heading=str(one),
            record_id=one.record_id,
            about=one.record.title,
            is_mine=one.assignee_id == user.pk,
            is_late=one.is_late(now),
            left=share_left(time, one.made_at, one.due_at, now) if one.due_at else None,
            blocked=blocked.get(one.pk, ""),
        )
        for one in tasks
    ]


def why_blocked(tasks: Iterable[Task]) -> dict[int, str]:
    """Per task to call that may not be made now: why, as a sentence."""
    calls = [one for one in tasks if one.kind == TaskKind.CALL and not one.call_anyway]
    people = sorted({one.record.person_id for one in calls if one.record.person_id})
    standings = {}
    if people:
        asked = [Person(pk=pk) for pk in people]
        standings = dict(zip(people, basis_for(asked, Channel.PHONE), strict=True))
    sentences: dict[int, str] = {}
    for one in calls:
        standing = standings.get(one.record.person_id or 0)
        if standing is None:
            sentences[one.pk] = _("Nobody is named who could be called.")
        elif not standing:
            sentences[one.pk] = _("No basis to call. %(why)s") % {"why": standing}
    return sentences


def unmailed(limit: int, after: int = 0, but: Collection[int] = ()) -> QuerySet[Notice]:
    """Notices that are still to be mailed one by one, oldest first, with whom they are for.

    after: the id of one; but: the ids of people who are left out.
    """
    rows = Notice.objects.filter(TO_MAIL, pk__gt=after).exclude(user__in=but)
    rows = rows.select_related("user", "record")
    return rows.order_by("pk")[:limit]


def _shown(now: datetime) -> Q:
    return Q(opens_at=None) | Q(opens_at__lte=now)


def _first(*lists: QuerySet[Task]) -> list[Task]:
    """The first of all lists together, in the order of the day."""
    found = [task for tasks in lists for task in _in_order(tasks)[:SHOWN]]
    return sorted(found, key=lambda one: (one.due_at is None, one.due_at or LAST, one.pk))[:SHOWN]


def for_digests(since: datetime, until: Mapping[datetime, Sequence[int]]) -> QuerySet[Notice]:
    """What people have not read and not been mailed, person by person.

    until: the ids of the people of whom that is asked which was given before a moment.
    """
    rows = Notice.objects.filter(DIGESTED, given_at__gte=since).select_related("user", "record")
    theirs = [Q(user__in=people, given_at__lt=before) for before, people in until.items()]
    return rows.filter(reduce(or_, theirs)).order_by("user", "pk") if theirs else rows.none()


def _in_order(tasks: QuerySet[Task]) -> QuerySet[Task]:
    first_due = F("due_at").asc(nulls_last=True)
    return tasks.select_related("record", "assignee").order_by(first_due, "pk")


def _promise(record: Record, time: Schedule, now: datetime) -> PromiseRow:
    assert record.due_at is not None
    return PromiseRow(
        record_id=record.pk,
        title=record.title,
        stage=record.stage,
        promise=record.promise,
        due_at=record.due_at,
        is_late=record.due_at <= now,
        left=share_left(time, _started_at(record), record.due_at, now),
    )


def _started_at(record: Record) -> datetime:
    """When the clock began; the stage's beginning where the engine's memory does not say."""
    clocks: dict[str, Any] = record.state.get("clocks", {})
    for name, clock in clocks.items():
        if record.promise in (name, name.rpartition("/")[2]):
            return datetime.fromisoformat(clock["started_at"])
    return record.entered_at


def _call(call: Call) -> CallRow:
    result = CallResult(call.result)
    return CallRow(
        called_at=call.called_at,
        by=str(call.user or ""),
        result=str(result.label),
        detail=call.detail,
        note=call.note,
        is_conversation=result.is_conversation,
    )


def _number(*lists: QuerySet[Any]) -> str:
    number = sum(rows.order_by()[: COUNTED + 1].count() for rows in lists)
    return f"{COUNTED:,}+" if number > COUNTED else f"{number:,}"
