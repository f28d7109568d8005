"""Every kind of unusual flow has a name and says how it is counted."""

from leadline.reports.queries.asked import Asked
from leadline.reports.queries.unusual import KINDS, unusual_page
from leadline.reports.tests.conftest import fold
from leadline.reports.ways import UNUSUAL


def test_every_kind_is_told(cast):
    assert tuple(KINDS) != ()
    assert set(KINDS) == set(UNUSUAL)


def test_they_are_counted_beside_all(cast):
    cast.go(cast.lead(), "LAL")
    cast.lead()
    fold()
    page = unusual_page(cast.ben, Asked())
    [skipped] = [one for one in page.flows if one.kind == "skipped"]
    assert (skipped.number, skipped.share, page.number) == (1, "50.0 %", 2)
    assert [one.link for one in page.flows if not one.number] == [""] * (len(KINDS) - 1)
