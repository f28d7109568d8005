"""New customers are told in slices, and where there is none nothing is asked for."""

from datetime import UTC, datetime

import pytest

from leadline.core.actor import AUTOMATION
from leadline.core.money import Money
from leadline.deals import jobs
from leadline.deals.actions import open_deal, set_amount, win
from leadline.deals.models import NewCustomer
from leadline.parties.models import Person
from leadline.records.models import Record

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_slices_go_on_where_the_last_one_ended(
    lead: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert jobs.tell_customers(NOW) == 0
    monkeypatch.setattr(jobs, "at_once", lambda slice, few: 2)
    for name in ("Bo", "Cy", "Di"):
        Person.objects.create(name=name, company=lead.company)
    deal = open_deal(AUTOMATION, lead)
    set_amount(AUTOMATION, deal, amount=Money(1, "EUR"))
    win(AUTOMATION, deal)
    rounds = []
    while number := jobs.tell_customers(NOW):
        rounds.append(number)
    assert rounds == [2, 2, 1]  # the last one finds that all have been told
    assert not NewCustomer.objects.exists()
