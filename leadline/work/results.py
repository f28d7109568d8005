"""What can come of a call, and what each result means; never a status of anything."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CallResult(models.TextChoices):
    """The outcome of one attempt to reach a person by phone."""

    CONNECTED = "connected", _("Talked with them")
    NO_ANSWER = "no answer", _("No answer")
    BUSY = "busy", _("Busy")
    VOICEMAIL = "left voicemail", _("Left a voicemail")
    HUNG_UP = "hung up", _("Hung up at once")
    SWITCHED_OFF = "switched off", _("Switched off")
    WRONG_NUMBER = "wrong number", _("Wrong number")
    INVALID_NUMBER = "invalid number", _("Invalid number")

    @property
    def is_conversation(self) -> bool:
        """They really talked; every other result is a call that failed."""
        return self is CallResult.CONNECTED

    @property
    def spoils_number(self) -> bool:
        """The number does not lead to this person, so that it should not be dialed again."""
        return self in (CallResult.WRONG_NUMBER, CallResult.INVALID_NUMBER)
