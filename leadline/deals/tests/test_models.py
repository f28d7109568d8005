import pytest
from django.db import IntegrityError

from leadline.core.actor import AUTOMATION
from leadline.deals.actions import open_deal
from leadline.deals.models import Deal
from leadline.records.models import Record


def test_an_amount_has_a_currency(lead: Record) -> None:
    open_deal(AUTOMATION, lead)
    deal = Deal.objects.get()
    assert (str(deal), deal.money) == (lead.title, None)
    with pytest.raises(IntegrityError):
        Deal.objects.update(amount=5)
