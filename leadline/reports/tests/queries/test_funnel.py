"""S3.31, S3.32: volume, conversion, time and value between statuses, whatever the flow."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.access.actor import person
from leadline.core.money import Money
from leadline.deals.actions import open_deal, set_amount, win
from leadline.reports import times
from leadline.reports.queries.asked import Asked
from leadline.reports.queries.funnel import funnel_page
from leadline.reports.tests.conftest import fold
from leadline.reports.tests.test_loading import sold


def steps(cast, **about):
    fold()
    found = funnel_page(cast.ben, Asked(**about)).steps
    return {one.status: (one.number, one.skipped, one.of_before) for one in found}


def test_s3_31_volume_conversion_time_and_value(cast, page):
    for stages in (("MAQL", "LAL", "MQL", "SAL", "SQL"), ("MAQL", "LAL"), ("MAQL",), ()):
        cast.go(cast.lead(), *stages)
    sold(cast, cast.go(cast.lead(), "MAQL", "LAL", "MQL", "SAL", "SQL"), 900_00)
    assert steps(cast) == {
        "Inquiry": (5, 0, ""),
        "MAQL": (4, 0, "80.0 %"),
        "LAL": (3, 0, "75.0 %"),
        "MQL": (2, 0, "66.7 %"),
        "SAL": (2, 0, "100.0 %"),
        "SQL": (2, 0, "100.0 %"),
    }
    shown = funnel_page(cast.ben, Asked())
    times_told = {one.pair: (one.quantiles.number, one.median) for one in shown.times}
    assert times_told["Inquiry → MAQL"] == (4, "24 hours")
    assert times_told["Opened → SQL"] == (2, "5 days")
    assert (shown.won, shown.revenue) == (1, "900.00 EUR")
    assert next(one.worth for one in shown.steps if one.status == "Inquiry") == "180.00 EUR"
    text = page(cast.ben, "/insight/")
    assert "180.00 EUR" in text
    assert re.search(r"Inquiry → MAQL</th>.*?>4</a>.*?24 hours", text, re.DOTALL)


def test_s3_32_no_conversion_is_above_a_hundred_and_none_counts_twice(cast, page):
    cast.go(cast.lead("Skips Everything"), "SAL", "SQL")
    cast.go(cast.lead("Goes Back"), "MAQL", "LAL", "MQL", "LAL", "MQL", "LAL", "MQL", "SAL")
    cast.go(cast.lead("Is Recycled"), "MAQL", "Re-Market", "MAQL", "Re-Market", "MAQL", "LAL")
    cast.go(cast.lead("Comes Again"), "MAQL", "Disqualified")
    cast.lead("Comes Again")
    assert steps(cast) == {
        "Inquiry": (5, 0, ""),
        "MAQL": (4, 1, "80.0 %"),
        "LAL": (3, 1, "75.0 %"),
        "MQL": (2, 1, "66.7 %"),
        "SAL": (2, 0, "100.0 %"),
        "SQL": (1, 0, "50.0 %"),
    }
    text = page(cast.ben, "/insight/unusual/")
    for name, number in (("Skipped a status", 1), ("Went back", 1), ("Recycled", 1),
                         ("Came again", 1), ("From a known contact", 0)):  # fmt: skip
        found = re.search(rf"{name}</th>.*?>(\d+)<", text, re.DOTALL)
        assert found, name
        assert int(found[1]) == number, name
    listed = page(cast.ben, "/insight/leads/?measure=unusual&what=back")
    assert "Goes Back" in listed
    assert "Skips Everything" not in listed


def test_s3_32_known_contacts_are_counted_apart(cast, page):
    cast.go(cast.lead("Li Na"), "MAQL", "SQL")
    cast.go(cast.lead("Li Na"), "MAQL")
    assert steps(cast)["Inquiry"][0] == 1
    assert steps(cast, funnel="expansion")["MAQL"][0] == 1
    assert "Li Na" in page(
        cast.ben, "/insight/leads/?funnel=expansion&measure=unusual&what=contact"
    )


def test_s3_32_two_open_deals_of_one_person_are_two_leads(cast, page):
    for _ in range(2):
        lead = cast.go(cast.lead("Li Na"), "SQL")
        deal = open_deal(person(cast.mei), lead)
    address = "/insight/leads/?measure=unusual&what=two+deals"
    assert page(cast.ben, address).count("<tr data-row>") == 1
    assert page(cast.ben, f"{address}&funnel=expansion").count("<tr data-row>") == 1
    set_amount(person(cast.mei), deal, amount=Money(100, "EUR"))
    win(person(cast.mei), deal)
    assert page(cast.ben, address).count("<tr data-row>") == 0


def test_of_raw_people_only_they_themselves_are_counted(cast):
    raw = cast.lead()
    cast.go(raw, "Raw")
    cast.lead()
    assert steps(cast)["Raw"][0] == 1
    assert steps(cast)["Inquiry"] == (2, 0, "100.0 % of Raw")


@pytest.mark.parametrize("number", [1, 6])
def test_any_number_takes_as_many_queries(cast, number):
    for _ in range(number):
        cast.go(cast.lead(), "MAQL", "LAL", after=timedelta(hours=3))
    fold()
    funnel_page(cast.ben, Asked())
    with CaptureQueriesContext(connection) as seen:
        funnel_page(cast.ben, Asked())
    assert len([one for one in seen if "reports_" in one["sql"]]) <= 1 + 2 * 6


def test_medians_of_very_many_are_said_to_be_about(cast, page, monkeypatch):
    monkeypatch.setattr(times, "EXACT", 0)
    cast.go(cast.lead(), "MAQL")
    assert "about, by histogram" in page(cast.ben, "/insight/")
