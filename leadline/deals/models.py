"""A possible sale: its amount, when it may close, and why it was lost."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from leadline.core.bin import WithBin
from leadline.core.money import Money
from leadline.records.models import OfRecord, Record


class Deal(models.Model):
    """What a record of kind "deal" has besides.

    amount: in the smallest unit of `currency`; None while nobody knows it.
    lead: the record it grew out of; one lead opens one deal.
    """

    record = models.OneToOneField(Record, models.CASCADE, primary_key=True, related_name="deal")
    lead = models.OneToOneField(Record, models.PROTECT, null=True, related_name="opened_deal")
    amount = models.BigIntegerField(_("Amount"), null=True)
    amount_currency = models.CharField(_("Currency"), max_length=3, blank=True)
    close_on = models.DateField(_("Expected on"), null=True)
    reason = models.CharField(_("Reason"), max_length=80, blank=True)

    objects = OfRecord()
    with_bin = WithBin()

    class Meta:
        verbose_name = _("deal")
        indexes = [models.Index(fields=["amount", "record"], name="deal_by_amount")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount=None) | ~models.Q(amount_currency=""),
                name="deal_amount_has_a_currency",
            )
        ]

    def __str__(self) -> str:
        return str(self.record)

    @property
    def money(self) -> Money | None:
        return None if self.amount is None else Money(self.amount, self.amount_currency)


class NewCustomer(models.Model):
    """A company has bought for the first time; those of it whom we know are still told of it.

    record: the deal that was won. told_to: the last person who was. It goes when all have been.
    """

    record = models.OneToOneField(Record, models.CASCADE, primary_key=True, related_name="+")
    told_to = models.BigIntegerField(default=0)

    objects = OfRecord()
    with_bin = WithBin()

    def __str__(self) -> str:
        return f"{self.record_id} → {self.told_to}"
