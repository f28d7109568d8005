"""A file as somebody handed it in; its content is kept once, whoever hands it in again."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from leadline.access.models import User
from leadline.files.kinds import Kind


class File(models.Model):
    """What it was called, what it is, and who handed it in.

    hash: SHA-256 of the content (see `store`). handed_in_by: the kind of actor
    (person, customer, machine, automation). uploaded_by: the person of the firm, if it was one.
    """

    hash = models.CharField(max_length=64, db_index=True)
    name = models.CharField(_("Name"), max_length=120)
    size = models.PositiveBigIntegerField(_("Size in bytes"))
    kind = models.CharField(_("Kind"), max_length=4, choices=Kind)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False)
    handed_in_by = models.CharField(max_length=10)

    class Meta:
        verbose_name = _("file")

    def __str__(self) -> str:
        return self.name
