"""On the outbox page people see why a letter has not left and do what there is to do."""

import re

import pytest
from django.test import Client

from leadline.access.models import User
from leadline.core.actor import AUTOMATION
from leadline.mail.actions.writing import send
from leadline.mail.models import Letter, State
from leadline.mail.tests.conftest import allow
from leadline.records.models import Record


@pytest.fixture
def page(client: Client, anna: User) -> Client:
    client.force_login(anna)
    return client


def letter_in(state: State, record: Record) -> Letter:
    send(AUTOMATION, record, what="welcome")
    Letter.objects.update(state=state)
    return Letter.objects.get()


def test_the_outbox_shows_a_held_letter_and_why(page: Client, english_lead: Record) -> None:
    send(AUTOMATION, english_lead, what="welcome")
    shown = page.get("/letters/").content.decode()
    assert "Nothing says that this person may be written to." in shown
    assert "tom@baltic.example" in shown
    assert "Send after all" in shown


def test_an_empty_outbox_says_so(page: Client) -> None:
    assert "Every letter has left" in page.get("/letters/").content.decode()


def test_undo(page: Client, chinese_lead: Record) -> None:
    letter = letter_in(State.WAITING, chinese_lead)
    answer = page.post(f"/letters/{letter.pk}/taking-back/", {"next": "/letters/?page=2"})
    assert answer["Location"] == "/letters/?page=2"
    assert Letter.objects.get().state == State.TAKEN_BACK
    again = page.post(f"/letters/{letter.pk}/taking-back/", follow=True)
    assert "it has left" in again.content.decode()


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example", "", "javascript:1"])
def test_nobody_is_led_away(page: Client, chinese_lead: Record, wanted: str) -> None:
    letter = letter_in(State.WAITING, chinese_lead)
    answer = page.post(f"/letters/{letter.pk}/taking-back/", {"next": wanted})
    assert answer["Location"] == "/letters/"


def test_release_and_drop(page: Client, english_lead: Record) -> None:
    letter = letter_in(State.HELD, english_lead)
    refused = page.post(f"/letters/{letter.pk}/release/", follow=True)
    assert "Nothing says that this person may be written to." in refused.content.decode()
    assert english_lead.person is not None
    allow(english_lead.person)
    page.post(f"/letters/{letter.pk}/release/")
    assert Letter.objects.get().state == State.WAITING
    Letter.objects.update(state=State.FAILED)
    page.post(f"/letters/{letter.pk}/dropping/")
    assert Letter.objects.get().state == State.TAKEN_BACK


@pytest.mark.parametrize(("was_sent", "state"), [("yes", State.SENT), ("no", State.WAITING)])
def test_an_unclear_letter_is_settled(
    page: Client, chinese_lead: Record, was_sent: str, state: State
) -> None:
    letter = letter_in(State.UNCLEAR, chinese_lead)
    assert "It left" in page.get("/letters/").content.decode()
    page.post(f"/letters/{letter.pk}/settlement/", {"was_sent": was_sent})
    assert Letter.objects.get().state == state


def test_a_letter_in_ones_own_words(page: Client, chinese_lead: Record) -> None:
    address = f"/records/{chinese_lead.pk}/letters/new/"
    assert "李娜" in page.get(address).content.decode()
    page.post(address, {"subject": "Hello", "body": "Good day", "next": "/letters/"})
    letter = Letter.objects.get()
    assert (str(letter), letter.is_by_person) == ("Hello", True)
    shown = page.post(address, {"subject": " ", "body": "x"}).content.decode()
    assert Letter.objects.count() == 1
    assert "<form" in shown


@pytest.mark.parametrize(
    ("asked", "led"), [("/leads/1/", 'href="/leads/1/"'), ("https://bad.example/", "")]
)
def test_whoever_changes_their_mind_goes_back(
    page: Client, chinese_lead: Record, asked: str, led: str
) -> None:
    address = f"/records/{chinese_lead.pk}/letters/new/"
    shown = page.get(address, {"next": asked, "asks": "yes"}).content.decode()
    assert "bad.example" not in shown
    assert ("Cancel" in shown, led in shown) == (bool(led), True)
    assert re.search(r'<input[^>]*name="asks"[^>]* checked', shown)
    unasked = page.get(address).content.decode()
    assert not re.search(r'<input[^>]*name="asks"[^>]* checked', unasked)


def test_strangers_and_getters_do_nothing(
    client: Client, stranger: User, chinese_lead: Record
) -> None:
    letter = letter_in(State.WAITING, chinese_lead)
    for verb in ("taking-back", "dropping", "release", "settlement"):
        assert client.post(f"/letters/{letter.pk}/{verb}/").status_code == 302
    client.force_login(stranger)
    for verb in ("taking-back", "dropping", "release", "settlement"):
        assert client.post(f"/letters/{letter.pk}/{verb}/").status_code == 404
        assert client.get(f"/letters/{letter.pk}/{verb}/").status_code == 405
    assert client.get(f"/records/{chinese_lead.pk}/letters/new/").status_code == 404
    assert Letter.objects.get().state == State.WAITING
