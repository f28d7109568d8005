"""People see what came in and decide about what was held; strangers see nothing."""

import pytest
from django.test import Client

from leadline.access.models import User
from leadline.core.actor import CUSTOMER
from leadline.core.clock import standing_at
from leadline.core.models import Event
from leadline.intake.actions.arriving import Item, receive_arrivals
from leadline.intake.models import Arrival, Door, Outcome
from leadline.intake.tests.conftest import NINE
from leadline.records.models import Record


@pytest.fixture
def held(form: Door) -> Arrival:
    with standing_at(NINE):
        raw = {"fields": {"name": "<script>Li", "e-mail": "li@x.example"}}
        item = Item(raw, held="It is full of links.")
        return receive_arrivals(CUSTOMER, None, door=form, items=[item])[0]


@pytest.fixture
def hers(client: Client, mei: User) -> Client:
    client.force_login(mei)
    return client


def test_the_page_counts_and_its_numbers_lead_to_lists(hers: Client, held: Arrival) -> None:
    page = hers.get("/incoming/?until=2026-03-02").content.decode()
    assert "Free trial" in page
    link = f"/incoming/list/?door={held.door_id}&amp;on=2026-03-02&amp;outcome=quarantined"
    assert link in page
    shown = hers.get(link.replace("&amp;", "&")).content.decode()
    assert held.receipt in shown
    assert "&lt;script&gt;Li" in shown
    assert "It is full of links." in shown


def test_a_person_lets_in_what_was_held(hers: Client, held: Arrival, mei: User) -> None:
    hers.post(f"/incoming/{held.pk}/release/")
    held.refresh_from_db()
    assert held.outcome == Outcome.CREATED
    assert held.record == Record.objects.get()
    assert Event.objects.get(name="arrival released").actor_id == mei.pk
    answer = hers.post(f"/incoming/{held.pk}/release/", follow=True)
    assert "Somebody has decided about this already." in answer.content.decode()
    assert Record.objects.count() == 1


def test_a_person_rejects_what_was_held(hers: Client, held: Arrival) -> None:
    back = "/incoming/list/?outcome=quarantined"
    answer = hers.post(f"/incoming/{held.pk}/rejection/", {"reason": "Spam", "next": back})
    assert answer["Location"] == back
    held.refresh_from_db()
    assert (held.outcome, held.reason) == (Outcome.REJECTED, "Spam")
    assert not Record.objects.exists()


def test_nobody_is_led_elsewhere(hers: Client, held: Arrival) -> None:
    answer = hers.post(f"/incoming/{held.pk}/rejection/", {"next": "https://evil.example/"})
    assert answer["Location"] == "/incoming/"


@pytest.mark.parametrize("path", ["/incoming/", "/incoming/list/"])
def test_strangers_and_people_without_a_role_see_nothing(
    client: Client, firm: object, path: str
) -> None:
    assert client.get(path).status_code == 302
    client.force_login(User.objects.create(email="new@firm.example", name="New"))
    assert client.get(path).status_code == 403


def test_odd_addresses_are_no_errors(hers: Client, held: Arrival) -> None:
    for query in ("door=x&on=never&outcome=lost&page=zz", "door=99999"):
        assert hers.get(f"/incoming/list/?{query}").status_code == 200
    assert hers.post("/incoming/99999/release/").status_code == 404
