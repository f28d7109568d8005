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
from leadline.workspace import events
from leadline.workspace.actions.leaving_parts import PARTS
from leadline.workspace.models import Handover

SLICE, FEW = 200, 40  # rows of a part in one transaction; few where every writer waits for it


@action(
    "leave firm",
    _("Takes a person out: everything they had goes to a colleague, and they sign in no more"),
)
def leave_firm(batch: Batch, subject: User, *, successor: User, reason: str = "") -> Handover:
    """What they have is given away by `hand over`, in slices.

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
    """Whether something is left to do: one part after the other, and then it is told.

    What a rule forbids to give away stays. Whoever is back meanwhile keeps the rest; a successor
    who has left meanwhile is followed by theirs.
    """
    found = Handover.objects.select_for_update(of=("self",)).select_related("successor")
    one = found.get(pk=handover.pk)
    if one.finished_at is not None:
        return False
    to = _who_stays(one)
    if one.part < len(PARTS) and not subject.is_active:
        _give_next(batch, subject, one, to)
        return True
    batch.change(one, finished_at=batch.now)
    counted = {part.counter: getattr(one, part.counter) for part in PARTS if part.counter}
    batch.happened(subject, events.PERSON_LEFT, successor=str(to), reason=one.reason, **counted)
    return False


reserve("leave firm")
reserve("hand over")


def _give_next(batch: Batch, leaver: User, one: Handover, to: User) -> None:
    """The next rows of the part that goes over; without any, the next part is begun."""
    part = PARTS[one.part]
    rows = part.theirs(leaver).filter(pk__gt=one.after).order_by("pk")
    ids = list(rows.values_list("pk", flat=True)[: at_once(SLICE, FEW)])
    if not ids:
        batch.change(one, part=one.part + 1, after=0)
        return
    given = part.give(batch, leaver, to, ids, one.reason)
    counted = {part.counter: getattr(one, part.counter) + given} if part.counter else {}
    batch.change(one, after=ids[-1], **counted)


def _who_stays(one: Handover) -> User:
    """The successor. If they have left as well: theirs, else whom they named, else who asked."""
    seen, who = set[int](), one.successor
    while not who.is_active and who.pk not in seen:
        seen.add(who.pk)
        later = Handover.objects.filter(leaver=who).select_related("successor").last()
        who = later.successor if later is not None else who.stand_in or who.manager or who
    if who.is_active or one.user is None:
        return who
    return one.user if one.user.is_active else who
