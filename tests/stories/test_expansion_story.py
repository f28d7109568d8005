"""S3.23: a contact who shows interest begins again, in a funnel that is counted apart."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client

from leadline.core.clock import Driven
from leadline.deals.models import Deal
from leadline.records.models import Record
from tests.stories.contact_firm import (
    ContactFirm,
    contact_of,
    row_of,
    told,
)
from tests.stories.lead_firm import MONDAY


@pytest.fixture
def firm(db: None) -> Iterator[ContactFirm]:
    with Driven(MONDAY) as clock:
        yield ContactFirm(clock)


def deal_of(lead: Record) -> Record:
    return Deal.objects.get(lead=lead).record


def test_s3_23_a_contact_who_responds_begins_a_cycle_of_the_second_funnel(
    firm: ContactFirm,
) -> None:
    first = firm.qualified()
    firm.post(firm.sam, f"/deals/{deal_of(first).pk}/loss/", reason="Price")
    firm.work()
    again = firm.fill("Ada Wong", "Wong Steel")
    assert again != first
    assert (again.cycle, again.lead.is_expansion, again.lead.previous.record) == (2, True, first)
    contact = contact_of()
    assert contact.stage == "Engaged"
    assert "Shows interest again through Web" in told(contact)
    assert Record.objects.filter(kind="lead").count() == 2  # the door's own, and no second one


def test_s3_23_the_accounts_owner_gets_it_first_and_it_can_become_sql_again(
    firm: ContactFirm,
) -> None:
    first = firm.qualified()
    assert first.company is not None
    manager = {"manager": str(firm.lou.pk), "reason": "Knows them"}
    firm.post(firm.dana, f"/companies/{first.company.pk}/manager/", **manager)
    firm.post(firm.sam, f"/deals/{deal_of(first).pk}/loss/", reason="Price")
    firm.work()
    again = firm.press(firm.dana, f"/contacts/{contact_of().pk}/", "They want to know more")
    assert "Expansion" in again
    lead = Record.objects.filter(kind="lead").latest("pk")
    assert (lead.stage, lead.owner, lead.cycle) == ("MAQL", firm.lou, 2)
    assert lead.opener == contact_of()
    assert contact_of().stage == "Engaged"
    firm.qualify(lead)
    assert Deal.objects.count() == 2
    assert contact_of().stage == "In opportunity"
    page = firm.page(firm.dana, f"/contacts/{contact_of().pk}/")
    assert page.index("Cycle 2") < page.index("Cycle 1")


def test_s3_23_a_contact_who_scores_begins_a_cycle(firm: ContactFirm) -> None:
    deal = deal_of(firm.qualified())
    firm.post(firm.sam, f"/deals/{deal.pk}/loss/", reason="Price")
    firm.work()
    call = f"/contacts/{contact_of().pk}/"
    firm.press(firm.dana, call, "Log the call", result="no answer")
    assert contact_of().stage == "Active"
    firm.press(firm.dana, call, "Log the call", result="connected")
    assert contact_of().stage == "Engaged"
    lead = Record.objects.filter(kind="lead").latest("pk")
    assert (lead.lead.is_expansion, lead.stage) == (True, "MAQL")
    firm.work()
    assert Record.objects.filter(kind="lead").count() == 2


def test_s3_23_a_cycle_that_comes_to_nothing_gives_the_contact_back(firm: ContactFirm) -> None:
    deal = deal_of(firm.qualified())
    firm.post(firm.sam, f"/deals/{deal.pk}/loss/", reason="Price")
    lead = firm.fill("Ada Wong", "Wong Steel")
    assert contact_of().stage == "Engaged"
    firm.move(firm.lin, lead, "Disqualified", reason="Competitor")
    assert contact_of().stage == "Active"
    assert "Their lead has ended: Disqualified" in told(contact_of())


def test_s3_23_both_funnels_are_counted_apart_and_never_twice(firm: ContactFirm) -> None:
    deal = deal_of(firm.qualified())
    firm.fill("Omar Aziz", "Aziz Trading")
    firm.post(firm.sam, f"/deals/{deal.pk}/amount/", amount="900 EUR")
    firm.post(firm.sam, f"/deals/{deal.pk}/win/")
    firm.work()
    firm.fill("Ada Wong", "Wong Steel")
    firm.pass_time(minutes=5)
    page = firm.page(firm.dana, "/insight/")
    assert row_of(page, "New people") == ["2", "1", "50.0 %", "1"]
    assert row_of(page, "Known contacts") == ["1", "0", "0.0 %", "0"]
    firm.qualify(Record.objects.filter(kind="lead").latest("pk"))
    firm.pass_time(minutes=5)
    page = firm.page(firm.dana, "/insight/?funnel=expansion")
    assert row_of(page, "New people") == ["2", "1", "50.0 %", "1"]
    assert row_of(page, "Known contacts") == ["1", "1", "100.0 %", "0"]
    assert row_of(page, "<abbr[^>]+>SQL")[:1] == ["1"]
    assert row_of(page, "2") == ["1"]  # one lead is in its second cycle
    shares = [float(one) for one in re.findall(r"(\d+\.\d) %", page)]
    assert max(shares) <= 100
    client = Client()
    client.force_login(firm.dana)
    file = client.get("/insight/?funnel=expansion&format=csv").content.decode("utf-8-sig")
    assert "Known contacts,1,1,100.000,0" in file
    assert "New people,2,1,50.000,1" in file
    listed = firm.page(firm.dana, "/insight/leads/?funnel=expansion&measure=cycle&what=2")
    assert listed.count("Ada Wong") >= 1
