"""What happens to a playbook."""

from django.utils.translation import gettext_noop as _

from leadline.core.events import event

PUBLISHED = event(
    "playbook published", _("Published as version {number}"), also=("hash", "warnings")
)
CONFIRMED = event(
    "statement confirmed",
    _("{by} confirmed the statement of {month} for {role}"),
)
SIGNED = event(
    "playbook signed",
    _("{by} signed for {role}, version {number}"),
    also=("hash", "part"),
)
