"""What one lead adds: passed statuses are filled in, and taking it out leaves nothing."""

from collections import Counter

from leadline.reports.cells import cells_of
from leadline.reports.facts import Facts
from leadline.reports.statuses import ALL, PLACE
from leadline.reports.tests.test_facts import FULL


def whole(facts: Facts) -> set[str]:
    return {
        f"{cell.measure}:{cell.what}"
        for cell in cells_of(facts)
        if cell.dimension == "" and cell.is_of_all
    }


def bits(*statuses: str) -> int:
    return sum(1 << PLACE[one] for one in statuses)


def test_s3_32_passed_statuses_are_filled_in() -> None:
    found = whole(Facts("acquisition", "2026-03", PLACE["SAL"], bits("Inquiry", "SAL")))
    assert {one for one in found if one.startswith("reached")} == {
        f"reached:{one}" for one in ("Inquiry", "MAQL", "LAL", "MQL", "SAL")
    }
    assert {one for one in found if one.startswith("entered")} == {"entered:Inquiry", "entered:SAL"}


def test_raw_is_never_filled_in_and_its_conversion_is_its_own() -> None:
    listed = whole(Facts("acquisition", "2026-03", PLACE["MAQL"], bits("Raw", "MAQL")))
    assert {"reached:Raw", "from Raw:"} <= listed
    assert "from Raw:" not in whole(Facts("acquisition", "2026-03", 0, bits("Raw")))


def test_aside_statuses_are_beside_the_funnel() -> None:
    found = whole(Facts("acquisition", "2026-03", 1, bits("Inquiry", "Re-Market", "Disqualified")))
    assert {"entered:Re-Market", "entered:Disqualified"} <= found
    assert "reached:Re-Market" not in found
    assert len(ALL) == 9


def test_taking_a_lead_out_leaves_nothing() -> None:
    found = Counter(cells_of(FULL))
    found.subtract(cells_of(FULL))
    assert not any(found.values())


def test_revenue_stands_in_the_month_of_the_sale_under_who_is_credited() -> None:
    [source, campaign] = [
        cell for cell in cells_of(FULL) if cell.measure == "first" and not cell.is_of_all
    ]
    assert (source.dimension, source.key, source.month) == ("source", "3", "2018-03")
    assert (campaign.dimension, campaign.key) == ("campaign", "fair")
