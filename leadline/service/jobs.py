"""Carries errands to the products: leased, called outside of any transaction, then written down."""

import time
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from leadline.core import clock
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.records.cause import Cause
from leadline.records.models import Record
from leadline.service import events, outside
from leadline.service.errands import locked, told
from leadline.service.models import LATE_AFTER, Errand
from leadline.service.settling import fail, finish

LEASE = timedelta(minutes=2)  # longer than one call can last
ROUND = 60.0  # seconds after which no further errand is begun, so that the worker breathes
WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=6),
)


def call_due_errands(now: datetime, limit: int = 20) -> int:
    """Tries errands whose time has come, one after the other; returns how many were tried."""
    begun = time.monotonic()
    for done in range(limit):
        if time.monotonic() - begun > ROUND:
            return done
        errand = _leased(now)
        if errand is None:
            return done
        _try(errand)
    return limit


def tell_late_errands(now: datetime, limit: int = 500) -> int:
    """What a product has not answered for 15 minutes is told once, so that a person looks at it."""
    late = Errand.objects.filter(
        done_at=None, refused="", late_told=False, by_hand=False, asked_at__lte=now - LATE_AFTER
    ).order_by("pk")
    leads = set(late.values_list("entitlement__lead_id", flat=True)[:limit])
    if not leads:
        return 0
    minutes = int(LATE_AFTER.total_seconds() // 60)
    with Batch(AUTOMATION, now) as batch:
        batch.lock([Record(pk=pk) for pk in leads])
        fresh = late.filter(entitlement__lead__in=leads).select_for_update(of=("self",))
        errands = list(fresh.select_related(*_ABOUT))
        batch.lock([errand.entitlement.record for errand in errands])
        for errand in errands:
            batch.change(errand, late_told=True)
            product = str(errand.entitlement.product)
            cause = Cause(at=now)
            told(batch, errand.entitlement, events.LATE, cause, product=product, minutes=minutes)
    return len(errands)


_ABOUT = ("entitlement__record", "entitlement__lead", "entitlement__product")


def _leased(now: datetime) -> Errand | None:
    """The errand that has waited longest; nobody else takes it while it is being called."""
    free = Q(leased_until=None) | Q(leased_until__lte=now)
    about = (*_ABOUT, "entitlement__record__person", "entitlement__record__company")
    with Batch(AUTOMATION, now) as batch:
        due = Errand.objects.select_for_update(skip_locked=True, of=("self",)).filter(free)
        errand = due.filter(next_at__lte=now).select_related(*about).order_by("next_at").first()
        if errand is not None:
            batch.change(errand, leased_until=clock.now() + LEASE)
    return errand


def _try(errand: Errand) -> None:
    try:
        answer = _call(errand)
    except outside.Unreachable as error:
        answer = outside.Answer(done=False, trouble=str(error))
    with Batch(AUTOMATION) as batch:
        fresh = locked(batch, errand.pk)
        if answer.done:
            finish(batch, fresh)
        elif answer.refused:
            fail(batch, fresh, answer.refused)
        elif fresh.is_pending:
            _again(batch, fresh, answer.trouble)


def _again(batch: Batch, errand: Errand, trouble: str) -> None:
    """Once more in 1, 5, 30 minutes, 6 hours; after that a person decides."""
    tries = errand.tries + 1
    batch.change(errand, tries=tries, leased_until=None, trouble=trouble)
    if tries <= len(WAITS):
        batch.change(errand, next_at=batch.now + WAITS[tries - 1])
    else:
        fail(batch, errand, trouble, refused=False)


def _call(errand: Errand) -> outside.Answer:
    product = errand.entitlement.product
    at = int(clock.now().timestamp())
    return outside.call(product.hook_url, product.hook_secret, errand.key, _message(errand), at)


def _message(errand: Errand) -> dict[str, Any]:
    """What a product is told: the same words at every try."""
    entitlement = errand.entitlement
    person, company = entitlement.record.person, entitlement.record.company
    address = person.emails.order_by("pk").first() if person else None
    return {
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
