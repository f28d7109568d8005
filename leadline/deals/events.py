"""What happens to deals, and to the leads that they grow out of."""

from django.utils.translation import gettext_noop as _

from leadline.core.events import event

OPENED = event("deal opened", _("Deal opened: {deal}"))
AMOUNT_SET = event("deal amount set", _("Amount: {amount}"), also=("before",))
WON = event("deal won", _("Won: {amount}"), also=("was",))
LOST = event("deal lost", _("Lost: {reason}"), also=("words", "was"), erases=("words",))
CUSTOMER = event(
    "company became a customer",
    _("{company} is a customer now: its first deal was won"),
    also=("deal_id",),
)
DELETED = event("deal deleted", _("Deal put into the bin: {deal}"), also=("was",))
