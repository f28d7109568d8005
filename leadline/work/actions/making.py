"""Tasks come into being: once per cause, for the person who is meant, due in their time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext_noop as _

from leadline.access.models import User
from leadline.core.actions import action
from leadline.core.batch import Batch
from leadline.core.durations import Duration
from leadline.playbooks.definition import Question, Who
from leadline.records.cause import BY_HAND, Cause
from leadline.records.models import Record
from leadline.records.routing.finding import find
from leadline.records.who import owner_of
from leadline.work import events, rules
from leadline.work.loading import due, tasks_of
from leadline.work.models import Task, TaskKind

MADE = (events.TASK_DONE, events.TASK_MADE)  # the first one is what finishes the action


@dataclass(frozen=True)
class Plan:
    """What a task is to be: by whom, until when, what is to be learned with it.

    assignee: the person, where a colleague chose one; else `by` is looked for, else the owner.
    work: the name of the piece of work that it is.
    """

    by: Who | None = None
    assignee: User | None = None
    within: Duration | None = None
    deadline: datetime | None = None
    agenda: Sequence[str] = ()
    ask: Sequence[Question] = ()
    goal: str = ""
    work: str = ""
    asks: list[dict[str, object]] = field(default_factory=list)


def make(
    batch: Batch, record: Record, kind: TaskKind, title: str, plan: Plan, cause: Cause
) -> Task | None:
    """The new task; None when this cause has had its task."""
    tasks = batch.of(record, tasks_of)
    if cause.key and any(one.key == cause.key for one in tasks):
        return None
    assignee = plan.assignee or _found(batch, record, plan.by)
    since = cause.at or batch.now
    made = batch.add(
        Task(
            record=record,
            key=cause.key,
            kind=kind,
            title=title[:300],
            goal=plan.goal,
            visit=rules.visit_of(cause.key),
            line=cause.line[:300],
            piece=plan.work[:80],
            assignee=assignee,
            pool="" if assignee else rules.pool_of(plan.by),
            agenda=rules.agenda_of(plan.agenda),
            asks=plan.asks or rules.asks_of(plan.ask),
            made_at=since,
            due_at=due(batch, since, plan.within, plan.deadline, assignee),
        )
    )
    tasks.append(made)
    batch.happened(
        record,
        events.TASK_MADE,
        task=title,
        kind=kind.value,
        assignee=str(assignee or made.pool),
        due_at=made.due_at,
        occurred_at=since,
        why=cause.why,
        depth=cause.depth,
    )
    return made


def _giving(kind: TaskKind | None) -> Callable[..., Task | None]:
    """The action that gives somebody something of this kind; None finds it out by who does it."""

    def give(
        batch: Batch,
        record: Record,
        *,
        what: str,
        by: Who | None = None,
        assignee: User | None = None,
        within: Duration | None = None,
        deadline: datetime | None = None,
        agenda: Sequence[str] = (),
        ask: Sequence[Question] = (),
        subject: str = "",
        goal: str = "",
        work: str = "",
        cause: Cause = BY_HAND,
    ) -> Task | None:
        """what: the title. subject: what it is about, its goal where none is given.

        Whether there is a basis to call is asked whenever a call is looked at.
        """
        plan = Plan(by, assignee, within, deadline, agenda, ask, goal or subject, work)
        return make(batch, record, kind or rules.kind_of_work(by, ask), what, plan, cause)

    return give


task = action(_("task"), _("Gives somebody something to do."), events=MADE)(_giving(None))
call = action(_("call"), _("Gives somebody a call to make."), events=MADE)(_giving(TaskKind.CALL))
visit = action(_("visit"), _("Gives somebody a visit to make."), events=MADE)(
    _giving(TaskKind.VISIT)
)


def _found(batch: Batch, record: Record, by: Who | None) -> User | None:
    return owner_of(batch, record) if by is None else find(batch, record, by)
