"""The page of a deal says what it is worth in the reader's way."""

from leadline.core.clock import now
from leadline.core.money import Money
from leadline.deals.actions import open_deal, set_amount
from leadline.workspace.queries.deal import deal_page


def test_an_amount_is_written_for_its_reader(cast):
    record = open_deal(cast.as_mei, cast.lead)
    assert deal_page(record, cast.mei, now(), "/").amount == ""
    set_amount(cast.as_mei, record, amount=Money(125000, "EUR"))
    page = deal_page(record, cast.mei, now(), "/")
    assert "1,250.00" in page.amount
    assert page.deal.lead == cast.lead
    assert page.timeline.entries
