"""Published playbooks: each version is frozen by its hash and never changes."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from leadline.core.models import Eventful


class Published(Eventful):
    """A playbook that is in use under its name; new records start on its current version."""

    stream: ClassVar[str] = "playbook"
    name = models.CharField(_("Name"), max_length=80, unique=True)
    title = models.CharField(_("Title"), max_length=200)
    current = models.ForeignKey("Version", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("playbook")

    def __str__(self) -> str:
        return self.title


class About(models.TextChoices):
    """What a custom field is about; its answers are kept there."""

    LEAD = "lead", _("Leads")
    DEAL = "deal", _("Deals")
    COMPANY = "company", _("Companies")
    PERSON = "person", _("People")


class CustomField(Eventful):
    """A field that the firm has added to those of its playbooks; it is retired, never deleted.

    key: its name as conditions compare it. choices: in the shapes of `custom.Choice`, none of them
    ever taken away, since answers and texts may name it.
    """

    stream: ClassVar[str] = "custom field"
    key = models.CharField(max_length=80, unique=True)
    about = models.CharField(_("About"), max_length=10, choices=About)
    name = models.CharField(_("Name"), max_length=60)
    name_zh = models.CharField(_("Name in Chinese"), max_length=60, blank=True)
    kind = models.CharField(_("Kind"), max_length=20)
    choices = models.JSONField(default=list)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("custom field")

    def __str__(self) -> str:
        return self.name


class Version(models.Model):
    """A playbook as it was published: every file by its path, and the hash of them all.

    settled_at: when its records that may go on by a newer version had done so; null while they have
    not, and for the version in force.
    """

    playbook = models.ForeignKey(Published, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)
    files = models.JSONField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["playbook", "number"], name="one_version_per_number"),
            models.UniqueConstraint(fields=["playbook", "hash"], name="one_version_per_hash"),
        ]

    def __str__(self) -> str:
        return f"{self.playbook} {self.number}"


class Signature(models.Model):
    """Somebody agreed, for one side, to the definition or the promises, in exactly these words.

    part: of playbooks.agreement. hash: of the words. version: the one in which they were read.
    """

    playbook = models.ForeignKey(Published, models.PROTECT, related_name="signatures")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+", db_index=False)
    part = models.CharField(max_length=10)
    hash = models.CharField(max_length=64)
    words = models.TextField()
    role = models.CharField(max_length=80)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    signed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("signature")
        constraints = [
            models.UniqueConstraint(
                fields=["playbook", "part", "hash", "role"], name="one_signature_per_role"
            )
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.user}"
