"""What happens to colleagues and everything they had."""

from django.utils.translation import gettext_noop as _

from leadline.core.events import event

PERSON_LEFT = event(
    "person left",
    _("Left; {successor} has {records} records and {tasks} tasks of theirs"),
    also=("reason",),
)
