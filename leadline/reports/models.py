"""The roll-ups of reports, what they were made of, and what campaigns cost.

docs/algorithms/funnel.md says what is counted, docs/decisions/0013-roll-ups.md how it is kept.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from leadline.access.models import Team, User
from leadline.core.bin import WithBin
from leadline.core.models import Eventful
from leadline.leads.models import Source
from leadline.records.models import OfRecord, Record


class Stirred(models.Model):
    """A record of which something changed that is counted: the follower's own queue.

    Written in the transaction of the change, read once it is there, in whatever order. about: the
    record's number; null when records are gone and nobody says which.
    """

    about = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return str(self.about or "")


class Fold(models.Model):
    """The one row that a follower holds while it writes; folded_at: when the roll-ups were true.

    turn: how often they were written, so that nobody writes what they read before another did.
    """

    turn = models.BigIntegerField(default=0)
    folded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_fold")]

    def __str__(self) -> str:
        return str(self.folded_at or "")


class Journey(models.Model):
    """One lead as the roll-ups count it now, so that it can be taken out of them again.

    It outlives its record until the follower has noticed. facts: see `reports.facts`; the columns
    repeat what lists of the counted leads ask about. month: the first day of it.
    """

    record = models.OneToOneField(
        Record, models.DO_NOTHING, primary_key=True, db_constraint=False, related_name="+"
    )
    funnel = models.CharField(max_length=12)
    month = models.DateField()
    source = models.ForeignKey(Source, models.PROTECT, null=True, db_index=False, related_name="+")
    campaign = models.CharField(max_length=200, blank=True)
    owner = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, null=True, db_index=False, related_name="+")
    reached = models.SmallIntegerField()
    entered = models.SmallIntegerField()
    attempts = models.SmallIntegerField(default=0)
    is_won = models.BooleanField(default=False)
    rejected = models.CharField(max_length=80, null=True)  # noqa: DJ001  "" is one without reason
    facts = models.JSONField()

    objects = OfRecord()
    with_bin = WithBin()

    class Meta:
        indexes = [models.Index(fields=["funnel", "month", "reached"], name="journey_counted")]

    def __str__(self) -> str:
        return f"{self.funnel} {self.record_id}"


class JourneyMark(models.Model):
    """What happened on a journey: "move:MQL>SAL", "time:MQL>SAL" with seconds, "unusual:back".

    The journey's funnel, month, owner and team are repeated: a median is read along an index.
    """

    journey = models.ForeignKey(Journey, models.CASCADE, related_name="marks")
    funnel = models.CharField(max_length=12)
    month = models.DateField()
    owner = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, null=True, db_index=False, related_name="+")
    what = models.CharField(max_length=60)
    seconds = models.IntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["funnel", "what", "seconds", "month"], name="journey_mark"),
            models.Index(
                fields=["owner", "funnel", "what", "seconds", "month"],
                name="journey_mark_of_owner",
                condition=models.Q(seconds__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.what


class Tally(models.Model):
    """One cell of the roll-ups; its key is the 63-bit hash of the cell, see `reports.cells`.

    is_of_all: everybody's leads together, without owner and team.
    """

    id = models.BigIntegerField(primary_key=True)
    funnel = models.CharField(max_length=12)
    month = models.DateField()
    dimension = models.CharField(max_length=10, blank=True)
    key = models.CharField(max_length=200, blank=True)
    owner = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, null=True, db_index=False, related_name="+")
    measure = models.CharField(max_length=10)
    what = models.CharField(max_length=100, blank=True)
    is_of_all = models.BooleanField(default=False)
    number = models.BigIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(
                fields=["dimension", "measure", "is_of_all", "funnel", "month"], name="tally_asked"
            )
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.what}: {self.number}"


class Campaign(Eventful):
    """What a campaign is and costs. name: normalised, as leads' campaigns are compared with it.

    cost: in the smallest unit of `currency`; None while nobody knows it.
    """

    class Type(models.TextChoices):
        ADVERTISING = "advertising", _("Advertising")
        EVENT = "event", _("Trade fair or event")
        MAILING = "mailing", _("Mailing")
        SEARCH = "search", _("Paid search")
        CONTENT = "content", _("Content")
        PARTNER = "partner", _("Partner")
        OTHER = "other", _("Something else")

    stream: ClassVar[str] = "campaign"
    name = models.CharField(max_length=200, unique=True)
    label = models.CharField(_("Campaign"), max_length=200)
    type = models.CharField(_("Type"), max_length=12, choices=Type, default=Type.OTHER)
    begins_on = models.DateField(_("Begins on"), null=True, blank=True)
    ends_on = models.DateField(_("Ends on"), null=True, blank=True)
    cost = models.BigIntegerField(_("Cost"), null=True)
    currency = models.CharField(_("Currency"), max_length=3, blank=True)

    class Meta:
        verbose_name = _("campaign")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(cost=None) | ~models.Q(currency=""),
                name="campaign_cost_has_a_currency",
            )
        ]

    def __str__(self) -> str:
        return self.label


class Credit(models.Model):
    """To which campaign somebody credits what comes of a lead; None: to that with which it came."""

    record = models.OneToOneField(
        Record, models.CASCADE, primary_key=True, related_name="campaign_credit"
    )
    campaign = models.ForeignKey(Campaign, models.PROTECT, null=True, related_name="+")

    objects = OfRecord()
    with_bin = WithBin()

    def __str__(self) -> str:
        return str(self.campaign or "")
