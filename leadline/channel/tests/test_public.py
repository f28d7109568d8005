"""The page opens by the link alone and says what can be said at this moment."""

from django.test import Client

from leadline.channel.links import token_of
from leadline.channel.models import Partner, State
from leadline.channel.tests.conftest import stands
from leadline.records.models import Record


def test_it_offers_what_can_be_said_now(lead: Record, nordic: Partner, client: Client) -> None:
    row = stands(lead, nordic)
    path = f"/partner/{token_of(row)}/"
    page = client.get(path).text
    assert ('value="accept"' in page, 'value="won"' in page) == (True, False)
    row.state = State.ACCEPTED
    row.save()
    page = client.get(path).text
    assert ('value="accept"' in page, 'value="won"' in page) == (False, True)
    Record.objects.update(outcome="lost")
    assert client.get(path).status_code == 410
    assert client.get("/partner/nothing/").status_code == 410


def test_what_is_too_long_is_told_alone(lead: Record, nordic: Partner, client: Client) -> None:
    path = f"/partner/{token_of(stands(lead, nordic))}/"
    page = client.post(path, {"answer": "return", "words": "x" * 1001})
    assert (page.status_code, "at most 1000 characters" in page.text) == (422, True)
    assert "Choose what you want to say." not in page.text
    page = client.post(path, {"answer": "banana", "words": "Too far"})
    assert (page.status_code, "Choose what you want to say." in page.text) == (422, True)
