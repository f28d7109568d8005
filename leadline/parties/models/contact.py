"""On what basis a person may be contacted, and who asked not to be."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from leadline.parties.models.parties import Person


class Channel(models.TextChoices):
    EMAIL = "email", _("E-mail")
    PHONE = "phone", _("Phone")
    POST = "post", _("Post")
    CHAT = "chat", _("Chat")
    WEB = "web", _("Website visits")


class BasisKind(models.TextChoices):
    CONSENT = "consent", _("Consent")
    EXISTING_CUSTOMER = "existing customer", _("Existing customer")
    LEGITIMATE_INTEREST = "legitimate interest", _("Legitimate interest")
    NONE = "none", _("None")


class Basis(models.Model):
    """Why a person may be contacted on a channel: `wording` they agreed to, `proof` of when."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="bases")
    channel = models.CharField(_("Channel"), max_length=5, choices=Channel)
    kind = models.CharField(_("Basis"), max_length=20, choices=BasisKind)
    wording = models.TextField(_("Wording"), blank=True)
    given_at = models.DateTimeField()
    proof = models.CharField(_("Proof"), max_length=400, blank=True)
    expires_on = models.DateField(_("In force until"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    note = models.TextField(_("Note"), blank=True)

    def __str__(self) -> str:
        return f"{self.get_channel_display()}: {self.get_kind_display()}"


class DoNotContact(models.Model):
    """A wish not to be contacted, on one channel or ("") on all; it outranks every basis.

    hash: of the mailbox or number, so that the wish also holds for another person's record with
    the same one, and after this person was erased.
    """

    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="wishes")
    channel = models.CharField(_("Channel"), max_length=5, choices=Channel, blank=True)
    hash = models.BigIntegerField(null=True, db_index=True)
    words = models.CharField(_("In their words"), max_length=400, blank=True)
    asked_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.get_channel_display() or str(_("Every channel"))
