"""Carries errands to the products: leased, called outside of any transaction, then written down."""

from datetime import datetime, timedelta

from django.db.models import Q

from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.records.cause import Cause
from leadline.records.models import Record
from leadline.service import events, outside
from leadline.service.actions import fail, finish
from leadline.service.errands import told
from leadline.service.models import LATE_AFTER, Errand

LEASE = timedelta(minutes=2)
WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=6),
)


def call_due_errands(now: datetime, limit: int = 20) -> int:
    """Tries every errand whose time has come; returns how many were tried."""
    errands = _leased(now, limit)
    for errand in errands:
        _try(errand, now)
    return len(errands)


def tell_late_errands(now: datetime) -> int:
    """What has not been carried out for 15 minutes is told once, so that a person looks at it."""
    late = Errand.objects.filter(
        done_at=None, refused="", late_told=False, asked_at__lte=now - LATE_AFTER
    ).select_related("entitlement__record", "entitlement__lead", "entitlement__product")
    for errand in late:
        with Batch(AUTOMATION, now) as batch:
            batch.lock([Record(pk=errand.entitlement.lead_id)])
            batch.change(errand, late_told=True)
            minutes = int(LATE_AFTER.total_seconds() // 60)
            product = str(errand.entitlement.product)
            cause = Cause(at=now)
            told(batch, errand.entitlement, events.LATE, cause, product=product, minutes=minutes)
    return len(late)


def _leased(now: datetime, limit: int) -> list[Errand]:
    free = Q(leased_until=None) | Q(leased_until__lte=now)
    with Batch(AUTOMATION, now) as batch:
        errands = list(
            Errand.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(free, next_at__lte=now)
            .order_by("next_at")[:limit]
        )
        for errand in errands:
            batch.change(errand, leased_until=now + LEASE)
    return errands


def _try(errand: Errand, now: datetime) -> None:
    try:
        answer = _call(errand, now)
    except outside.Unreachable as error:
        answer = outside.Answer(done=False, trouble=str(error))
    with Batch(AUTOMATION, now) as batch:
        fresh = (
            Errand.objects.select_related(
                "entitlement__record", "entitlement__lead", "entitlement__product"
            )
            .select_for_update(of=("self",))
            .get(pk=errand.pk)
        )
        if answer.done:
            finish(batch, fresh)
        elif answer.refused:
            fail(batch, fresh, answer.refused)
        else:
            _again(batch, fresh, answer.trouble)


def _again(batch: Batch, errand: Errand, trouble: str) -> None:
    """Once more in 1, 5, 30 minutes, 6 hours; after that a person decides."""
    tries = errand.tries + 1
    batch.change(errand, tries=tries, leased_until=None, trouble=trouble)
    if tries <= len(WAITS):
        batch.change(errand, next_at=batch.now + WAITS[tries - 1])
    else:
        fail(batch, errand, trouble, refused=False)


def _call(errand: Errand, now: datetime) -> outside.Answer:
    entitlement = errand.entitlement
    product = entitlement.product
    person, company = entitlement.record.person, entitlement.record.company
    address = person.emails.order_by("pk").first() if person else None
    message = {
        "what": errand.what,
        "trial": entitlement.pk,
        "key": errand.key,
        "package": entitlement.package,
        "users": entitlement.users,
        "days": entitlement.days,
        "until": errand.until.isoformat() if errand.until else None,
        "name": str(person or ""),
        "email": address.address if address else "",
        "company": str(company or ""),
    }
    at = int(now.timestamp())
    return outside.call(product.hook_url, product.hook_secret, errand.key, message, at)
