"""What of a product's errands waits or went wrong, as far as a person may see it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from leadline.access.models import User
from leadline.access.policy import visible
from leadline.records.models import Record
from leadline.service.models import RUNNING, Errand, How, Product

SHOWN = 50


@dataclass(frozen=True)
class ProductLine:
    """A product. running: trials; waiting: errands for its hook or a person; failed: of these,
    those that its hook could not carry out."""

    product: Product
    running: int
    waiting: int
    failed: int


@dataclass(frozen=True)
class Waiting:
    """An errand that is not done. can_be_retried: its product can be called once more."""

    errand: Errand
    can_be_retried: bool


def product_lines() -> list[ProductLine]:
    """Every product, the usual one first; two queries."""
    pending = Q(entitlements__errands__done_at=None, entitlements__errands__refused="")
    pending &= Q(entitlements__errands__isnull=False)
    failed = pending & Q(entitlements__errands__by_hand=True, how=How.HOOK)
    running = Product.objects.annotate(
        n=Count("entitlements", filter=Q(entitlements__state__in=RUNNING))
    )
    counts = dict(running.values_list("pk", "n"))
    rows = Product.objects.annotate(
        waiting=Count("entitlements__errands", filter=pending),
        failed=Count("entitlements__errands", filter=failed),
    )
    return [
        ProductLine(row, counts[row.pk], row.waiting, row.failed)
        for row in rows.order_by("-is_default", "name")
    ]


def waiting_of(product: Product, user: User) -> Sequence[Waiting]:
    """The oldest first, those of records that this person may see; one query besides rights."""
    rows = Errand.objects.filter(
        entitlement__product=product,
        entitlement__lead__in=visible(user, Record.objects.all()),
        done_at=None,
        refused="",
    ).select_related("entitlement__lead")
    return [
        Waiting(row, can_be_retried=product.how == How.HOOK and (row.by_hand or row.tries > 0))
        for row in rows.order_by("asked_at", "pk")[:SHOWN]
    ]
