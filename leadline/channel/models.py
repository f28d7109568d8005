"""Partners – distributors and others who sell for us – and the leads that stand with them."""

from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from leadline.access.models import User
from leadline.core.bin import WithBin
from leadline.core.mailed import UNMAILED, Mailed
from leadline.core.models import Eventful
from leadline.parties.models import Company
from leadline.records.models import OfRecord, Record


class Within(models.TextChoices):
    """How long a partner has to answer, in their working time."""

    HOURS = "4 working hours", _("4 working hours")
    DAY = "1 working day", _("1 working day")
    TWO_DAYS = "2 working days", _("2 working days")
    WEEK = "5 working days", _("5 working days")


class Partner(Eventful):
    """A company that sells for us.

    manager: the colleague who looks after it and has its leads with us. email, contact, language:
    whom we write to. countries, segment: whose leads it gets by a route; none and "" for any.
    hours: of its working days, Monday to Friday, in its zone; country: whose holidays it has.
    """

    stream: ClassVar[str] = "partner"
    company = models.ForeignKey(Company, models.PROTECT, related_name="partners")
    manager = models.ForeignKey(
        User, models.PROTECT, db_index=False, related_name="+", verbose_name=_("Who looks after it")
    )
    contact = models.CharField(_("Contact"), max_length=120, blank=True)
    email = models.EmailField(_("E-mail address"), max_length=254)
    language = models.CharField(_("Language"), max_length=10, default="en")
    countries = models.JSONField(_("Countries"), default=list, encoder=DjangoJSONEncoder)
    segment = models.CharField(_("Segment"), max_length=80, blank=True)
    within = models.CharField(
        _("Time to answer"), max_length=40, choices=Within, default=Within.DAY
    )
    zone = models.CharField(_("Time zone"), max_length=40)
    country = models.CharField(_("Country of the holidays"), max_length=2, blank=True)
    hours = models.CharField(_("Working hours"), max_length=80, default="09:00–17:30")
    is_active = models.BooleanField(_("It gets leads"), default=True)

    class Meta:
        verbose_name = _("partner")

    def __str__(self) -> str:
        return str(self.company)


class State(models.TextChoices):
    """How a lead stands with a partner."""

    WAITING = "waiting", _("Not answered yet")
    ACCEPTED = "accepted", _("Accepted")
    RETURNED = "returned", _("Given back")
    WON = "won", _("Won")
    LOST = "lost", _("Lost")
    WITHDRAWN = "withdrawn", _("Taken back by us")


OPEN = (State.WAITING, State.ACCEPTED)
NOT_WRITTEN = UNMAILED & Q(state=State.WAITING)


class PartnerLead(Mailed):
    """A lead that was handed to a partner; it stays ours in lists and reports.

    nonce: what its private link is worked out from. late_at: when it was told that nobody had
    answered. mailed_at: when the letter with the link left.
    """

    record = models.ForeignKey(Record, models.CASCADE, related_name="partner_leads")
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="leads")
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    nonce = models.CharField(max_length=32)
    handed_at = models.DateTimeField()
    due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    late_at = models.DateTimeField(null=True)

    objects = OfRecord()
    with_bin = WithBin()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record"], condition=Q(state__in=OPEN), name="lead_with_one_partner"
            )
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                name="partner_answer_due",
                condition=Q(state=State.WAITING, late_at=None),
            ),
            models.Index(
                fields=["handed_at"],
                name="partner_not_written",
                condition=NOT_WRITTEN,
            ),
        ]
        verbose_name = _("lead with a partner")

    def __str__(self) -> str:
        return f"{self.record_id}: {self.partner}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN
