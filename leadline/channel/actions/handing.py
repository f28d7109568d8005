"""A lead is handed to a partner, by hand or by a route, and taken back."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.channel import events
from leadline.channel.finding import (
    BY_COMPANY,
    BY_REGION,
    partners_of_company,
    partners_of_region,
    taken_by,
)
from leadline.channel.hours import answer_due_at
from leadline.channel.models import OPEN, Partner, PartnerLead, State
from leadline.core.actions import action
from leadline.core.batch import Batch
from leadline.core.errors import Invalid, Refused
from leadline.leads.known import KIND
from leadline.parties.models import Company
from leadline.records.cause import BY_HAND, Cause
from leadline.records.closed import closed
from leadline.records.handed import when_handed
from leadline.records.models import Record

FIELD = "channel partner"  # what conditions call it
FINDERS = {f"the {BY_COMPANY}": partners_of_company, f"the {BY_REGION}": partners_of_region}


@action(
    _("hand to partner"),
    _("Hands a lead to a partner, who accepts it or gives it back in their working time."),
    changes=("channel partner",),
    events=(events.HANDED,),
)
def hand_to_partner(
    batch: Batch, record: Record, *, partner: Partner, reason: str = "", cause: Cause = BY_HAND
) -> PartnerLead:
    """It stays with its owner here; the partner is written to with a private link.

    Raises Refused for what is no lead, and while it, or another lead of the same company, stands
    with a partner: who was first is protected.
    """
    if record.kind != KIND:
        raise Refused(gettext("Only leads are handed to partners."))
    if not record.is_open:
        raise Refused(closed(record))
    if not partner.is_active:
        raise Refused(gettext("%(partner)s gets no leads any more.") % {"partner": partner})
    if batch.of(record, open_leads) is not None:
        raise Refused(gettext("It stands with a partner already. Take it back first."))
    _protect(batch, record, partner)
    lead = batch.add(
        PartnerLead(record=record, partner=partner, nonce=secrets.token_hex(16),
                    handed_at=batch.now, due_at=answer_due_at(partner, batch.now))
    )  # fmt: skip
    batch.now_of(record, open_leads, lead)
    if record.company_id is not None:
        batch.once(_given_in, batch)[record.company_id] = partner
    batch.happened(
        record, events.HANDED, partner=str(partner), partner_id=partner.pk, due_at=lead.due_at,
        reason=reason.strip()[:200], was={FIELD: None}, why=cause.why, depth=cause.depth,
    )  # fmt: skip
    return lead


@action(
    _("take back from partner"),
    _("Takes a lead back from the partner it stands with."),
    changes=("channel partner",),
    events=(events.WITHDRAWN,),
)
def take_back_from_partner(batch: Batch, record: Record, *, reason: str) -> None:
    """Their link is closed. Raises Invalid without a reason."""
    if not reason.strip():
        raise Invalid(gettext("Say why."), {"reason": gettext("Say why.")})
    lead = batch.of(record, open_leads)
    if lead is None:
        raise Refused(gettext("It stands with no partner."))
    batch.change(lead, state=State.WITHDRAWN, ended_at=batch.now)
    batch.now_of(record, open_leads, None)
    batch.happened(
        record, events.WITHDRAWN, partner=str(lead.partner), partner_id=lead.partner_id,
        reason=reason.strip()[:200], was={FIELD: str(lead.partner)},
    )  # fmt: skip


@action(
    _("write to partner again"),
    _("Lets the letter with the link leave once more, where it may not have left."),
    events=(events.WRITTEN_AGAIN,),
)
def write_to_partner_again(batch: Batch, record: Record) -> None:
    """Raises Refused while it waits or has just been taken, and for one that surely left."""
    lead = batch.of(record, open_leads)
    if lead is None or lead.state != State.WAITING or not lead.may_be_lost(batch.now):
        raise Refused(gettext("The letter with the link has left, or is just leaving."))
    batch.change(lead, mailing_at=None)
    batch.happened(
        record, events.WRITTEN_AGAIN, partner=str(lead.partner), partner_id=lead.partner_id
    )


def open_leads(records: Sequence[Record]) -> list[PartnerLead | None]:
    """Loader: per record how it stands with a partner now; one query."""
    ids = [record.pk for record in records if record.pk]
    rows = PartnerLead.with_bin.filter(record__in=ids, state__in=OPEN)
    found = {row.record_id: row for row in rows.select_related("partner__company")}
    return [found.get(record.pk) for record in records]


def follow_routes() -> None:
    """From now on whatever a route gives to the colleague of a partner goes to that partner."""
    when_handed(hand_on)


def hand_on(batch: Batch, record: Record, cause: Cause) -> None:
    """To the partner whom the route in the cause's why has found, unless it stands with one."""
    route = cause.why.get("route") if isinstance(cause.why, Mapping) else None
    finder = FINDERS.get(_by(route)) if record.owner_id is not None else None
    partner = batch.of(record, finder) if finder is not None else None
    if partner is None or batch.of(record, open_leads) is not None:
        return
    try:
        hand_to_partner.within(batch, record, partner=partner, cause=cause)
    except Refused:  # somebody was faster: it stays with the colleague, whose page says who
        return


def _by(route: Any) -> str:
    return str(route.get("by") or route.get("who")) if isinstance(route, Mapping) else ""


def _protect(batch: Batch, record: Record, partner: Partner) -> None:
    """Under the lock of the company, so that of two who hand it over at once one waits."""
    if record.company_id is None:
        return
    batch.of(record, _lock_companies)
    taken = batch.once(_given_in, batch).get(record.company_id) or batch.of(record, _taken)
    if taken is not None and taken.pk != partner.pk:
        sentence = gettext("%(partner)s works on this company already. Take that back first.")
        raise Refused(sentence % {"partner": taken})


def _taken(records: Sequence[Record]) -> list[Partner | None]:
    """As `partners_of_company`, but read under the lock."""
    taken = taken_by({record.company_id for record in records if record.company_id})
    return [taken.get(record.company_id or 0) for record in records]


def _lock_companies(records: Sequence[Record]) -> list[None]:
    wanted = {record.company_id for record in records if record.company_id}
    list(Company.with_bin.select_for_update(no_key=True).filter(pk__in=wanted).order_by("pk"))
    return [None] * len(records)


def _given_in(batch: Batch) -> dict[int, Partner]:
    """By company, to whom this batch has handed a lead of it."""
    return {}
