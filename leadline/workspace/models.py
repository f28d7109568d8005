"""What a person keeps of the lists, views under a name and columns; what a leaver gives away."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from leadline.access.models import Team, User
from leadline.core.models import Eventful

LONGEST_NAME = 60


class Shared(models.TextChoices):
    MINE = "mine", _("Only me")
    TEAM = "team", _("My team")
    ALL = "all", _("Everybody")


class View(Eventful):
    """A list under a name. query: the address that it is, in the canonical form of `Wanted`.

    columns: names; empty where each reader has their own. team: with whom it is shared, if it is
    shared with a team. removed_at: since when it lies in the bin.
    """

    stream: ClassVar[str] = "view"
    owner = models.ForeignKey(User, models.PROTECT, related_name="views")
    team = models.ForeignKey(Team, models.SET_NULL, null=True, related_name="views")
    kind = models.CharField(max_length=16)
    name = models.CharField(_("Name"), max_length=LONGEST_NAME)
    query = models.TextField(blank=True)
    columns = models.JSONField(default=list)
    shared = models.CharField(max_length=4, choices=Shared, default=Shared.MINE)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("view")

    def __str__(self) -> str:
        return self.name


class Pin(models.Model):
    """A view that stands in a person's navigation, with its number of records."""

    user = models.ForeignKey(User, models.CASCADE, related_name="pins")
    view = models.ForeignKey(View, models.CASCADE, related_name="pins", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "view"], name="one_pin_per_view")]

    def __str__(self) -> str:
        return f"{self.user}: {self.view}"


class Columns(models.Model):
    """The columns that a person wants in lists of one kind, by name and in this order."""

    user = models.ForeignKey(User, models.CASCADE, related_name="list_columns")
    kind = models.CharField(max_length=16)
    names = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="one_set_of_columns")]

    def __str__(self) -> str:
        return f"{self.user}: {self.kind}"


class Handover(models.Model):
    """What somebody who left had goes to a successor, in slices, until it is finished.

    user: who asked for it. part: which of `leaving_parts` goes over now; after: the last row of it
    that was looked at. records, tasks, companies, partners: how many have changed hands.
    """

    leaver = models.ForeignKey(User, models.PROTECT, related_name="handovers")
    successor = models.ForeignKey(User, models.PROTECT, db_index=False, related_name="+")
    user = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    reason = models.CharField(_("Reason"), max_length=200, blank=True)
    part = models.PositiveSmallIntegerField(default=0)
    after = models.BigIntegerField(default=0)
    records = models.PositiveIntegerField(default=0)
    tasks = models.PositiveIntegerField(default=0)
    companies = models.PositiveIntegerField(default=0)
    partners = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("handover")
        indexes = [
            models.Index(
                fields=["asked_at"],
                name="handover_due",
                condition=models.Q(finished_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.leaver}: {self.successor}"
