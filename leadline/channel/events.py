"""What can happen between a lead and the partner who works on it."""

from django.utils.translation import gettext_noop as _

from leadline.core.events import event

APPOINTED = event("partner appointed", _("{company} sells for us; {manager} looks after it"))
CHANGED = event("partner changed", _("{partner}: {changed}"), also=("changes",))
HANDED = event(
    "lead handed to partner",
    _("With partner {partner}, who answers by {due_at}"),
    also=("partner_id", "reason", "was"),
)
ACCEPTED = event("partner accepted", _("{partner} accepted the lead"), also=("partner_id",))
RETURNED = event(
    "partner returned",
    _("{partner} gave the lead back: {reason}"),
    also=("partner_id", "was"),
    erases=("reason",),
)
REPORTED = event(
    "partner reported", _("{partner} reports: {answer}"), also=("partner_id",), erases=("answer",)
)
WON = event(
    "partner won",
    _("{partner} has won it: {answer}"),
    also=("partner_id", "was"),
    erases=("answer",),
)
LOST = event(
    "partner lost",
    _("{partner} has lost it: {reason}"),
    also=("partner_id", "was"),
    erases=("reason",),
)
LATE = event(
    "partner answer missed", _("{partner} has not answered by {due_at}"), also=("partner_id",)
)
WRITTEN_AGAIN = event(
    "partner written to again", _("{partner} is written to again"), also=("partner_id",)
)
WITHDRAWN = event(
    "lead withdrawn from partner",
    _("Taken back from partner {partner}: {reason}"),
    also=("partner_id", "was"),
)
