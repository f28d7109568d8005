"""Campaigns with their responses."""

from leadline.core.actor import AUTOMATION
from leadline.core.money import Money
from leadline.reports.actions.campaigns import make_campaign
from leadline.reports.queries.campaigns import campaign_lines
from leadline.reports.tests.conftest import fold


def test_responses_and_what_an_accepted_one_cost(cast):
    make_campaign(AUTOMATION, None, label="Fair", cost=Money(1_000, "EUR"))
    make_campaign(AUTOMATION, None, label="Unseen")
    for stages in (("SAL",), ("SAL",), ("SAL",), ()):
        cast.go(cast.lead(campaign="fair"), *stages)
    cast.lead(campaign="Other")
    fold()
    page = campaign_lines()
    told = {one.campaign.label: (one.responses, one.accepted, one.each) for one in page.lines}
    assert told == {"Fair": (4, 3, "3.33 EUR"), "Unseen": (0, 0, "")}
    assert page.others == [("other", 1)]
