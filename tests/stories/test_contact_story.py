"""S3.22–S3.24: who was qualified is a contact with a status, and begins again as expansion."""

from collections.abc import Iterator

import pytest

from leadline.core.clock import Driven
from leadline.deals.models import Deal
from leadline.records.models import Record
from tests.stories.contact_firm import ContactFirm, contact_of, told
from tests.stories.lead_firm import MONDAY


@pytest.fixture
def firm(db: None) -> Iterator[ContactFirm]:
    with Driven(MONDAY) as clock:
        yield ContactFirm(clock)


def deal_of(lead: Record) -> Record:
    return Deal.objects.get(lead=lead).record


def stages(record: Record) -> list[str]:
    return list(record.visits.order_by("number").values_list("stage", flat=True))


def test_s3_22_a_qualified_lead_is_a_contact_with_a_status_of_its_own(firm: ContactFirm) -> None:
    lead = firm.qualified()
    contact = contact_of()
    assert (contact.stage, contact.person, contact.opener) == ("In opportunity", lead.person, lead)
    page = firm.page(firm.sam, f"/contacts/{contact.pk}/")
    assert "In opportunity" in page
    assert "A contact of ours from now on: In opportunity" in page
    assert "Cycle 1" in page
    listed = firm.page(firm.sam, "/contacts/?where=stage+is+%22In+opportunity%22")
    assert "Ada Wong" in listed
    assert "Ada Wong" not in firm.page(firm.sam, "/contacts/?where=stage+is+%22Active%22")
    assert f"/contacts/{contact.pk}/" in firm.page(firm.sam, f"/leads/{lead.pk}/")


@pytest.mark.parametrize("end", ["win", "loss"])
def test_s3_24_won_or_lost_the_contact_is_in_the_marketable_pool(
    firm: ContactFirm, end: str
) -> None:
    deal = deal_of(firm.qualified())
    firm.post(firm.sam, f"/deals/{deal.pk}/amount/", amount="900 EUR")
    firm.post(firm.sam, f"/deals/{deal.pk}/{end}/", reason="Price")
    firm.work()
    contact = contact_of()
    assert (contact.stage, contact.cycle) == ("Active", 2)
    assert stages(contact) == ["In opportunity", "Active"]


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
    firm.move(firm.lin, again, "MAQL") if again.stage != "MAQL" else None
