"""Scores of leads, the rules they were worked out by, and how they changed."""

from typing import ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from leadline.core.bin import WithBin
from leadline.core.models import Eventful
from leadline.playbooks.models import Published, Version
from leadline.records.models import OfRecord, Record

ENDED = 2**63 - 1  # behind every lead


class ScoreRules(Eventful):
    """The points of a playbook in one meaning; a later version that gives the same shares them.

    hash: of what the points mean. version: the first that said so. in_force_at: since when; the
    latest of a playbook holds. upto: the last lead that was worked out by them, by id, of `scored`
    leads, of which `changed` had another score then. reviewed_at: when people last looked whether
    it still predicts. ended_at: since when the playbook gives no points; null while it does. Once
    no lead has any left, `upto` is ENDED, so that nobody looks again.
    """

    stream: ClassVar[str] = "score"
    playbook = models.ForeignKey(Published, models.CASCADE, related_name="score_rules")
    version = models.ForeignKey(Version, models.PROTECT, db_index=False, related_name="+")
    number = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)
    in_force_at = models.DateTimeField()
    upto = models.BigIntegerField(default=0)
    scored = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+"
    )

    class Meta:
        verbose_name = _("scoring rules")
        constraints = [
            models.UniqueConstraint(fields=["playbook", "hash"], name="one_score_per_meaning"),
            models.UniqueConstraint(fields=["playbook", "number"], name="one_score_per_number"),
        ]

    def __str__(self) -> str:
        return f"{self.playbook} {self.number}"


class LeadScore(models.Model):
    """What a lead stands at. rules: those by which it last changed; null where none are in force.

    fit, lasting: points that do not fade, for what they are and did. heard_seq: the last event that
    was counted. responded_at: when they last showed that they are there.
    """

    record = models.OneToOneField(Record, models.CASCADE, primary_key=True, related_name="score")
    rules = models.ForeignKey(ScoreRules, models.PROTECT, null=True, db_index=False)
    fit = models.IntegerField(default=0)
    band = models.CharField(max_length=10, blank=True)
    lasting = models.IntegerField(default=0)
    heard_seq = models.PositiveIntegerField(default=0)
    responded_at = models.DateTimeField(null=True)

    objects = OfRecord()
    with_bin = WithBin()

    class Meta:
        verbose_name = _("lead score")

    def __str__(self) -> str:
        return f"{self.band} {self.fit}"


class EngagementSum(models.Model):
    """Points of one half-life (minutes), kept forward: see `leads.score.decay`."""

    record = models.ForeignKey(Record, models.CASCADE, db_index=False, related_name="engagement")
    half_life = models.PositiveIntegerField()
    epoch = models.IntegerField()
    amount = models.FloatField()

    objects = OfRecord()
    with_bin = WithBin()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "half_life"], name="one_sum_per_half_life")
        ]

    def __str__(self) -> str:
        return f"{self.amount} / {self.half_life}"


class ScoreChange(models.Model):
    """One entry of a score's history. before: the score until then, null at the first.

    why: the lines that gave the fit, each with its points and the values it looked at, and the
    events that were counted.
    """

    record = models.ForeignKey(Record, models.CASCADE, db_index=False, related_name="score_changes")
    rules = models.ForeignKey(ScoreRules, models.PROTECT, db_index=False)
    changed_at = models.DateTimeField()
    fit = models.IntegerField()
    band = models.CharField(max_length=10, blank=True)
    engagement = models.IntegerField()
    score = models.IntegerField()
    before = models.IntegerField(null=True)
    why = models.JSONField(encoder=DjangoJSONEncoder)

    objects = OfRecord()
    with_bin = WithBin()

    class Meta:
        indexes = [models.Index(fields=["record", "-id"], name="score_history")]

    def __str__(self) -> str:
        return f"{self.score}"


class ScoreFit(models.Model):
    """Points learned from the leads of a playbook that have ended; the worker works them out.

    since_on: those that ended before are left out. is_at_capture: only what no colleague supplies.
    without: fields that are left out. told: see `leads.scorecard.told`. reason: why nothing was
    learned, "" while it is not known or where something was.
    """

    playbook = models.ForeignKey(Published, models.CASCADE, related_name="score_fits")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+"
    )
    asked_at = models.DateTimeField()
    since_on = models.DateField(_("Ended since"), null=True, blank=True)
    is_at_capture = models.BooleanField(_("Only what is known when a lead arrives"), default=False)
    without = models.JSONField(default=list, blank=True)
    finished_at = models.DateTimeField(null=True)
    told = models.JSONField(default=dict)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("learned points")
        indexes = [
            models.Index(
                fields=["asked_at"],
                name="score_fit_due",
                condition=models.Q(finished_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return str(self.playbook)
