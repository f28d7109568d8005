"""Whom the firm does not serve without a second look: ban list, competitors, intelligence notes."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from leadline.core.models import Eventful


class ListName(models.TextChoices):
    BAN = "ban", _("Ban list")
    COMPETITOR = "competitor", _("Competitors")
    INTELLIGENCE = "intelligence", _("Intelligence notes")


class Subject(models.TextChoices):
    EMAIL = "email", _("E-mail address")
    DOMAIN = "domain", _("Domain")
    PERSON = "person", _("Person")
    COMPANY = "company", _("Company")


class ScreeningEntry(Eventful):
    """One entry: `text` as written, `normalised` as compared; until `expires_on` or its removal.

    company: of a person, so that namesakes elsewhere are not held. belongs_to: the competitor whose
    subsidiary or domain this is.
    """

    stream: ClassVar[str] = "screening"
    list = models.CharField(_("List"), max_length=12, choices=ListName)
    kind = models.CharField(_("What"), max_length=8, choices=Subject)
    text = models.CharField(_("Entry"), max_length=254)
    normalised = models.CharField(max_length=400)
    company = models.CharField(_("Company of the person"), max_length=200, blank=True)
    belongs_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="subsidiaries"
    )
    reason = models.CharField(_("Reason"), max_length=400)
    author = models.CharField(_("Added by"), max_length=120)
    added_at = models.DateTimeField()
    expires_on = models.DateField(_("In force until"), null=True, blank=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["list", "id"],
                name="screening_in_force",
                condition=models.Q(removed_at=None),
            )
        ]

    def __str__(self) -> str:
        return self.text
