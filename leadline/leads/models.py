"""A lead: somebody's interest, with where it came from; and the sources themselves."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from leadline.core.bin import WithBin
from leadline.leads.score.models import (
    EngagementSum,
    LeadScore,
    ScoreChange,
    ScoreFit,
    ScoreRules,
)
from leadline.records.models import OfRecord, Record

__all__ = [
    "EngagementSum",
    "Lead",
    "LeadScore",
    "ScoreChange",
    "ScoreFit",
    "ScoreRules",
    "Source",
]


class Source(models.Model):
    """Where leads come from; `name` is normalised, so that Google and google are one source."""

    name = models.CharField(max_length=120, unique=True)
    label = models.CharField(_("Source"), max_length=120)

    class Meta:
        verbose_name = _("source")

    def __str__(self) -> str:
        return self.label


class Lead(models.Model):
    """What a record of kind "lead" has besides: how it came, in which words, after which one.

    language: BCP 47, the language of its letters. utm, as given: JSON of the campaign parameters.
    previous: the lead of the same person that had ended before this one began.
    number: what the source calls it, such as the old system's number. is_expansion: it came of a
    contact, or of who was qualified before; it counts in the second funnel, for good.
    """

    record = models.OneToOneField(Record, models.CASCADE, primary_key=True, related_name="lead")
    source = models.ForeignKey(Source, models.PROTECT, null=True, related_name="leads")
    number = models.CharField(max_length=120, blank=True)
    campaign = models.CharField(_("Campaign"), max_length=200, blank=True)
    landing_page = models.CharField(_("Landing page"), max_length=500, blank=True)
    referrer = models.CharField(_("Referrer"), max_length=500, blank=True)
    utm = models.JSONField(default=dict, blank=True)
    language = models.CharField(_("Language"), max_length=10, blank=True)
    message = models.TextField(_("Message"), blank=True)
    received_at = models.DateTimeField()
    joined = models.PositiveIntegerField(default=0)
    previous = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", db_index=False
    )
    is_expansion = models.BooleanField(default=False)

    objects = OfRecord()
    with_bin = WithBin()

    class Meta:
        verbose_name = _("lead")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "number"],
                name="one_lead_per_number",
                condition=~models.Q(number=""),
            )
        ]

    def __str__(self) -> str:
        return str(self.record)
