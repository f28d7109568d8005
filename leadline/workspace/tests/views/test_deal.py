"""A deal gets an amount, is won or lost; a record's number leads to the page of its kind."""

import pytest

from leadline.deals.actions import open_deal
from leadline.service.actions import open_trial


@pytest.fixture
def deal(cast, client):
    client.force_login(cast.mei)
    return open_deal(cast.as_mei, cast.lead)


def test_it_is_won_with_an_amount(cast, client, deal):
    path = f"/deals/{deal.pk}/"
    text = client.post(path + "amount/", {"amount": "1,250 EUR"}, follow=True).content.decode()
    assert "1,250.00" in text
    wrong = client.post(path + "amount/", {"amount": "much"}, follow=True).content.decode()
    assert "Write an amount" in wrong
    client.post(path + "win/")
    deal.refresh_from_db()
    assert deal.outcome == "won"


def test_it_is_lost_for_a_reason(cast, client, deal):
    path = f"/deals/{deal.pk}/"
    client.post(path + "loss/", {})
    deal.refresh_from_db()
    assert deal.is_open
    client.post(path + "loss/", {"reason": "Price", "words": "Too much"})
    deal.refresh_from_db()
    assert deal.outcome == "lost"


def test_a_number_leads_to_its_page(cast, client, deal):
    trial = open_trial(cast.as_mei, cast.lead)
    assert client.get(f"/records/{deal.pk}/").url == f"/deals/{deal.pk}/"
    for pk in (cast.lead.pk, trial.pk):
        assert client.get(f"/records/{pk}/").url == f"/leads/{cast.lead.pk}/"


def test_somebody_from_elsewhere_sees_nothing(cast, page, deal):
    page(cast.kai, f"/deals/{deal.pk}/", status=404)
    page(cast.kai, f"/records/{deal.pk}/", status=404)
