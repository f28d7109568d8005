"""S3.22, S3.23: when a company becomes a customer, everybody we know there has a status."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from leadline.core.actor import AUTOMATION
from leadline.core.clock import Driven
from leadline.deals.actions.customers import tell_new_customers
from leadline.deals.models import Deal, NewCustomer
from leadline.parties.models import Company, Person
from leadline.records.models import Record
from tests.stories.contact_firm import ContactFirm, contact_of, told
from tests.stories.lead_firm import MONDAY
from tests.stories.test_contact_story import raw_list


@pytest.fixture
def firm(db: None) -> Iterator[ContactFirm]:
    with Driven(MONDAY) as clock:
        yield ContactFirm(clock)


def won(firm: ContactFirm, lead: Record, *, work: bool = True) -> Record:
    deal = Deal.objects.get(lead=lead).record
    firm.post(firm.sam, f"/deals/{deal.pk}/amount/", amount="5,000.00 EUR")
    firm.post(firm.sam, f"/deals/{deal.pk}/win/")
    if work:
        firm.work()
    return deal


def contacts() -> dict[str, str]:
    rows = Record.objects.filter(kind="contact", outcome="")
    return dict(rows.order_by("pk").values_list("person__name", "stage"))


def test_s3_22_colleagues_at_a_new_customer_have_a_status_of_their_own(
    firm: ContactFirm, tmp_path: Path
) -> None:
    firm.fill("Bo Wong", "Wong Steel")
    firm.fill("Di Moss", "Moss Mills")
    listed = raw_list(firm, tmp_path)
    wong = Company.objects.get(name="Wong Steel")
    Person.objects.filter(pk=listed.person_id).update(company=wong)
    deal = won(firm, firm.qualified())
    assert contacts() == {"Ada Wong": "Active", "Bo Wong": "Active"}
    bo = contact_of("Bo Wong")
    assert bo.owner == deal.owner
    assert "Wong Steel is a customer now: its first deal was won" in told(contact_of())
    page = firm.page(firm.sam, f"/contacts/{bo.pk}/")
    assert "A contact of ours from now on: Active" in page
    assert "begins on: company became a customer" in page
    assert "is a customer now" in firm.page(firm.sam, f"/deals/{deal.pk}/")
    assert not NewCustomer.objects.exists()


def test_s3_23_a_colleague_of_a_customer_who_shows_interest_is_of_the_second_funnel(
    firm: ContactFirm,
) -> None:
    first = firm.fill("Bo Wong", "Wong Steel")
    won(firm, firm.qualified())
    firm.move(firm.mara, first, "Disqualified", reason="Student")
    again = firm.fill("Bo Wong", "Wong Steel")
    assert again.lead.is_expansion
    assert contact_of("Bo Wong").stage == "Engaged"


def test_a_company_becomes_a_customer_once(firm: ContactFirm) -> None:
    won(firm, firm.qualified())
    ada = contact_of()
    other = firm.qualified("Cy Wong", "Wong Steel")
    deal = won(firm, other)
    assert "is a customer now" not in " ".join(told(deal))
    assert sum("is a customer now" in one for one in told(ada)) == 1


def test_who_has_left_is_not_made_a_contact_again(firm: ContactFirm) -> None:
    lost = firm.qualified("Bo Wong", "Wong Steel")
    firm.post(firm.sam, f"/deals/{Deal.objects.get(lead=lost).pk}/loss/", reason="Price")
    firm.work()
    assert firm.move(firm.sam, contact_of("Bo Wong"), "Left") == "Left"
    won(firm, firm.qualified())
    assert contacts() == {"Ada Wong": "Active"}


def test_where_the_playbook_does_not_begin_on_it_contacts_only_hear(firm: ContactFirm) -> None:
    text = firm.files["contact.yaml"]
    begin = text[text.index("  - on: company became") : text.index("owner: the account")]
    firm.publish(contact=text.replace(begin, ""))
    firm.fill("Bo Wong", "Wong Steel")
    won(firm, firm.qualified())
    assert contacts() == {"Ada Wong": "Active"}
    assert "is a customer now" in " ".join(told(contact_of()))


def test_telling_costs_the_same_for_many(
    firm: ContactFirm, django_assert_max_num_queries: Any
) -> None:
    lead = firm.qualified()
    firm.fill("Bo Wong", "Wong Steel")
    won(firm, lead, work=False)
    with django_assert_max_num_queries(60) as asked:
        assert tell_new_customers(AUTOMATION, None, most=10) == 2
    few = len(asked)
    again = firm.qualified("Eva Lind", "Lind Works")
    for name in ("Ed Lind", "Flo Lind", "Gus Lind", "Hal Lind"):
        firm.fill(name, "Lind Works")
    won(firm, again, work=False)
    with django_assert_max_num_queries(few + 1):
        assert tell_new_customers(AUTOMATION, None, most=10) == 5


def test_telling_contacts_costs_the_same_for_many(
    firm: ContactFirm, django_assert_max_num_queries: Any
) -> None:
    won(firm, firm.qualified(), work=False)
    with django_assert_max_num_queries(60) as asked:
        assert tell_new_customers(AUTOMATION, None, most=10) == 1
    few, names = len(asked), ("Ed Lind", "Flo Lind", "Gus Lind")
    deals = [firm.qualified(name, "Lind Works") for name in names]
    won(firm, deals[0], work=False)
    with django_assert_max_num_queries(few):
        assert tell_new_customers(AUTOMATION, None, most=10) == 3
    assert all("is a customer now" in " ".join(told(contact_of(name))) for name in names)
