"""A manager opens, changes and closes ways in by page; others are refused."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from leadline.access.models import User
from leadline.intake.door_forms import DoorForm
from leadline.intake.door_queries import landings
from leadline.intake.models import Arrival, Door, DoorKind
from leadline.intake.tests.test_door_forms import filled
from leadline.playbooks.models import Published

HERE = "/settings/ways-in/"


@pytest.fixture
def manager(client: Client, ben: User) -> Client:
    client.force_login(ben)
    return client


def text_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def sent(kind: DoorKind, **more: str) -> dict[str, Any]:
    return filled(DoorForm(kind, landings(), None), **more)


def test_a_form_is_opened_shown_changed_and_closed(
    manager: Client, playbook: Published, client: Client
) -> None:
    told = sent(DoorKind.FORM, name="Free trial", slug="free", consent_en="Write to me.")
    page = manager.post(f"{HERE}new/form/", told, follow=True).content.decode()
    door = Door.objects.get()
    assert "/f/free/" in page
    assert "&lt;iframe src=" in page
    assert "Write to me." in text_of(client, "/f/free/")

    shown = DoorForm(DoorKind.FORM, landings(), door)
    city = next(name for name, target in shown.asked.items() if target == "city")
    changed = filled(shown, **{city: "required", "source": "Web", "origins": "https://a.example"})
    page = manager.post(f"{HERE}{door.pk}/", changed, follow=True).content.decode()
    assert "Source: Free trial → Web" in page
    assert "Ben" in page
    answer = client.get("/f/free/")
    assert 'name="city"' in answer.content.decode()
    assert "frame-ancestors https://a.example" in answer["Content-Security-Policy"]

    manager.post(f"{HERE}{door.pk}/activity/", {"is_active": "no"})
    assert client.get("/f/free/").status_code == 404
    assert "closed" in text_of(manager, HERE)
    manager.post(f"{HERE}{door.pk}/activity/", {"is_active": "yes"})
    assert client.get("/f/free/").status_code == 200


def token_in(answer: Any) -> str:
    assert "no-store" in answer["Cache-Control"]
    found = re.search(r"ll_[\w-]{20,}", answer.content.decode())
    assert found
    return found[0]


def send(client: Client, token: str) -> int:
    return client.post(
        "/in/shop/",
        json.dumps({"name": "Li Na", "e-mail": "li.na@hengtong.example"}),
        content_type="application/json",
        headers={"authorization": f"Bearer {token}"},
    ).status_code


def test_a_machines_token_is_shown_once_and_renewed(manager: Client, playbook: Published) -> None:
    answer = manager.post(f"{HERE}new/json/", sent(DoorKind.JSON, name="Shop", slug="shop"))
    first, door = token_in(answer), Door.objects.get()
    assert send(Client(), first) == 201
    page = text_of(manager, f"{HERE}{door.pk}/")
    assert first not in page
    assert "Authorization: Bearer TOKEN" in page
    assert "Li Na" in page
    second = token_in(manager.post(f"{HERE}{door.pk}/token/"))
    assert send(Client(), first) == 401
    assert send(Client(), second) == 200
    assert Arrival.objects.count() == 2
    page = text_of(manager, f"{HERE}{door.pk}/")
    assert "A new token was made" in page
    assert second not in page


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"slug": "trial"}, "There is a way in at this address already."),
        ({"slug": "no good"}, "valid “slug”"),
        ({"origins": "https://x.example;script-src"}, "Write a site as"),
        ({"how": "list", "enters": "Registered"}, "Nobody on a bought list"),
    ],
)
def test_s3_08_what_cannot_be_opened_says_why(
    manager: Client, form: Door, wrong: dict[str, str], said: str
) -> None:
    told = sent(DoorKind.FORM, name="Free", slug="free") | wrong
    if wrong.get("enters"):
        told["enters"] = f"{landings()[0].key}|{wrong['enters']}"
    answer = manager.post(f"{HERE}new/form/", told)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Door.objects.count() == 1


def test_a_wrong_change_shows_what_holds(manager: Client, form: Door) -> None:
    told = filled(DoorForm(DoorKind.FORM, landings(), form), origins="nonsense", name="Other")
    answer = manager.post(f"{HERE}{form.pk}/", told)
    assert answer.status_code == 422
    assert "<h1>Free trial</h1>" in answer.content.decode()
    form.refresh_from_db()
    assert form.name == "Free trial"


def test_a_form_has_no_token_and_there_is_no_fourth_kind(manager: Client, form: Door) -> None:
    page = manager.post(f"{HERE}{form.pk}/token/", follow=True).content.decode()
    assert "Only a machine has a token." in page
    assert manager.get(f"{HERE}new/fax/").status_code == 404


def test_without_a_playbook_there_is_nothing_to_enter(manager: Client) -> None:
    assert "Publish one first" in text_of(manager, f"{HERE}new/form/")


@pytest.mark.parametrize("who", ["mei", "kai"])
def test_those_who_sell_or_are_from_elsewhere_are_refused(
    request: pytest.FixtureRequest, client: Client, shop: Door, who: str
) -> None:
    client.force_login(request.getfixturevalue(who))
    before = shop.token_hash
    for path in (HERE, f"{HERE}new/form/", f"{HERE}{shop.pk}/"):
        assert client.get(path).status_code == 403
    for path in (f"{HERE}new/json/", f"{HERE}{shop.pk}/token/", f"{HERE}{shop.pk}/activity/"):
        assert client.post(path, {"is_active": "no"}).status_code == 403
    shop.refresh_from_db()
    assert (shop.token_hash, shop.is_active) == (before, True)


def test_a_website_is_made_with_words_and_sites_and_shows_its_line(
    manager: Client, playbook: Published
) -> None:
    told = sent(DoorKind.SITE, name="Our site", slug="our-site", consent_en="You may know.",
                consent_zh_hans="可以知道。", origins="https://www.a.example")  # fmt: skip
    page = manager.post(f"{HERE}new/site/", {**told, "origins": ""})
    assert page.status_code == 422
    page = manager.post(f"{HERE}new/site/", told, follow=True).content.decode()
    door = Door.objects.get()
    assert (door.kind, door.origins, door.consent["en"]) == (
        "site", ["https://www.a.example"], "You may know.",
    )  # fmt: skip
    assert "/static/intake/views" in page
    assert "/views-of/our-site/&quot;" in page or "/views-of/our-site/" in page
    assert "{{ visitor }}" in page
    assert "No page view yet." in page
    assert "https://www.a.example" in text_of(manager, HERE)
