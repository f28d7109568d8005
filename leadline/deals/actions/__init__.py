"""Deals are opened from leads, given an amount, won and lost."""

from collections.abc import Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.core.actions import action
from leadline.core.batch import Batch
from leadline.core.errors import Invalid, Refused
from leadline.core.money import Money
from leadline.deals import events
from leadline.deals.actions.customers import become_customer
from leadline.deals.models import Deal
from leadline.leads.actions.contacts import make_contact
from leadline.leads.contacts import ground_beside
from leadline.leads.events import QUALIFIED
from leadline.parties.actions.changing import join_company
from leadline.parties.models import Company, Person
from leadline.records.cause import BY_HAND, Cause
from leadline.records.models import Record, StageVisit
from leadline.records.opening import open_record, place_record
from leadline.records.visits import current_visits

OPEN, WON, LOST = "Open", "Won", "Lost"


@action(
    _("open deal"),
    _("Opens a deal with the person and company of a lead; a lead opens one deal."),
    changes=("deal is open",),
    events=(events.OPENED,),
)
def open_deal(batch: Batch, lead: Record, *, cause: Cause = BY_HAND) -> Record:
    """The lead's deal; the one that it has already, if it has."""
    known = batch.of(lead, _deals_of)
    if known is not None and known.is_binned:
        raise Refused(gettext("The deal of this lead is in the bin. Bring it back instead."))
    if known is not None:
        return known
    record = open_record(
        batch,
        "deal",
        lead.title,
        events.OPENED,
        opener=lead,
        deal=lead.title,
    )
    place_record(batch, record, OPEN)
    batch.add(Deal(record=record, lead=lead))
    batch.now_of(lead, _deals_of, record)
    batch.happened(
        lead,
        events.OPENED,
        deal=record.title,
        occurred_at=cause.at,
        why=cause.why,
        depth=cause.depth,
    )
    return record


@action(
    _("convert lead"),
    _("Makes a contact at a company, and their deal, of a qualified lead: all of it or nothing."),
    changes=("person is converted", "deal is open", "company", "contact status"),
    events=(QUALIFIED,),
)
def convert_lead(batch: Batch, lead: Record, *, cause: Cause = BY_HAND) -> Record:
    """The deal. A lead is converted once; doing it again is its deal.

    Raises Refused, before anything is changed, where nobody knows who they are or at which company.
    """
    deal = batch.of(lead, _deals_of)
    person = batch.of(lead, _people_of)
    if deal is not None:
        return deal
    if person is None:
        raise Refused(gettext("Say first who this is: nobody can be made a contact of it."))
    company = lead.company if lead.company_id else person.company
    if company is None:
        raise Refused(gettext("Say first at which company they are: it becomes the customer."))
    if person.company_id is None:
        join_company.within(batch, person, company=company)
    if lead.company_id is None:
        batch.change(lead, company=company)
    deal = open_deal.within(batch, lead, cause=cause)
    if batch.once(ground_beside, lead.version_id) is not None:
        make_contact.within(
            batch, person, version=lead.version_id, on=QUALIFIED.name, opener=lead, cause=cause
        )
    batch.happened(
        lead,
        QUALIFIED,
        occurred_at=cause.at,
        company=str(company),
        deal_id=deal.pk,
        why=cause.why,
        depth=cause.depth,
    )
    return deal


@action(_("set deal amount"), _("Says what the deal is worth."), events=(events.AMOUNT_SET,))
def set_amount(batch: Batch, record: Record, *, amount: Money) -> None:
    """The amount that is expected now, exact, in its own currency."""
    deal = _deal(batch, record)
    if amount.amount < 0:
        sentence = gettext("A deal is not worth less than nothing.")
        raise Invalid(sentence, {"amount": sentence})
    before = deal.money
    batch.change(deal, amount=amount.amount, amount_currency=amount.currency)
    batch.happened(record, events.AMOUNT_SET, amount=str(amount), before=str(before or ""))


@action(
    _("win deal"),
    _("Closes a deal as won."),
    changes=("deal is open",),
    events=(events.WON, events.CUSTOMER),
)
def win(batch: Batch, record: Record) -> None:
    """A deal is won once, and with an amount. By the first one its company becomes a customer."""
    deal = _open_deal(batch, record)
    if deal.money is None:
        raise Invalid(gettext("Say first what the deal is worth."), {"amount": gettext("Missing")})
    _close(batch, record, WON, "won")
    batch.happened(record, events.WON, amount=str(deal.money))
    become_customer(batch, record)


@action(
    _("lose deal"),
    _("Closes a deal as lost, with its reason."),
    changes=("deal is open",),
    events=(events.LOST,),
)
def lose(batch: Batch, record: Record, *, reason: str, words: str = "") -> None:
    """reason: why, in short. words: what they said."""
    deal = _open_deal(batch, record)
    if not reason.strip():
        raise Invalid(gettext("Say why it was lost."), {"reason": gettext("Missing")})
    batch.change(deal, reason=reason[:80])
    _close(batch, record, LOST, "lost")
    batch.happened(record, events.LOST, reason=reason, words=words)


def _open_deal(batch: Batch, record: Record) -> Deal:
    deal = _deal(batch, record)
    if not record.is_open:
        raise Refused(gettext("This deal is closed already."))
    return deal


def _deal(batch: Batch, record: Record) -> Deal:
    deal = batch.of(record, _details)
    if deal is None:
        raise Refused(gettext("This is not a deal."))
    return deal


def _close(batch: Batch, record: Record, stage: str, outcome: str) -> None:
    previous = batch.of(record, current_visits)
    if previous is not None:
        batch.change(previous, left_at=batch.now)
    batch.change(
        record,
        stage=stage,
        outcome=outcome,
        visit=record.visit + 1,
        entered_at=batch.now,
        ended_at=batch.now,
    )
    visit = StageVisit(
        record=record,
        number=record.visit,
        stage=stage,
        cycle=record.cycle,
        entered_at=batch.now,
    )
    batch.now_of(record, current_visits, batch.add(visit))


def _people_of(leads: Sequence[Record]) -> list[Person | None]:
    """Loader: each lead's person, with the companies of both attached; two queries."""
    people = Person.objects.select_related("company").in_bulk(
        {lead.person_id for lead in leads if lead.person_id}
    )
    companies = Company.objects.in_bulk({lead.company_id for lead in leads if lead.company_id})
    for lead in leads:
        if lead.company_id:
            lead.company = companies[lead.company_id]
    return [people.get(lead.person_id or 0) for lead in leads]


def _deals_of(leads: Sequence[Record]) -> list[Record | None]:
    """Loader: the deal that each lead has opened."""
    deals = Deal.with_bin.select_related("record").filter(lead__in=[lead.pk for lead in leads])
    found = {deal.lead_id: deal.record for deal in deals}
    return [found.get(lead.pk) for lead in leads]


def _details(records: Sequence[Record]) -> list[Deal | None]:
    """Loader: what each deal has besides its record; None for records of another kind."""
    found = Deal.objects.in_bulk([record.pk for record in records])
    return [found.get(record.pk) for record in records]
