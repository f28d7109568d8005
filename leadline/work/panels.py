"""What the partials of this room are drawn with: one frozen value per panel, forms included."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from leadline.access.models import User
from leadline.access.queries import schedule_of_person
from leadline.core import clock
from leadline.playbooks.versions import readable
from leadline.records.models import Record
from leadline.work.forms import (
    AllowCallForm,
    AssignForm,
    FinishForm,
    InterestForm,
    LogCallForm,
    NoteForm,
    SnoozeForm,
)
from leadline.work.mentions import Colleague, offered, with_mentions
from leadline.work.models import OPEN, Task, TaskKind
from leadline.work.queries import TaskRow, rows_of


@dataclass(frozen=True)
class TaskPanel:
    """Context `panel` of work/_task.html; `call` is there for calls alone.

    next: the address to go to afterwards.
    """

    row: TaskRow
    form: FinishForm
    snooze: SnoozeForm
    assign: AssignForm
    allow: AllowCallForm | None = None
    call: "CallPanel | None" = None
    next: str = ""


@dataclass(frozen=True)
class CallPanel:
    """Context `panel` of work/_log_call.html."""

    record_id: int
    form: LogCallForm
    next: str = ""


@dataclass(frozen=True)
class NotePanel:
    """Context `panel` of work/_note.html. colleagues: who can be told; chosen: their ids so far."""

    record_id: int
    form: NoteForm
    colleagues: Sequence[Colleague]
    chosen: Collection[str] = ()
    next: str = ""

    @property
    def text(self) -> str:
        """What was written, with those named who were chosen; the form must be valid."""
        return with_mentions(self.form.cleaned_data["what"], self.chosen, self.colleagues)


@dataclass(frozen=True)
class InterestPanel:
    """Context `panel` of work/_interest.html."""

    record_id: int
    form: InterestForm
    next: str = ""


def task_panel(task: Task, user: User, *, next: str = "", **bound: Any) -> TaskPanel:
    """bound: forms that were filled in, by their names here."""
    [row] = rows_of([task], user, schedule_of_person(user), clock.now())
    forms: dict[str, Any] = {
        "form": finish_form(task),
        "snooze": SnoozeForm(),
        "assign": AssignForm(),
    }
    if task.kind == TaskKind.CALL:
        forms["call"] = call_panel(task.record, task=task, next=next)
    if row.blocked:
        forms["allow"] = AllowCallForm()
    return TaskPanel(row=row, next=next, **{**forms, **bound})


def finish_form(task: Task, *args: Any) -> FinishForm:
    """The form of what the task asks, typed by the record's playbook."""
    version = task.record.version_id
    playbook = readable(version) if version else None
    return FinishForm(task, playbook.catalogue if playbook else None, *args)


def call_panel(
    record: Record, *, task: Task | None = None, data: Any = None, next: str = ""
) -> CallPanel:
    """The numbers of the record's person stand ready, the first that can be dialed chosen."""
    phones = list(record.person.phones.order_by("pk")) if record.person else []
    good = next_good(phones)
    initial = {"phone": good, "task": task}
    tasks = [task] if task else list(record.tasks.filter(OPEN))
    return CallPanel(record.pk, LogCallForm(phones, tasks, data, initial=initial), next)


def note_panel(
    record: Record,
    writer: User,
    form: NoteForm | None = None,
    *,
    chosen: Collection[str] = (),
    next: str = "",
) -> NotePanel:
    return NotePanel(record.pk, form or NoteForm(), offered(record, writer), chosen, next)


def interest_panel(record: Record, *, next: str = "") -> InterestPanel:
    return InterestPanel(record.pk, InterestForm(), next)


def next_good(phones: list[Any]) -> Any:
    """The first number without a flaw, else the first."""
    return next((one for one in phones if not one.flaw), phones[0] if phones else None)
