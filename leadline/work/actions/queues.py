"""What people do with a queue: they take from it, and have a rule tried once more."""

from dataclasses import replace

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.access.models import User
from leadline.core.actions import action
from leadline.core.batch import Batch
from leadline.core.errors import Refused
from leadline.records.actions import assign
from leadline.records.cause import BY_HAND
from leadline.records.events import OWNED, ROUTED
from leadline.records.models import Record
from leadline.records.routing.finding import Asking, decide, owner_rule


@action(
    _("take"),
    _("Takes a record that waits in a queue."),
    events=(OWNED,),
)
def take(batch: Batch, record: Record) -> None:
    """It belongs to whoever takes it first. Raises Refused where somebody was faster."""
    if record.owner_id is not None or not record.queue:
        raise Refused(gettext("Somebody has it already."))
    user = User.objects.filter(pk=batch.actor.user_id or 0).first()
    if user is None:
        raise Refused(gettext("Only a colleague can take it."))
    assign.within(batch, record, owner=user, reason=gettext("taken from the queue"))


@action(
    _("route again"),
    _("Asks once more who should have a record that nobody has."),
    events=(ROUTED,),
)
def route_again(batch: Batch, record: Record) -> None:
    """By the rule of the stage it stands at, as that is now. Raises Refused while nobody can."""
    if record.owner_id is not None:
        raise Refused(gettext("Somebody has it already."))
    who = owner_rule(record)
    if who is None:
        raise Refused(gettext("Its playbook does not say who should have it here."))
    decided = decide(batch, record, who, Asking())
    if decided.user is None:
        raise Refused(gettext("Still nobody can take it: they are away, full or not in the pool."))
    why = {"text": f"owner: {who.text}", "route": decided.json()}
    cause = replace(BY_HAND, why=why)
    assign.within(batch, record, owner=decided.user, reason=who.text, routed=True, cause=cause)
