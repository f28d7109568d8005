"""The first deal makes a customer, the second does not; one without a company none."""

import pytest

from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.models import Event
from leadline.core.money import Money
from leadline.deals.actions import open_deal, set_amount, win
from leadline.deals.actions.customers import become_customer, tell_new_customers
from leadline.deals.models import NewCustomer
from leadline.deals.tests.conftest import leads
from leadline.parties.models import Person
from leadline.records.models import Record


def won(lead: Record) -> Record:
    deal = open_deal(AUTOMATION, lead)
    set_amount(AUTOMATION, deal, amount=Money(1, "EUR"))
    win(AUTOMATION, deal)
    return deal


def customers() -> int:
    return Event.objects.filter(name="company became a customer").count()


def test_only_the_first_deal_of_a_company_makes_a_customer(lead: Record) -> None:
    won(lead)
    assert (customers(), NewCustomer.objects.count()) == (1, 1)
    assert lead.company is not None
    [other] = leads(1, company=lead.company, person=lead.person)
    won(other)
    assert (customers(), NewCustomer.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_nobody_without_a_company_is_a_customer() -> None:
    [alone] = leads(1, person=Person.objects.create(name="Li Na"))
    deal = won(alone)
    with Batch(AUTOMATION) as batch:
        become_customer(batch, batch.lock([deal])[0])
    assert customers() == 0


def test_without_a_status_for_contacts_nobody_is_told(lead: Record) -> None:
    assert tell_new_customers(AUTOMATION, None, most=5) == 0
    won(lead)
    assert tell_new_customers(AUTOMATION, None, most=5) == 1
    assert not NewCustomer.objects.exists()
    assert not Record.objects.filter(kind="contact").exists()
