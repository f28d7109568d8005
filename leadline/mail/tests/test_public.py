"""One press ends being written to, from the page or the mail program, and only a press does."""

from urllib.parse import urlsplit

import pytest
from django.test import Client

from leadline.core.actor import AUTOMATION
from leadline.core.models import Event
from leadline.mail.actions.writing import send
from leadline.mail.links import stop_url
from leadline.mail.models import Hold, Letter
from leadline.parties.contact import basis_for
from leadline.parties.models import Channel, Person
from leadline.records.models import Record


@pytest.fixture
def path(chinese_lead: Record) -> str:
    send(AUTOMATION, chinese_lead, what="welcome")
    Letter.objects.update(language="en", subject="Welcome")
    return urlsplit(stop_url(Letter.objects.get())).path


def test_opening_the_link_changes_nothing(path: str, client: Client, li_na: Person) -> None:
    shown = client.get(path).content.decode()
    assert "Rebar Report will not write to li.na@hengtong.example again." in shown
    assert basis_for([li_na], Channel.EMAIL)[0]


def test_one_press_ends_it_for_good(path: str, li_na: Person, chinese_lead: Record) -> None:
    strict = Client(enforce_csrf_checks=True)  # as a mail program: no cookie, no page
    for _ in range(2):
        answer = strict.post(path, {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
    assert "gets no more letters from us" in answer.content.decode()
    assert basis_for([li_na], Channel.EMAIL)[0].refused
    told = Event.objects.get(stream="person", name="contact refused")
    assert told.data["words"] == "Pressed “Do not write to me again” in “Welcome”"
    send(AUTOMATION, chinese_lead, what="welcome")
    assert Letter.objects.latest("pk").held_for == Hold.REFUSED


def test_a_forged_link_is_not_found(client: Client, path: str) -> None:
    assert client.get("/stop/nonsense/").status_code == 404
    assert client.post(path[:-2] + "/").status_code == 404
