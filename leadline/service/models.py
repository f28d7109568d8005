"""Products, the right to use them for a time, and the calls that carry an opening or end out."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from leadline.access.models import User
from leadline.core.models import Eventful
from leadline.records.models import Record

LATE_AFTER = timedelta(minutes=15)


class How(models.TextChoices):
    """Who opens and ends access to a product."""

    HOOK = "hook", _("The product itself, by a signed call")
    TASK = "task", _("A person, who ticks a task")


class State(models.TextChoices):
    OPENING = "opening", _("Opening …")
    OPEN = "open", _("Open")
    ENDING = "ending", _("Ending …")
    ENDED = "ended", _("Ended")
    REFUSED = "refused", _("Refused")


PENDING = models.Q(done_at=None, refused="")
BY_HAND = PENDING & models.Q(by_hand=True)
RUNNING = (State.OPENING, State.OPEN, State.ENDING)
HAPPENED = (State.OPEN, State.ENDING, State.ENDED)


class Product(Eventful):
    """What people try and buy. hook_url and hook_secret: where and how the product itself is told.

    usage_token_hash: SHA-256 of the token with which it reports who used it; "" while it has none.
    """

    stream: ClassVar[str] = "product"
    name = models.CharField(_("Product"), max_length=120, unique=True)
    how = models.CharField(_("Opened by"), max_length=4, choices=How, default=How.TASK)
    hook_url = models.URLField(_("Address of the product's hook"), blank=True)
    hook_secret = models.CharField(max_length=80, blank=True)
    usage_token_hash = models.CharField(max_length=64, blank=True, db_index=True)
    trial_days = models.PositiveSmallIntegerField(_("Days of a trial"), default=14)
    second_trial_days = models.PositiveSmallIntegerField(_("Days of a second trial"), default=7)
    package = models.CharField(_("Package of a trial"), max_length=80, blank=True)
    is_default = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("product")
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"],
                condition=models.Q(is_default=True),
                name="one_default_product",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Entitlement(models.Model):
    """The right of somebody to use a product; its record is of kind "trial".

    lead: the record that it was opened for; one trial runs for it at a time. domain: of the
    corporate address that it was opened for, "" otherwise. end_asked: it is to be ended as soon as
    it is open. sign_ins, seen_at: as the product says.
    """

    record = models.OneToOneField(
        Record, models.CASCADE, primary_key=True, related_name="entitlement"
    )
    lead = models.ForeignKey(Record, models.PROTECT, related_name="entitlements")
    product = models.ForeignKey(
        Product, models.PROTECT, related_name="entitlements", db_index=False
    )
    state = models.CharField(_("State"), max_length=8, choices=State, default=State.OPENING)
    package = models.CharField(_("Package"), max_length=80, blank=True)
    users = models.PositiveIntegerField(_("Users"), default=1)
    days = models.PositiveSmallIntegerField(_("Days"))
    domain = models.CharField(max_length=253, blank=True, db_index=True)
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    end_asked = models.BooleanField(default=False)
    sign_ins = models.PositiveIntegerField(_("Sign-ins"), default=0)
    seen_at = models.DateTimeField(_("Last seen"), null=True)

    class Meta:
        verbose_name = _("trial")
        constraints = [
            models.UniqueConstraint(
                fields=["lead"], name="one_running_trial", condition=models.Q(state__in=RUNNING)
            )
        ]

    def __str__(self) -> str:
        return str(self.record)


class Errand(models.Model):
    """One thing to be carried out in a product: to open, extend or end; called or ticked.

    key: names it for the product, so that a repeated call changes nothing there.
    finishes: the key of the playbook's effect that waits for it. until: the new end to be set.
    leased_until: while a call is under way. next_at: when it is tried (again).
    owner: whoever has the lead, as long as it is not done; kept by `service.actions.owning`.
    """

    class What(models.TextChoices):
        OPEN = "open", _("Open")
        EXTEND = "extend", _("Extend")
        END = "end", _("End")

    entitlement = models.ForeignKey(Entitlement, models.CASCADE, related_name="errands")
    what = models.CharField(max_length=6, choices=What)
    key = models.CharField(max_length=300, unique=True)
    finishes = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    owner = models.ForeignKey(
        User, models.SET_NULL, null=True, db_index=False, related_name="errands"
    )
    by_hand = models.BooleanField(default=False)
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    leased_until = models.DateTimeField(null=True)
    late_told = models.BooleanField(default=False)
    done_at = models.DateTimeField(null=True)
    refused = models.CharField(max_length=300, blank=True)
    trouble = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["next_at"], name="errand_due", condition=models.Q(next_at__isnull=False)
            ),
            models.Index(
                fields=["asked_at"],
                name="errand_pending",
                condition=PENDING,
            ),
            models.Index(
                fields=["owner", "asked_at", "id"], name="errand_by_hand", condition=BY_HAND
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.entitlement_id}"

    @property
    def is_pending(self) -> bool:
        return self.done_at is None and not self.refused
