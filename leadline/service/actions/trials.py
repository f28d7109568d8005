"""Trials are opened, extended and ended; nobody is told before it has been carried out."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.core.actions import action
from leadline.core.batch import Batch
from leadline.core.durations import Duration, Unit
from leadline.core.errors import Invalid, Refused
from leadline.records.cause import BY_HAND, Cause
from leadline.records.models import Record
from leadline.records.opening import open_record
from leadline.service import events
from leadline.service.errands import locked, made, now_running, running, told
from leadline.service.models import HAPPENED, Entitlement, Errand, How, Product, State
from leadline.service.queries import (
    domains_of,
    errands_by_key,
    extensions_of,
    had_before,
    last_of,
)
from leadline.service.settling import dates_of, day, end, fail, finish, zone

What = Errand.What
MOST_DAYS, MOST_USERS = 366, 10_000
BY_THE_CLOCK = (Unit.MINUTE, Unit.HOUR)


@action(
    _("open trial"),
    _("Opens a trial: the product, or a person, carries it out, and then everybody is told."),
    changes=("trial is open", "trial starts", "trial ends"),
    events=(events.OPENED, events.ASKED, events.REFUSED, events.FAILED, events.LATE),
)
def open_trial(
    batch: Batch,
    lead: Record,
    *,
    within: Duration | None = None,
    package: str = "",
    users: int = 1,
    cause: Cause = BY_HAND,
) -> Entitlement:
    """A trial for the lead's person. within: how long, else as the product says for a first or a
    further trial. Raises Refused while another trial of this lead runs."""
    if cause.key and (asked := batch.of(lead, errands_by_key).get(cause.key)):
        return asked.entitlement
    if running(batch, lead) is not None:
        raise Refused(gettext("A trial is open for this already."))
    product = batch.once(default_product)
    days = _days(batch, within, batch.now) if within else _usual_days(batch, lead, product)
    _sensible(days, users)
    was = dates_of(batch.of(lead, last_of))
    about: dict[str, Any] = {"product": str(product), "days": days, "users": users, "was": was}
    entitlement = batch.add(
        Entitlement(
            record=open_record(
                batch, "trial", f"{product}, {lead.title}", events.ASKED, opener=lead, **about
            ),
            lead=lead,
            product=product,
            package=package or product.package,
            users=users,
            days=days,
            domain=next(iter(batch.of(lead, domains_of)), ""),
        )
    )
    now_running(batch, lead, entitlement)
    made(batch, entitlement, What.OPEN, cause)
    told(batch, entitlement, events.ASKED, cause, **about)
    return entitlement


@action(
    _("end trial"),
    _("Ends a trial: access is taken away first, then everybody is told."),
    changes=("trial is open",),
    events=(events.EXPIRED, events.ENDED, events.ENDING),
)
def end_trial(batch: Batch, lead: Record, *, cause: Cause = BY_HAND) -> None:
    """The trial that runs for this lead; one that is only being opened ends once it is open.

    Nothing to do where none runs, or where it is being ended already.
    """
    entitlement = running(batch, lead)
    if entitlement is None or entitlement.state == State.ENDING:
        return
    if entitlement.state == State.OPENING:
        batch.change(entitlement, end_asked=True)
    else:
        end(batch, entitlement, cause)


@action(
    _("extend trial"),
    _("Lets a trial run longer."),
    changes=("trial ends",),
    events=(events.EXTENDED, events.EXTENDING),
)
def extend_trial(
    batch: Batch, lead: Record, *, within: Duration, cause: Cause = BY_HAND
) -> datetime:
    """The new end, so long after the present one; it holds once the product has been told."""
    entitlement = running(batch, lead)
    if entitlement is None or entitlement.state != State.OPEN or entitlement.ends_at is None:
        raise Refused(gettext("No trial is open that could be extended."))
    if batch.of(lead, extensions_of):
        raise Refused(gettext("This trial is being extended already."))
    more = _days(batch, within, entitlement.ends_at)
    _sensible(more, entitlement.users)
    until = Duration(more, Unit.DAY).after(entitlement.ends_at, zone(batch))
    batch.now_of(lead, extensions_of, True)
    made(batch, entitlement, What.EXTEND, cause, until=until)
    product = str(entitlement.product)
    told(batch, entitlement, events.EXTENDING, cause, product=product, until=day(batch, until))
    return until


@action(
    _("stop trials"),
    _("Ends the trial that runs for a closed lead."),
    changes=("trial is open",),
    events=(events.ENDING,),
)
def stop_trials(batch: Batch, lead: Record, *, cause: Cause = BY_HAND) -> None:
    """As `end trial`."""
    end_trial.within(batch, lead, cause=cause)


@action(_("confirm errand"), _("Says that what the product should do has been done there."))
def confirm(batch: Batch, lead: Record, *, errand: Errand) -> None:
    """A person opened, extended or ended the trial in the product by hand; twice is once."""
    finish(batch, _theirs(batch, lead, errand))


@action(_("refuse errand"), _("Says that the trial cannot be carried out, and why."))
def refuse(batch: Batch, lead: Record, *, errand: Errand, reason: str) -> None:
    """reason: for the team; it is not sent to the customer."""
    if not reason.strip():
        raise Invalid(gettext("Say why."), {"reason": gettext("Missing")})
    fail(batch, _theirs(batch, lead, errand), reason.strip()[:300])


@action(_("retry errand"), _("Calls the product once more for what could not be carried out."))
def retry(batch: Batch, lead: Record, *, errand: Errand) -> None:
    """Raises Refused when it is settled, or when the product is not one that can be called."""
    fresh = _theirs(batch, lead, errand)
    if not fresh.is_pending or fresh.entitlement.product.how != How.HOOK:
        raise Refused(gettext("There is nothing here that the product could be asked again."))
    batch.change(fresh, by_hand=False, tries=0, next_at=batch.now, asked_at=batch.now)
    batch.change(fresh, late_told=False)


def default_product() -> Product:
    """The product that trials are of."""
    product = Product.objects.order_by("-is_default", "pk").first()
    if product is None:
        raise Refused(gettext("Say in the settings first which product people try."))
    return product


def _usual_days(batch: Batch, lead: Record, product: Product) -> int:
    """A further trial, also of this very lead, is shorter than the first."""
    last = batch.of(lead, last_of)
    again = batch.of(lead, had_before) or (last is not None and last.state in HAPPENED)
    return product.second_trial_days if again else product.trial_days


def _days(batch: Batch, length: Duration, since: datetime) -> int:
    """Whole days of the firm's calendar from a moment on."""
    if length.working or length.unit in BY_THE_CLOCK:
        raise Invalid(gettext("The length of a trial is told in days, weeks or months."))
    here = zone(batch)
    return (length.after(since, here).astimezone(here).date() - since.astimezone(here).date()).days


def _sensible(days: int, users: int) -> None:
    if not 0 < days <= MOST_DAYS:
        raise Invalid(gettext("A trial lasts from one day to a year."), {"days": str(days)})
    if not 0 < users <= MOST_USERS:
        raise Invalid(gettext("A trial has from 1 to 10,000 users."), {"users": str(users)})


def _theirs(batch: Batch, lead: Record, errand: Errand) -> Errand:
    fresh = locked(batch, errand.pk)
    if fresh.entitlement.lead_id != lead.pk:
        raise Refused(gettext("This belongs to another lead."))
    return fresh
