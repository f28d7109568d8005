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
