"""The lists show what one may see."""

import pytest

from leadline.deals.actions import open_deal


def test_the_list_of_leads(cast, page):
    text = page(cast.mei, "/leads/?q=li")
    assert "Li Na" in text
    assert "Jonas" not in text
    assert "No lead fits" in page(cast.mei, "/leads/?q=nobody")


def test_the_list_of_deals(cast, page):
    assert "Here your deals will appear" in page(cast.mei, "/deals/")
    open_deal(cast.as_mei, cast.lead)
    assert "Li Na" in page(cast.mei, "/deals/")


@pytest.mark.parametrize("path", ["/leads/", "/deals/"])
def test_strangers_and_people_from_elsewhere(cast, page, client, path):
    open_deal(cast.as_mei, cast.lead)
    assert "Li Na" not in page(cast.kai, path)
    client.logout()
    assert client.get(path).url.startswith("/account/login/")
