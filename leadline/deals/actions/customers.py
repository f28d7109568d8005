"""A company becomes a customer by its first deal, and everybody we know there hears of it."""

from collections.abc import Sequence

from django.utils.translation import gettext_noop as _

from leadline.access.models import User
from leadline.core import bulk
from leadline.core.actions import action
from leadline.core.batch import Batch
from leadline.deals import events
from leadline.deals.models import NewCustomer
from leadline.leads.actions.contacts import make_contact, only_raw
from leadline.leads.contacts import Ground, ground_beside, open_contacts, were_contacts
from leadline.leads.events import CONTACT_MADE
from leadline.parties.models import Company, Person
from leadline.records.cause import Cause
from leadline.records.models import Record


def become_customer(batch: Batch, deal: Record) -> None:
    """Nothing for a deal without a company, or of one that has bought before."""
    if deal.company_id is None:
        return
    companies = Company.with_bin.select_for_update(no_key=True)  # of two at once one is the first
    company = companies.get(pk=deal.company_id)
    won = Record.with_bin.filter(kind="deal", outcome="won", company=company).exclude(pk=deal.pk)
    if won.exists():
        return
    batch.happened(deal, events.CUSTOMER, company=str(company), deal_id=deal.pk)
    batch.add(NewCustomer(record=deal))


@action(
    _("tell new customers"),
    _("Makes those we know at a new customer contacts, as the playbook says, and tells them."),
    events=(CONTACT_MADE, events.CUSTOMER),
)
def tell_new_customers(batch: Batch, subject: None, *, most: int) -> int:
    """How many of the next people were looked at; a constant number of queries.

    Who is a contact hears of it. Who is none becomes one, where the process for contacts begins on
    it; nobody of whom only a bought list tells, and nobody who was one before.
    """
    rows = NewCustomer.objects.select_for_update(skip_locked=True, of=("self",))
    row = rows.select_related("record__company", "record__owner").order_by("pk").first()
    if row is None:
        return 0
    known = Person.objects.filter(company=row.record.company_id, merged_into=None)
    known = known.filter(pk__gt=row.told_to)
    ids = list(known.order_by("pk").values_list("pk", flat=True)[:most])
    people = batch.lock([Person(pk=pk) for pk in ids])
    ground = batch.once(ground_beside, _version_of(row.record)) if people else None
    if ground is not None:
        contacts = _contacts_of(batch, people)
        for person in people:
            _tell(batch, person, contacts.get(person.pk), row.record, ground)
    if len(ids) < most:
        bulk.delete(NewCustomer, [row.pk])
    else:
        batch.change(row, told_to=ids[-1])
    return max(len(ids), 1)


def _contacts_of(batch: Batch, people: Sequence[Person]) -> dict[int | None, Record]:
    """By person (id), those who are contacts, locked together."""
    found = [batch.of(one, open_contacts) for one in people]
    return {one.person_id: one for one in batch.lock([one for one in found if one is not None])}


def _tell(
    batch: Batch, person: Person, contact: Record | None, deal: Record, ground: Ground
) -> None:
    company = deal.company
    assert company is not None
    if contact is not None:
        batch.happened(contact, events.CUSTOMER, company=str(company), deal_id=deal.pk)
    elif ground.process.begins_at(events.CUSTOMER.name):
        if batch.of(person, were_contacts) or batch.of(person, only_raw):
            return
        person.company = company
        make_contact.within(
            batch,
            person,
            version=ground.version.pk,
            on=events.CUSTOMER.name,
            owner=_owner(batch, deal),
            cause=Cause(why=_why(ground)),
        )


def _why(ground: Ground) -> dict[str, str]:
    begin = next(one for one in ground.process.begins if one.on == events.CUSTOMER.name)
    version = f"{ground.version.playbook.name} {ground.version.pk}"
    return {"version": version, "place": str(begin.place), "text": f"begins on: {begin.on}"}


def _owner(batch: Batch, deal: Record) -> User | None:
    """Whoever looks after the company, else who has won the deal; nobody else has to be told."""
    assert deal.company is not None
    manager = deal.company.account_manager_id
    return batch.once(_user, manager) if manager is not None else deal.owner


def _user(pk: int) -> User | None:
    return User.objects.filter(pk=pk).first()


def _version_of(deal: Record) -> int | None:
    """Of the lead that the deal grew out of: its playbook's contacts come first."""
    openers = Record.with_bin.filter(opened=deal)
    return openers.values_list("version_id", flat=True).first()
