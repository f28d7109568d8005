"""S3.1: on the shipped playbook, what lead development passes on goes to sales or a partner."""

from collections.abc import Iterator

import pytest

from leadline.access.models import Permission
from leadline.channel.models import PartnerLead
from leadline.core.clock import Driven
from leadline.records.models import Record
from tests.stories.lead_firm import MONDAY, SALES_READY, LeadFirm
from tests.stories.test_partner_story import partner


@pytest.fixture
def firm(db: None) -> Iterator[LeadFirm]:
    with Driven(MONDAY) as clock:
        firm = LeadFirm(clock)
        firm.sign()
        role = firm.dana.memberships.get().role
        Permission.objects.update_or_create(
            role=role, action="appoint partner", defaults={"reach": "all"}
        )
        yield firm


def passed_on(firm: LeadFirm) -> Record:
    lead = firm.lead()
    ldr = lead.owner
    assert ldr is not None
    firm.answer(ldr, lead, LDR_decision="Accept")
    firm.answer(ldr, lead, **SALES_READY)
    assert firm.move(ldr, lead, "MQL") == "MQL"
    return lead


def test_s3_01_a_partner_of_the_region_comes_before_anybodys_turn(firm: LeadFirm) -> None:
    nordic = partner(firm)  # type: ignore[arg-type]
    lead = passed_on(firm)
    assert lead.owner == firm.sam
    assert PartnerLead.objects.get(record=lead).partner == nordic


def test_s3_01_without_partners_it_is_a_sellers_turn(firm: LeadFirm) -> None:
    lead = passed_on(firm)
    assert lead.owner == firm.sam
    assert not PartnerLead.objects.exists()
