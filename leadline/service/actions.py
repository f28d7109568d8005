"""Trials are opened, extended and ended; nobody is told before it has been carried out."""

import secrets
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.access.models import Firm
from leadline.access.roles import MANAGER, reserve
from leadline.core.actions import action
from leadline.core.batch import Batch
from leadline.core.durations import Duration
from leadline.core.errors import Invalid, Refused
from leadline.records.cause import BY_HAND, Cause
from leadline.records.models import Record
from leadline.records.opening import open_record
from leadline.service import events
from leadline.service.errands import made, told
from leadline.service.models import Entitlement, Errand, How, Product, State
from leadline.service.queries import domains_of, had_before, running_of

What = Errand.What
MOST_DAYS, MOST_USERS = 366, 10_000


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
    if batch.of(lead, running_of) is not None:
        raise Refused(gettext("A trial is open for this already."))
    product = batch.once(default_product)
    again = batch.of(lead, had_before)
    days = within.amount if within else product.second_trial_days if again else product.trial_days
    _sensible(days, users)
    record = open_record(
        batch,
        "trial",
        f"{product}, {lead.title}",
        events.ASKED,
        opener=lead,
        product=str(product),
        days=days,
        users=users,
    )
    entitlement = batch.add(
        Entitlement(
            record=record,
            lead=lead,
            product=product,
            package=package or product.package,
            users=users,
            days=days,
            domain=next(iter(batch.of(lead, domains_of)), ""),
        )
    )
    batch.now_of(lead, running_of, entitlement)
    made(batch, entitlement, What.OPEN, cause)
    told(batch, entitlement, events.ASKED, cause, product=str(product), days=days, users=users)
    return entitlement


@action(
    _("end trial"),
    _("Ends a trial: access is taken away first, then everybody is told."),
    changes=("trial is open",),
    events=(events.EXPIRED, events.ENDED, events.ENDING),
)
def end_trial(batch: Batch, lead: Record, *, cause: Cause = BY_HAND) -> None:
    """The trial that runs for this lead; nothing to do where none runs."""
    entitlement = batch.of(lead, running_of)
    if entitlement is None or entitlement.state == State.ENDING:
        return
    if entitlement.state == State.OPENING:
        raise Refused(gettext("The trial is only being opened; wait until it is open."))
    batch.change(entitlement, state=State.ENDING)
    made(batch, entitlement, What.END, cause)
    told(batch, entitlement, events.ENDING, cause, product=str(entitlement.product))


@action(
    _("extend trial"),
    _("Lets a trial run longer."),
    changes=("trial ends",),
    events=(events.EXTENDED,),
)
def extend_trial(
    batch: Batch, lead: Record, *, within: Duration, cause: Cause = BY_HAND
) -> datetime:
    """The new end: so many days after the present one."""
    entitlement = batch.of(lead, running_of)
    if entitlement is None or entitlement.state != State.OPEN or entitlement.ends_at is None:
        raise Refused(gettext("No trial is open that could be extended."))
    _sensible(within.amount, entitlement.users)
    before = entitlement.ends_at
    until = before + timedelta(days=within.amount)
    batch.change(entitlement, ends_at=until, days=entitlement.days + within.amount)
    made(batch, entitlement, What.EXTEND, cause, until=until)
    told(
        batch,
        entitlement,
        events.EXTENDED,
        cause,
        until=_day(batch, until),
        before=_day(batch, before),
    )
    return until


@action(
    _("stop trials"),
    _("Ends the trial that runs for a closed lead."),
    changes=("trial is open",),
    events=(events.ENDING,),
)
def stop_trials(batch: Batch, lead: Record, *, cause: Cause = BY_HAND) -> None:
    """As `end trial`; one that is only being opened is ended as soon as it is open."""
    entitlement = batch.of(lead, running_of)
    if entitlement is not None and entitlement.state == State.OPEN:
        end_trial.within(batch, lead, cause=cause)


@action(_("confirm errand"), _("Says that what the product should do has been done there."))
def confirm(batch: Batch, lead: Record, *, errand: Errand) -> None:
    """A person opened, extended or ended the trial in the product by hand."""
    finish(batch, errand)


@action(_("refuse errand"), _("Says that the trial cannot be carried out, and why."))
def refuse(batch: Batch, lead: Record, *, errand: Errand, reason: str) -> None:
    """reason: for the team; it is not sent to the customer."""
    if not reason.strip():
        raise Invalid(gettext("Say why."), {"reason": gettext("Missing")})
    fail(batch, errand, reason.strip()[:300])


def finish(batch: Batch, errand: Errand) -> None:
    """The errand has been carried out: from now on it is true, and the record hears it."""
    if errand.done_at or errand.refused:
        return
    batch.change(errand, done_at=batch.now, next_at=None, leased_until=None)
    entitlement = errand.entitlement
    cause = Cause(key=None, at=batch.now)
    product = str(entitlement.product)
    if errand.what == What.OPEN:
        until = batch.now + timedelta(days=entitlement.days)
        batch.change(entitlement, state=State.OPEN, starts_at=batch.now, ends_at=until)
        told(
            batch,
            entitlement,
            events.OPENED,
            cause,
            product=product,
            until=_day(batch, until),
            days=entitlement.days,
            users=entitlement.users,
            finishes=errand.finishes,
        )
    elif errand.what == What.END:
        expired = entitlement.ends_at is not None and batch.now >= entitlement.ends_at
        batch.change(entitlement, state=State.ENDED, ended_at=batch.now)
        event = events.EXPIRED if expired else events.ENDED
        told(batch, entitlement, event, cause, product=product, finishes=errand.finishes)


def fail(batch: Batch, errand: Errand, reason: str, *, refused: bool = True) -> None:
    """It will not be carried out (refused), or could not be so far; the record hears it."""
    event = events.REFUSED if refused else events.FAILED
    entitlement = errand.entitlement
    batch.change(errand, next_at=None, leased_until=None, trouble=reason)
    if refused:
        batch.change(errand, refused=reason)
        if errand.what == What.OPEN:
            batch.change(entitlement, state=State.REFUSED)
    told(
        batch,
        entitlement,
        event,
        Cause(at=batch.now),
        failed=reason,
        finishes=errand.finishes,
    )


def default_product() -> Product:
    """The product that trials are of."""
    product = Product.objects.order_by("-is_default", "pk").first()
    if product is None:
        raise Refused(gettext("Say in the settings first which product people try."))
    return product


def _sensible(days: int, users: int) -> None:
    if not 0 < days <= MOST_DAYS:
        raise Invalid(gettext("A trial lasts from one day to a year."), {"days": str(days)})
    if not 0 < users <= MOST_USERS:
        raise Invalid(gettext("A trial has from 1 to 10,000 users."), {"users": str(users)})


def _day(batch: Batch, moment: datetime) -> str:
    """The day of a moment where the firm is, as the timeline shows it."""
    return moment.astimezone(ZoneInfo(batch.once(Firm.current).zone)).date().isoformat()


@action(_("offer product"), _("Says which product people try, and how its trials are opened."))
def offer_product(
    batch: Batch,
    subject: None,
    *,
    name: str,
    how: How = How.TASK,
    hook_url: str = "",
    is_default: bool = True,
) -> Product:
    """A product with a secret of its own for its hook and a token for its usage reports."""
    if how == How.HOOK and not hook_url:
        sentence = gettext("Say at which address the product is called.")
        raise Invalid(sentence, {"hook_url": sentence})
    return batch.add(
        Product(
            name=name,
            how=how,
            hook_url=hook_url,
            hook_secret=secrets.token_urlsafe(32),
            usage_token=secrets.token_urlsafe(32),
            is_default=is_default,
        )
    )


reserve("offer product", MANAGER)
