"""What people do with a queue: they take from it, and have a rule tried once more."""

from dataclasses import replace

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.core.actions import action
from leadline.core.batch import Batch
from leadline.core.errors import Refused
from leadline.records.actions import assign
from leadline.records.cause import BY_HAND
from leadline.records.events import ROUTED
from leadline.records.models import Record
from leadline.records.routing.finding import Asking, decide, owner_rule


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
