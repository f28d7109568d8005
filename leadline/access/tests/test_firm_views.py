"""The firm's settings are changed by page, by who is in charge."""

import pytest

from leadline.access.models import Firm

HERE = "/settings/firm/"
TOLD = {
    "name": "Acme", "zone": "Europe/Berlin", "country": "DE", "currency": "EUR",
    "language": "zh-hans", "sender": "hi@acme.example", "foot": "Acme GmbH\nMain Street 1, Bonn",
}  # fmt: skip


def test_it_is_changed_and_told(cast, client):
    client.force_login(cast.anna)
    page = client.post(HERE, TOLD, follow=True).content.decode()
    firm = Firm.current()
    assert (firm.currency, firm.sender, firm.language) == ("EUR", "hi@acme.example", "zh-hans")
    assert "Currency: USD → EUR" in page
    assert "Anna Koch" in page


@pytest.mark.parametrize(
    "wrong", [{"zone": "Mars/Base"}, {"currency": "XXX"}, {"sender": "no address"}, {"name": ""}]
)
def test_what_cannot_be_is_refused_at_its_field(cast, client, wrong):
    client.force_login(cast.anna)
    assert client.post(HERE, TOLD | wrong).status_code == 422
    assert Firm.current().name == "Leadline"


@pytest.mark.parametrize("who", ["ben", "chen", "dora"])
def test_others_are_refused(cast, client, who):
    client.force_login(getattr(cast, who))
    assert client.get(HERE).status_code == client.post(HERE, TOLD).status_code == 403
    assert Firm.current().name == "Leadline"
