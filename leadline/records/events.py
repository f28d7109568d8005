"""What can happen to a record, whatever its kind."""

from django.utils.translation import gettext_noop as _

from leadline.core.events import event

ENTERED = event("stage entered", _("Moved to {stage}"), also=("from", "line", "visit", "mark"))
ENDED = event("record ended", _("Closed as {stage}"), also=("outcome", "from", "line", "visit"))
PLACED = event("placed", _("Placed at {stage} as it was in the old system"), also=("on", "outcome"))
ANSWERED = event(
    "answer given",
    _("{field}: {value}"),
    also=("evidence", "before"),
    erases=("value", "before"),
)
FORGOTTEN = event(
    "answer asked again", _("Asked anew: {field}"), also=("before",), erases=("before",)
)
OWNED = event(
    "owner changed", _("{owner} has it now"), also=("owner_id", "before", "reason", "was")
)
ROUTED = event("routed", _("Given to {owner}"), also=("owner_id", "before", "reason", "was"))
QUEUED = event("queued", _("Waits in the queue “{queue}”"), also=("before", "reason", "was"))
GIVEN_BACK = event(
    "record given back", _("{owner} gave it back: {reason}"), also=("owner_id", "visit")
)
TURN_RETURNED = event(
    "turn returned", _("{owner} gets another turn for it"), also=("owner_id", "pool", "reason")
)
MOVE_ASKED = event(
    "move asked",
    _("Asked to move to {to}"),
    also=("line", "answers", "passing"),
    erases=("answers", "passing"),
)
MOVE_TAKEN_BACK = event("wish taken back", _("No longer on its way to {to}"))
MOVE_REFUSED = event("move refused", _("Not moved to {to}; allowed from here: {allowed}"))
STUCK = event("record stuck", _("Automation stopped here: {reason}"))
RELEASED = event("record released", _("Automation goes on"))
RECORD_DELETED = event("record deleted", _("Put into the bin"))
RECORD_RESTORED = event("record restored", _("Brought back out of the bin"))
RECORD_GONE = event("record gone", _("Gone for good; it lay in the bin for 30 days"))
PARTY_CHANGED = event(
    "party changed", _("Belongs to {name} now, before to {before}"), erases=("name", "before")
)
