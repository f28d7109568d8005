"""S3.25: a route asks what is counted of a lead's way, as every other condition does."""

from collections.abc import Iterator

import pytest

from leadline.access.models import User
from leadline.core.clock import Driven
from leadline.records.models import Record
from tests.stories.lead_firm import MONDAY
from tests.stories.small_firm import LEAD, SmallFirm

ROUTES = """
develop:
  - when: cycle at least 2
    to: role Director
  - to: pool LDR
sell:
  - when: times in MQL at least 2
    to: role Director
  - when: LAL is complete and attempts here at most 0 and no real conversation here
    to: pool Seller
  - to: queue Marketing
"""
BY_ROUTE = (
    LEAD.replace("    owner: pool LDR\n", "    owner: route develop\n")
    .replace("    owner: pool Seller\n", "    owner: route sell\n")
)  # fmt: skip
READY = {"budget": 900, "authority": "Decides"}


@pytest.fixture
def firm(db: None) -> Iterator[SmallFirm]:
    with Driven(MONDAY) as clock:
        firm = SmallFirm(clock)
        firm.publish(lead=BY_ROUTE, routes=ROUTES)
        firm.sign()
        yield firm


def owner_of(lead: Record) -> User | None:
    lead.refresh_from_db()
    return lead.owner


def test_s3_25_who_comes_back_in_another_cycle_goes_to_somebody_else(firm: SmallFirm) -> None:
    lead = firm.lead()
    assert owner_of(lead) in (firm.lin, firm.lou)
    assert firm.answer(firm.lin, lead, LDR_decision="Return") == "Re-Market"
    firm.post(firm.lin, f"/records/{lead.pk}/interest/", what="Prices")
    assert firm.stands(lead) == "MAQL"
    assert owner_of(lead) == firm.dana
    page = firm.page(firm.dana, f"/leads/{lead.pk}/")
    assert "cycle at least 2" in page


def test_s3_25_who_was_returned_once_goes_to_somebody_else(firm: SmallFirm) -> None:
    lead = firm.lead()
    firm.answer(firm.lin, lead, LDR_decision="Accept", **READY)
    assert firm.move(lead.owner, lead, "MQL") == "MQL"  # type: ignore[arg-type]
    assert owner_of(lead) == firm.sam  # LAL asks nothing, so that it is complete
    firm.answer(firm.sam, lead, sales_decision="Return", what_to_find_out_first="Who signs")
    assert firm.stands(lead) == "LAL"
    assert firm.move(lead.owner, lead, "MQL") == "MQL"  # type: ignore[arg-type]
    assert owner_of(lead) == firm.dana


def test_s3_25_who_gives_it_back_is_asked_the_same(firm: SmallFirm) -> None:
    """Without a decision of the engine the route goes by what is written of the way."""
    lead = firm.lead()
    firm.answer(firm.lin, lead, LDR_decision="Return")
    firm.post(firm.lin, f"/records/{lead.pk}/interest/", what="Prices")
    firm.work()
    firm.post(firm.dana, f"/records/{lead.pk}/giving-back/", reason="Not mine")
    assert owner_of(lead) is None  # in its second cycle it is nobody's turn but Dana's
