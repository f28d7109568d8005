"""S3.33, S3.34: what was passed on, sent back and why, and whom a sale is credited to."""

import re

import pytest
from django.utils.translation import override

from leadline.access.actor import person
from leadline.core.actor import AUTOMATION
from leadline.core.errors import Refused
from leadline.core.money import Money
from leadline.leads.actions import open_leads
from leadline.leads.incoming import Door, Incoming
from leadline.parties.candidates import Candidate
from leadline.records.actions import give_answers
from leadline.reports.actions.campaigns import make_campaign
from leadline.reports.actions.crediting import choose_campaign
from leadline.reports.queries.asked import Asked
from leadline.reports.queries.sources import sources_page
from leadline.reports.tests.conftest import fold, run
from leadline.reports.tests.test_loading import sold


def lines(cast, by="source", way="linear"):
    fold()
    return {one.label: one for one in sources_page(cast.ben, Asked(), by, way).lines}


def test_s3_34_rejection_rate_by_source_with_reasons(cast, page):
    cast.go(cast.lead(source="Fair"), "MAQL", "LAL", "MQL", "SAL")
    for reason in ("No budget", "No budget", ""):
        lead = cast.go(cast.lead(source="Web"), "MAQL")
        if reason:
            give_answers(person(cast.mei), lead, answers={"return reason": reason})
        cast.go(lead, "Re-Market")
    cast.go(cast.lead(source="Web"), "MAQL", "LAL", "MQL", "LAL", "MQL", "SAL")
    found = lines(cast)
    assert (found["Fair"].rejected, found["Fair"].rate) == (0, "0.0 %")
    assert (found["Web"].rejected, found["Web"].handed, found["Web"].rate) == (4, 4, "100.0 %")
    assert found["Web"].reasons == "no reason given 2, No budget 2"
    assert "No budget 2" in page(cast.ben, "/insight/sources/")
    link = re.search(r'href="(/insight/leads/\?[^"]*measure=rejected[^"]*)">4</a>',
                     page(cast.ben, "/insight/sources/"))  # fmt: skip
    assert link


def test_s3_33_quality_leads_and_influenced_revenue(cast, page):
    """Li Na came by the fair, asked again by mail, and bought."""
    lead = cast.lead("Li Na", source="Fair", campaign="Spring")
    cast.clock.advance(days=1)
    again = Incoming(
        Candidate(name="Li Na", emails=("li.na@na.example",)), source="Mail", campaign="Letter"
    )
    open_leads(
        AUTOMATION, None, door=Door(cast.version, "Statuses", stage="Inquiry"), incoming=[again]
    )
    run()
    lead.refresh_from_db()
    cast.lead(source="Mail")  # so that the source is known, as it is on every lead
    sold(cast, cast.go(lead, "MAQL", "LAL", "MQL", "SAL", "SQL"), 101)

    def revenue(way, by="campaign"):
        return {label: one.revenue for label, one in lines(cast, by, way).items()}

    nothing = {"unknown": "–"}
    assert revenue("first") == {"spring": "1.01 EUR", **nothing}
    assert revenue("last") == {"letter": "1.01 EUR", "spring": "–", **nothing}
    assert revenue("linear") == {"spring": "0.51 EUR", "letter": "0.50 EUR", **nothing}
    assert revenue("chosen") == {"spring": "1.01 EUR", **nothing}
    found = lines(cast)["Fair"]
    assert (found.passed, found.accepted, found.qualified) == (1, 1, 1)
    assert "1.01 EUR" in page(cast.ben, "/insight/sources/?way=first")


@pytest.mark.parametrize(("by", "way"), [("nonsense", "nonsense"), ("source", "linear")])
def test_what_is_not_known_is_as_usual(cast, by, way):
    cast.lead()
    fold()
    page = sources_page(cast.ben, Asked(), by, way)
    assert (page.by, page.way) == ("source", "linear")


def test_costs_stand_beside_all_leads_alone(cast, page):
    """Divided by a part of the leads they would say something else, and not to everybody."""
    make_campaign(AUTOMATION, None, label="Fair", cost=Money(1_000_00, "EUR"))
    cast.go(cast.lead(campaign="fair"), "SAL")
    cast.go(cast.lead(campaign="fair", owner=cast.mei), "SAL")
    assert "500.00 EUR" in page(cast.ben, "/insight/sources/?by=campaign")
    with override("zh-hans"):
        fair = lines(cast, "campaign")["Fair"]
        assert (fair.spent, fair.cost) == ("€1,000.00", "€500.00")
    for user, address in ((cast.mei, ""), (cast.ben, "&since=2026-03"), (cast.ben, "&owner=1")):
        assert "EUR" not in page(user, f"/insight/sources/?by=campaign{address}")


def test_s3_33_a_campaign_is_chosen_by_hand_and_the_other_ways_stay(cast, page, client):
    lead = cast.lead("Li Na", source="Fair", campaign="Spring")
    fair = make_campaign(AUTOMATION, None, label="Autumn fair")
    sold(cast, cast.go(lead, "MAQL", "LAL", "MQL", "SAL", "SQL"), 101)
    assert lines(cast, "campaign", "chosen")["spring"].revenue == "1.01 EUR"
    assert "As it came: Spring" in page(cast.ben, f"/leads/{lead.pk}/campaign/")
    client.post(f"/leads/{lead.pk}/campaign/", {"campaign": fair.pk})
    chosen = lines(cast, "campaign", "chosen")
    assert chosen["Autumn fair"].revenue == "1.01 EUR"
    assert chosen["spring"].revenue == "–"
    for way in ("first", "last", "linear"):
        assert lines(cast, "campaign", way)["spring"].revenue == "1.01 EUR"
    client.post(f"/leads/{lead.pk}/campaign/", {"campaign": ""})
    assert lines(cast, "campaign", "chosen")["spring"].revenue == "1.01 EUR"


def test_who_does_not_see_a_lead_does_not_credit_it(cast, page, client):
    lead = cast.lead("Li Na", campaign="Spring")
    fair = make_campaign(AUTOMATION, None, label="Autumn fair")
    page(cast.kai, f"/leads/{lead.pk}/campaign/", 404)
    assert client.post(f"/leads/{lead.pk}/campaign/", {"campaign": fair.pk}).status_code == 404
    with pytest.raises(Refused):
        choose_campaign(person(cast.kai), lead, campaign=fair)
