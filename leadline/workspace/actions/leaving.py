"""A colleague leaves: they sign in no more at once, and all they have goes over in slices."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.access.actions import change_profile, switch_off
from leadline.access.models import User
from leadline.access.roles import reserve
from leadline.core.actions import action
from leadline.core.batch import Batch
from leadline.core.batch_size import at_once
from leadline.core.errors import Invalid
from leadline.records.actions import hand_over_records
from leadline.records.models import Record
from leadline.work.actions.following import stop_following_everything
from leadline.work.actions.handing_over import hand_over_tasks
from leadline.work.models import OPEN, Task
from leadline.workspace import events
from leadline.workspace.models import Handover

SLICE, FEW = 200, 40  # records or tasks in one transaction; few where every writer waits for it


@action(
    "leave firm",
    _("Takes a person out: everything they had goes to a colleague, and they sign in no more"),
)
def leave_firm(batch: Batch, subject: User, *, successor: User, reason: str = "") -> Handover:
    """What they have is given away by `hand over`; they follow nothing any more.

    Who reported to them reports to their manager, else the successor. Raises Invalid for a
    successor who is not there, and Refused for the last one in charge.
    """
    running = Handover.objects.filter(leaver=subject, finished_at=None).first()
    if running is not None and not subject.is_active:
        return running
    if successor.pk == subject.pk or not successor.is_active:
        told = gettext("Choose a colleague who stays.")
        raise Invalid(told, {"successor": told})
    switch_off.within(batch, subject)
    stop_following_everything.within(batch, subject)
    for one in User.objects.filter(manager=subject).order_by("pk"):
        above = subject.manager if subject.manager_id != one.pk else None
        above = above or (successor if successor.pk != one.pk else None)
        change_profile.within(batch, one, values={"manager": above})
    for one in User.objects.filter(stand_in=subject).order_by("pk"):
        behind = successor if successor.pk != one.pk else None
        change_profile.within(batch, one, values={"stand_in": behind})
    return batch.add(
        Handover(
            leaver=subject,
            successor=successor,
            user_id=batch.actor.user_id,
            reason=reason,
            asked_at=batch.now,
        )
    )


@action(
    "hand over",
    _("Gives the next part of what a person had to their successor"),
    events=(events.PERSON_LEFT,),
)
def hand_over(batch: Batch, subject: User, *, handover: Handover) -> bool:
    """Whether something is left to do. First the records, then the tasks, then it is told.

    What a rule forbids to give away stays. Whoever is back meanwhile keeps the rest; a successor
    who has left meanwhile is followed by theirs.
    """
    found = Handover.objects.select_for_update(of=("self",)).select_related("successor")
    one = found.get(pk=handover.pk)
    if one.finished_at is not None:
        return False
    some, to = at_once(SLICE, FEW), _who_stays(one.successor)
    records = Record.objects.filter(owner=subject, outcome="", pk__gt=one.after).order_by("pk")
    if ids := [] if subject.is_active else list(records.values_list("pk", flat=True)[:some]):
        given = hand_over_records.within(batch, subject, to=to, reason=one.reason, some=ids)
        batch.change(one, records=one.records + given, after=ids[-1])
        return True
    tasks = Task.objects.filter(OPEN, assignee=subject).order_by("pk")
    if ids := [] if subject.is_active else list(tasks.values_list("pk", flat=True)[:some]):
        given = hand_over_tasks.within(batch, subject, to=to, some=ids)
        batch.change(one, tasks=one.tasks + given)
        return True
    batch.change(one, finished_at=batch.now)
    batch.happened(
        subject,
        events.PERSON_LEFT,
        successor=str(to),
        records=one.records,
        tasks=one.tasks,
        reason=one.reason,
    )
    return False


reserve("leave firm")
reserve("hand over")


def _who_stays(successor: User) -> User:
    """The successor, or theirs, if they have left as well."""
    seen = set[int]()
    while not successor.is_active and successor.pk not in seen:
        seen.add(successor.pk)
        later = Handover.objects.filter(leaver=successor).select_related("successor").last()
        successor = later.successor if later is not None else successor
    return successor
