"""The form of a campaign reads amounts as people write them."""

import pytest

from leadline.core.actor import AUTOMATION
from leadline.core.money import Money
from leadline.reports.actions.campaigns import make_campaign
from leadline.reports.forms import CampaignForm


@pytest.mark.parametrize(
    ("text", "cost"),
    [("1,200", Money(120_000, "USD")), ("99.50 EUR", Money(9_950, "EUR")), ("", None)],
)
def test_amounts(cast, text, cost):
    form = CampaignForm({"label": "Fair", "type": "event", "cost": text})
    assert form.is_valid(), form.errors
    assert form.values()["cost"] == cost


def test_what_is_no_amount_is_said(cast):
    form = CampaignForm({"label": "Fair", "type": "event", "cost": "much"})
    assert "Write an amount" in str(form.errors["cost"])


def test_one_that_exists_keeps_its_name(cast):
    made = make_campaign(AUTOMATION, None, label="Fair", cost=Money(500, "EUR"))
    form = CampaignForm(instance=made)
    assert "label" not in form.fields
    assert form.initial["cost"] == "5.00 EUR"
    assert "currency" in form.labels()
