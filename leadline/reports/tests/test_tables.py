"""The rows behind the pictures hold the numbers of the page."""

from leadline.reports import tables
from leadline.reports.queries.asked import Asked
from leadline.reports.queries.cohorts import cohorts_page
from leadline.reports.queries.flow import flow_page
from leadline.reports.queries.funnel import funnel_page
from leadline.reports.tests.conftest import fold


def test_numbers_and_exact_shares(cast):
    cast.go(cast.lead(), "MAQL")
    for _ in range(2):
        cast.lead()
    fold()
    rows = tables.of_funnel(funnel_page(cast.ben, Asked()))
    assert rows[1:3] == [["Inquiry", 3, 0, "", "–"], ["MAQL", 1, 0, "33.333", "–"]]
    assert ["Inquiry → MAQL", 1, 86_400, 86_400, 86_400] in rows
    assert tables.of_cohorts(cohorts_page(cast.ben, Asked(), "month"))[1] == [
        "March 2026", 3, "100.000", 1, "33.333",
    ]  # fmt: skip
    assert tables.of_flow(flow_page(cast.ben, Asked()))[1:] == [["Inquiry", "MAQL", 1]]
