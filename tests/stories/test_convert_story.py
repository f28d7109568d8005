"""S3.18: an SQL is a contact at a company with a deal, all in one act or not at all."""

from collections.abc import Iterator

import pytest

from leadline.core.clock import Driven
from leadline.core.models import Event
from leadline.deals.models import Deal
from leadline.parties.models import Person
from leadline.records.models import Record
from leadline.work.models import Task
from tests.stories.lead_firm import LEAD, MONDAY, SALES_READY, LeadFirm


@pytest.fixture
def firm(db: None) -> Iterator[LeadFirm]:
    with Driven(MONDAY) as clock:
        firm = LeadFirm(clock)
        firm.sign()
        yield firm


def qualified(firm: LeadFirm, company: str = "Wong Steel") -> Record:
    lead = firm.lead(stage="SAL", company=company)
    firm.answer(firm.sam, lead, **SALES_READY)
    firm.move(firm.sam, lead, "SQL")
    return lead


def names(lead: Record) -> list[str]:
    events = Event.objects.filter(stream=Record.stream, stream_id=lead.pk).order_by("seq")
    return list(events.values_list("name", flat=True))


def test_s3_18_company_contact_and_deal_in_one_act(firm: LeadFirm) -> None:
    lead = qualified(firm)
    assert firm.stands(lead) == "SQL"
    deal = Deal.objects.get().record
    assert (deal.person, deal.company) == (lead.person, lead.company)
    assert lead.person is not None
    assert lead.person.company == lead.company
    assert names(lead).count("lead qualified") == 1
    assert "Sales-qualified: Wong Steel has a deal with us now" in firm.page(
        firm.sam, f"/leads/{lead.pk}/"
    )
    firm.work()
    assert Deal.objects.count() == 1


def test_s3_18_without_a_company_nothing_is_made_and_the_owner_is_told_why(
    firm: LeadFirm,
) -> None:
    lead = qualified(firm, company="")
    assert firm.stands(lead) == "SQL"
    assert not Deal.objects.exists()
    assert "lead qualified" not in names(lead)
    assert Person.objects.get().company is None
    assert "Say first at which company they are" in Task.objects.get(kind="retry").goal


def test_s3_24_deals_and_wins_are_no_lead_statuses(firm: LeadFirm) -> None:
    lead = qualified(firm)
    firm.stands(lead)
    assert "Won" not in LEAD
    assert [one.stage for one in lead.visits.order_by("number")] == ["SAL", "SQL"]
    deal = Deal.objects.get().record
    assert (deal.kind, lead.kind, deal.opener) == ("deal", "lead", lead)
