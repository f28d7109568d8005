"""What becomes of an errand: it was carried out, refused for good, or could not be so far."""

from datetime import datetime
from zoneinfo import ZoneInfo

from leadline.access.models import Firm
from leadline.core.batch import Batch
from leadline.core.durations import Duration, Unit
from leadline.records.answers import kept
from leadline.records.cause import Cause
from leadline.service import events
from leadline.service.errands import made, told
from leadline.service.models import Entitlement, Errand, State

What = Errand.What


def finish(batch: Batch, errand: Errand) -> None:
    """A locked errand has been carried out: from now on it is true, and the record hears it."""
    if not errand.is_pending:
        return
    batch.change(errand, done_at=batch.now, next_at=None, leased_until=None)
    match errand.what:
        case What.OPEN:
            _opened(batch, errand)
        case What.EXTEND:
            _extended(batch, errand)
        case What.END:
            _ended(batch, errand)


def fail(batch: Batch, errand: Errand, reason: str, *, refused: bool = True) -> None:
    """It will not be carried out (refused), or could not be so far: then a person decides.

    The record hears it. A product that refuses to end a trial leaves it open.
    """
    if not errand.is_pending:
        return
    batch.change(errand, next_at=None, leased_until=None, trouble=reason[:300])
    if refused:
        batch.change(errand, refused=reason[:300])
        _stay(batch, errand)
    else:
        batch.change(errand, by_hand=True)
    event = events.REFUSED if refused and errand.what == What.OPEN else events.FAILED
    cause = Cause(at=batch.now)
    told(batch, errand.entitlement, event, cause, failed=reason, finishes=errand.finishes)


def end(batch: Batch, entitlement: Entitlement, cause: Cause) -> None:
    """Access is taken away next; the trial has ended when that is done."""
    batch.change(entitlement, state=State.ENDING)
    made(batch, entitlement, What.END, cause)
    told(batch, entitlement, events.ENDING, cause, product=str(entitlement.product))


def day(batch: Batch, moment: datetime) -> str:
    """The day of a moment where the firm is, as the timeline shows it."""
    return moment.astimezone(zone(batch)).date().isoformat()


def dates_of(trial: Entitlement | None) -> dict[str, object]:
    """What conditions may ask of a lead's trial, as answers are kept; None: it has none."""
    is_open = trial is not None and trial.state in (State.OPEN, State.ENDING)
    return {
        "trial is open": is_open,
        "trial starts": kept(trial.starts_at) if trial else None,
        "trial ends": kept(trial.ends_at) if trial else None,
    }


def zone(batch: Batch) -> ZoneInfo:
    return ZoneInfo(batch.once(Firm.current).zone)


def _opened(batch: Batch, errand: Errand) -> None:
    entitlement = errand.entitlement
    until = Duration(entitlement.days, Unit.DAY).after(batch.now, zone(batch))
    batch.change(entitlement, state=State.OPEN, starts_at=batch.now, ends_at=until)
    told(
        batch,
        entitlement,
        events.OPENED,
        Cause(at=batch.now),
        product=str(entitlement.product),
        until=day(batch, until),
        days=entitlement.days,
        users=entitlement.users,
        was=dates_of(None),
        finishes=errand.finishes,
    )
    if entitlement.end_asked:
        end(batch, entitlement, Cause())


def _extended(batch: Batch, errand: Errand) -> None:
    entitlement, until = errand.entitlement, errand.until
    assert until is not None
    before = entitlement.ends_at or batch.now
    more = (until - before).days
    batch.change(entitlement, ends_at=until, days=max(entitlement.days + more, 1))
    told(
        batch,
        entitlement,
        events.EXTENDED,
        Cause(at=batch.now),
        until=day(batch, until),
        before=day(batch, before),
        was={"trial ends": kept(before)},
        finishes=errand.finishes,
    )


def _ended(batch: Batch, errand: Errand) -> None:
    entitlement = errand.entitlement
    expired = entitlement.ends_at is not None and batch.now >= entitlement.ends_at
    batch.change(entitlement, state=State.ENDED, ended_at=batch.now)
    event = events.EXPIRED if expired else events.ENDED
    product = str(entitlement.product)
    cause = Cause(at=batch.now)
    was = {"trial is open": True}
    told(batch, entitlement, event, cause, product=product, was=was, finishes=errand.finishes)


def _stay(batch: Batch, errand: Errand) -> None:
    """What was refused leaves the trial as it was before it was asked for."""
    if errand.what == What.OPEN:
        batch.change(errand.entitlement, state=State.REFUSED)
    elif errand.what == What.END:
        batch.change(errand.entitlement, state=State.OPEN)
