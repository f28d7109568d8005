"""What is done across several apps at once."""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.access.actions import change_profile, switch_off
from leadline.access.models import User
from leadline.access.roles import reserve
from leadline.core.actions import action
from leadline.core.batch import Batch
from leadline.core.errors import Invalid
from leadline.records.actions import hand_over_records
from leadline.work.actions.following import stop_following_everything
from leadline.work.actions.handing_over import hand_over_tasks
from leadline.workspace import events


@dataclass(frozen=True)
class HandedOver:
    """How many records and tasks changed hands."""

    records: int
    tasks: int


@action(
    "leave firm",
    _("Takes a person out: everything they had goes to a colleague, and they sign in no more"),
    events=(events.PERSON_LEFT,),
)
def leave_firm(batch: Batch, subject: User, *, successor: User, reason: str = "") -> HandedOver:
    """All of it or nothing; they follow nothing any more.

    Who reported to them reports to their manager, else the successor.

    Raises Invalid for a successor who is not there, and Refused for the last one in charge.
    """
    if successor.pk == subject.pk or not successor.is_active:
        told = gettext("Choose a colleague who stays.")
        raise Invalid(told, {"successor": told})
    switch_off.within(batch, subject)
    records = hand_over_records.within(batch, subject, to=successor, reason=reason)
    tasks = hand_over_tasks.within(batch, subject, to=successor)
    stop_following_everything.within(batch, subject)
    for one in User.objects.filter(manager=subject).order_by("pk"):
        above = subject.manager if subject.manager_id != one.pk else None
        above = above or (successor if successor.pk != one.pk else None)
        change_profile.within(batch, one, values={"manager": above})
    for one in User.objects.filter(stand_in=subject).order_by("pk"):
        behind = successor if successor.pk != one.pk else None
        change_profile.within(batch, one, values={"stand_in": behind})
    batch.happened(
        subject,
        events.PERSON_LEFT,
        successor=str(successor),
        records=records,
        tasks=tasks,
        reason=reason,
    )
    return HandedOver(records, tasks)


reserve("leave firm")
