"""What can happen to a letter, told in the history of the record that it is about.

`letter` is the template's name or the written subject, `finishes` the key of the effect that asked
for it, `failed` why that effect has failed.
"""

from django.utils.translation import gettext_noop as _

from leadline.core.events import event

_ALSO = ("letter_id", "finishes")
_PERSONAL = ("letter", "to")

SENT = event("letter sent", _("Sent “{letter}” to {to}"), also=(*_ALSO, "was"), erases=_PERSONAL)
SENT_BY_PERSON = event(
    "letter sent by a person",
    _("Wrote “{letter}” to {to}"),
    also=(*_ALSO, "was"),
    erases=_PERSONAL,
)
HELD = event("letter held", _("Held “{letter}”: {reason}"), erases=("letter",))
FAILED = event(
    "letter failed",
    _("Could not send “{letter}” to {to}: {reason}"),
    also=(*_ALSO, "failed"),
    erases=(*_PERSONAL, "reason"),
)
TAKEN_BACK = event(
    "letter taken back",
    _("Took back “{letter}” before it left"),
    also=(*_ALSO, "failed"),
    erases=("letter",),
)
UNCLEAR = event(
    "letter interrupted",
    _("Nobody knows whether “{letter}” reached {to}: the sending was cut off"),
    also=("letter_id",),
    erases=_PERSONAL,
)
REPLIED = event(
    "reply received",
    _("Answered “{letter}”"),
    also=("letter_id", "message"),
    erases=("letter", "message"),
)
RELEASED = event(
    "letter released", _("Released “{letter}”"), also=("letter_id",), erases=("letter",)
)
