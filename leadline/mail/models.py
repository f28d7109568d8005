"""A letter from the moment somebody asks for it until it has left, and its private link."""

from datetime import datetime
from math import ceil

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from leadline.access.models import User
from leadline.core.bin import WithBin
from leadline.parties.models import Person
from leadline.playbooks.models import Version
from leadline.records.models import OfRecord, Record


class State(models.TextChoices):
    """Where a letter is. Waiting ones may be taken back; sent ones never change."""

    HELD = "held", _("Held")
    WAITING = "waiting", _("Waiting")
    SENDING = "sending", _("Sending")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")
    TAKEN_BACK = "taken back", _("Taken back")
    UNCLEAR = "unclear", _("Unclear whether it left")


class Hold(models.TextChoices):
    """Why a letter does not leave until somebody does something."""

    NOBODY = "nobody", _("Nobody is named whom it could go to.")
    NO_ADDRESS = "no address", _("No e-mail address is known.")
    NO_BASIS = "no basis", _("Nothing says that this person may be written to.")
    REFUSED = "refused", _("This person asked not to be written to.")
    NO_OWNER = "no owner", _("It names its owner, and nobody has it yet.")
    NO_PHONE = "no phone", _("It names its owner's phone number, and their profile has none.")
    LATE = "late", _("It would leave later than it was meant to. Decide whether it still fits.")


class PrivateLink(models.Model):
    """Opens the short page of one record for one person. The token is not kept, see `links`."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="private_links")
    person = models.ForeignKey(Person, models.CASCADE, null=True, db_index=False, related_name="+")
    nonce = models.CharField(max_length=32)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    objects = OfRecord()
    with_bin = WithBin()

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d} – {self.expires_at:%Y-%m-%d}"


class Letter(models.Model):
    """One letter to one address.

    key: names the effect that asked for it; a second letter of the same key cannot be.
    template: its name in the playbook `version`; "" for one that a person wrote.
    to: the address; person or user: whose it is. copy_to: who gets a copy.
    subject, text, html: as written by a person, and for every letter as sent.
    send_after: not before this moment; until then it can be taken back.
    lease_until: who sends it says by then what came of it; past it, nobody knows.
    held_for: why it is held; problem: what went wrong, as a sentence.
    why, depth: of the cause, for the events that follow.
    """

    record = models.ForeignKey(Record, models.CASCADE, related_name="letters")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="letters")
    user = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    copy_to = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    written_by = models.ForeignKey(
        User, models.PROTECT, null=True, db_index=False, related_name="+"
    )
    version = models.ForeignKey(Version, models.PROTECT, null=True, db_index=False)
    link = models.ForeignKey(PrivateLink, models.PROTECT, null=True, db_index=False)
    key = models.CharField(max_length=300, null=True, unique=True)  # noqa: DJ001 - only nulls may repeat
    template = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=10, blank=True)
    to = models.CharField(max_length=254, blank=True)
    state = models.CharField(max_length=10, choices=State)
    held_for = models.CharField(max_length=10, choices=Hold, blank=True)
    problem = models.CharField(max_length=500, blank=True)
    asked_at = models.DateTimeField()
    send_after = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    message_id = models.CharField(max_length=150, blank=True)
    subject = models.CharField(_("Subject"), max_length=250, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    why = models.JSONField(null=True)
    depth = models.PositiveSmallIntegerField(default=0)

    objects = OfRecord()
    with_bin = WithBin()

    class Meta:
        indexes = [
            models.Index(
                fields=["state", "send_after"],
                name="letter_not_sent",
                condition=~Q(state__in=["sent", "taken back"]),
            )
        ]
        verbose_name = _("letter")

    def __str__(self) -> str:
        return self.subject or self.template

    @property
    def is_by_person(self) -> bool:
        """A person asked for it; it counts as an attempt to reach somebody."""
        return self.written_by_id is not None

    def can_be_taken_back(self) -> bool:
        return self.state in (State.HELD, State.WAITING)

    def seconds_left(self, now: datetime) -> int:
        """How long it still waits, 0 when it leaves as soon as it can."""
        if self.state != State.WAITING:
            return 0
        return max(0, ceil((self.send_after - now).total_seconds()))
