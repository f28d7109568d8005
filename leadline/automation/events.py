"""What happens to the worker itself."""

from django.utils.translation import gettext_noop as _

from leadline.core.events import event

HELD = event("worker held", _("Automation waits for a person: {reason}"))
LET_GO = event("worker let go", _("Automation goes on"), also=("dropped",))
GATE_PASSED = event(
    "guard passed",
    _("{action} was done all the same: {reason}"),
    also=("guard",),
    erases=("reason",),
)
