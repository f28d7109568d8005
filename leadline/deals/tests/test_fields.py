from leadline.conditions.declared import declared_fields
from leadline.core.actor import AUTOMATION
from leadline.core.money import Money
from leadline.deals.actions import lose, open_deal, set_amount
from leadline.records.models import Record


def test_a_deal_tells_its_amount_and_whether_it_is_open(lead: Record) -> None:
    deal = open_deal(AUTOMATION, lead)
    fields = declared_fields()
    amount, is_open = fields["deal amount"].load, fields["deal is open"].load
    assert amount is not None
    assert is_open is not None
    assert (amount([deal]), is_open([deal])) == ([None], [True])
    set_amount(AUTOMATION, deal, amount=Money(1250, "EUR"))
    lose(AUTOMATION, deal, reason="Price")
    deal.refresh_from_db()
    assert (amount([deal, lead]), is_open([deal])) == ([Money(1250, "EUR"), None], [False])
