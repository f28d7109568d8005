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
USED = event(
    "trial used",
    _("They signed in to {product} for the first time"),
    also=("sign_ins", "seen_at", "was"),
)
USED_AGAIN = event(
    "trial usage reported",
    _("They have signed in to {product} {sign_ins} times"),
    also=("before", "seen_at", "was"),
)
PRODUCT_OFFERED = event("product offered", _("{product} can be tried"), also=("how",))
PRODUCT_CHANGED = event("product changed", _("Changed: {changed}"), also=("changes",))
SECRET_RENEWED = event("secret renewed", _("Calls are signed with a new secret from now on"))
USAGE_TOKEN_RENEWED = event(
    "usage token renewed", _("A new token for reports of usage was made; the one before is refused")
)
HOOK_TRIED = event("hook tried", _("A test call was made: {outcome}"))
