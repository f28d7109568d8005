"""What happens to tasks, in calls, in notes, and which news somebody was given.

`finishes` is the key of the effect that made the task; `failed` says why that effect came to
nothing, so that what waits for it does not go on.
"""

from django.utils.translation import gettext_noop as _

from leadline.core.events import event
from leadline.work.results import CallResult

RESULTS = {"result": dict(CallResult.choices)}

TASK_MADE = event("task made", _("Task for {assignee}: {task}"), also=("kind", "due_at"))
TASK_DONE = event(
    "task done",
    _("Done: {task}"),
    also=("task_id", "result", "finishes", "failed"),
    erases=("result",),
)
TASK_REOPENED = event("task reopened", _("Open again: {task}"), also=("task_id",))
TASK_WITHDRAWN = event(
    "task withdrawn", _("No longer to be done: {task} ({reason})"), also=("task_id",)
)
TASK_ASSIGNED = event("task assigned", _("{assignee} does it: {task}"), also=("task_id",))
TASK_PUT_OFF = event(
    "task put off",
    _("Not before {until}: {task}"),
    also=("task_id", "before", "note"),
    erases=("note",),
)
TASK_OVERDUE = event("task overdue", _("Should have been done by now: {task}"), also=("since",))

CALL_LOGGED = event(
    "call logged",
    _("Called: {result}"),
    also=("detail", "note", "number"),
    erases=("detail", "note", "number"),
    codes=RESULTS,
)
CALL_FAILED = event("call failed", _("Not reached: {result}"), codes=RESULTS)
REAL_CONVERSATION = event("real conversation", _("Really talked with them"), also=("was",))
CALL_ALLOWED = event(
    "call allowed", _("May be called without a basis: {reason}"), erases=("reason",)
)

NOTE_WRITTEN = event("note written", _("{note}"), erases=("note",))
NOTE_DELETED = event("note deleted", _("A note was put into the bin"), also=("note_id",))
NOTE_RESTORED = event(
    "note restored", _("A note was brought back out of the bin"), also=("note_id",)
)
INTEREST_SHOWN = event("interest shown", _("Wants to know more: {what}"), erases=("what",))

POOL_CHANGED = event(
    "pool changed",
    _("{person}: weight {weight}, capacity {capacity}"),
    also=("person_id", "before"),
    erases=("person",),
)

FILE_ATTACHED = event(
    "file attached", _("New file: {file}"), also=("file_id", "field"), erases=("file",)
)
FILE_REMOVED = event(
    "file removed", _("Removed the file {file}"), also=("file_id",), erases=("file",)
)
FILE_BROUGHT_BACK = event(
    "file brought back", _("Brought the file {file} back"), also=("file_id",), erases=("file",)
)

FOLLOWED = event("record followed", _("Follows this from now on: {people}"))
UNFOLLOWED = event("record unfollowed", _("Follows this no longer: {people}"))

NOTICE_GIVEN = event("notice given", _("{people} got a notice"))
CLOCK_WARNED = event("clock warned", _("Nearly due: {clock}"), also=("due_at",))
CLOCK_MISSED = event("clock missed", _("Not kept in time: {clock}"), also=("due_at",))
