"""The flow as arcs over a line."""

from leadline.reports.queries.asked import Asked
from leadline.reports.queries.flow import THICKEST, flow_page
from leadline.reports.tests.conftest import fold


def test_arcs_are_as_thick_as_they_are_many(cast):
    for _ in range(2):
        cast.go(cast.lead(), "MAQL", "LAL")
    cast.go(cast.lead(), "MAQL", "Inquiry", "MAQL")
    fold()
    page = flow_page(cast.ben, Asked())
    assert [(one.status, one.number) for one in page.knots] == [
        ("Inquiry", 3), ("MAQL", 3), ("LAL", 2),
    ]  # fmt: skip
    arcs = {(one.first, one.second): one for one in page.arcs}
    assert arcs["Inquiry", "MAQL"].number == 3
    assert arcs["Inquiry", "MAQL"].width == THICKEST
    assert arcs["MAQL", "Inquiry"].is_back
    assert not arcs["MAQL", "LAL"].is_back
    assert page.last == page.knots[-1].x


def test_nothing_is_drawn_of_nothing(cast):
    page = flow_page(cast.ben, Asked())
    assert (page.knots, page.arcs) == ([], [])
