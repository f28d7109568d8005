"""What happens to a trial; the record that it was opened for hears all of it."""

from django.utils.translation import gettext_noop as _

from leadline.core.events import event

ANSWERS = ("finishes", "failed")

ASKED = event(
    "trial asked for", _("Trial of {product} is being opened"), also=("days", "users", "was")
)
OPENED = event(
    "trial opened",
    _("Trial of {product} is open until {until}"),
    also=("days", "users", "was", *ANSWERS),
)
REFUSED = event("trial refused", _("The product refused the trial: {failed}"), also=ANSWERS)
FAILED = event("trial failed", _("The trial could not be carried out: {failed}"), also=ANSWERS)
LATE = event("trial delayed", _("{product} has not answered for {minutes} minutes"))
EXTENDING = event(
    "trial extension asked for", _("Trial of {product} is being extended until {until}")
)
EXTENDED = event(
    "trial extended", _("Trial extended until {until}"), also=("before", "was", *ANSWERS)
)
ENDING = event("trial end asked for", _("Trial of {product} is being ended"))
EXPIRED = event("trial expired", _("Trial of {product} has expired"), also=("was", *ANSWERS))
ENDED = event("trial ended", _("Trial of {product} was ended early"), also=("was", *ANSWERS))
USED = event("trial used", _("They signed in to {product} for the first time"))
