"""A manager keeps products by page; those who sell or are from elsewhere do not."""

import re
from typing import Any

import pytest
from django.test import Client

from leadline.access.models import Membership, Permission, Reach, Role, Team, User
from leadline.core.actor import AUTOMATION
from leadline.core.clock import Driven
from leadline.records.models import Record
from leadline.service.actions import open_trial
from leadline.service.jobs import call_due_errands
from leadline.service.models import Entitlement, Errand, How, Product, State
from leadline.service.tests.conftest import Listening

HERE = "/settings/products/"
TOLD = {"name": "Price Watch", "how": "task", "trial_days": 14, "second_trial_days": 7}
MANAGES = ("offer product", "change product", "renew secret", "renew usage token")


def colleague(name: str, *actions: str) -> User:
    user = User.objects.create(email=f"{name.lower()}@firm.example", name=name)
    role = Role.objects.create(name=f"{name}'s role")
    for action in actions:
        Permission.objects.create(role=role, action=action, reach=Reach.ALL)
    Membership.objects.create(team=Team.objects.create(name=name), user=user, role=role)
    return user


@pytest.fixture
def manager(client: Client, clock: Driven) -> Client:
    client.force_login(colleague("Ben", "see", "ordinary work", "try hook", *MANAGES))
    return client


def text_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def shown_secret(answer: Any) -> str:
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    found = re.search(r'class="secret" translate="no">([\w-]{30,})<', answer.content.decode())
    assert found
    return found[1]


def test_a_product_is_offered_and_changed(manager: Client) -> None:
    assert "There is no product yet" in text_of(manager, HERE)
    manager.post(f"{HERE}new/", TOLD | {"is_default": "on"})
    product = Product.objects.get()
    told = TOLD | {"is_default": "on", "trial_days": 30, "package": "Basic"}
    page = manager.post(f"{HERE}{product.pk}/", told, follow=True).content.decode()
    assert "Days of a trial: 14 → 30" in page
    assert "Ben" in page
    assert "Price Watch" in text_of(manager, HERE)


def test_what_cannot_work_says_so_at_its_field(manager: Client, by_hand: Product) -> None:
    for wrong, said in (
        ({"how": "hook"}, "Say at which address the product is called."),
        ({"how": "hook", "hook_url": "http://10.0.0.1/"}, "an address inside the network"),
        ({"how": "hook", "hook_url": "ftp://x.example/"}, "Write the address with https://."),
        ({"trial_days": 500}, "less than or equal to 366"),
    ):
        answer = manager.post(f"{HERE}{by_hand.pk}/", TOLD | {"is_default": "on"} | wrong)
        assert answer.status_code == 422
        assert said in answer.content.decode()
    by_hand.refresh_from_db()
    assert by_hand.how == How.TASK


def test_a_hooks_secret_is_shown_once_and_renewed(manager: Client, listening: Listening) -> None:
    told = TOLD | {"how": "hook", "hook_url": listening.url, "is_default": "on"}
    first, product = shown_secret(manager.post(f"{HERE}new/", told)), Product.objects.get()
    assert first == product.hook_secret
    assert first not in text_of(manager, f"{HERE}{product.pk}/")
    second = shown_secret(manager.post(f"{HERE}{product.pk}/secret/"))
    assert first != second
    listening.answer(200, {"ok": True})
    page = manager.post(f"{HERE}{product.pk}/call/", follow=True).content.decode()
    assert page.count("It answered as it should.") == 2  # the message, and the history
    token = shown_secret(manager.post(f"{HERE}{product.pk}/usage-token/"))
    assert token not in text_of(manager, f"{HERE}{product.pk}/")


def test_an_errand_that_failed_is_called_again(
    manager: Client, lead: Record, by_hook: Product, listening: Listening, clock: Driven
) -> None:
    listening.answer(500)
    open_trial(AUTOMATION, lead)
    for _ in range(5):
        call_due_errands(clock.at)
        clock.advance(hours=7)
    assert "Call it again" in text_of(manager, f"{HERE}{by_hook.pk}/")
    listening.answers[:] = []
    listening.answer(200, {"ok": True})
    answer = manager.post(f"/settings/errands/{Errand.objects.get().pk}/retrial/", follow=True)
    assert "The product will be called again." in answer.content.decode()
    call_due_errands(clock.at)
    assert Entitlement.objects.get().state == State.OPEN


@pytest.mark.parametrize("actions", [("see", "ordinary work"), ()], ids=["seller", "elsewhere"])
def test_those_who_sell_or_are_from_elsewhere_are_refused(
    client: Client, lead: Record, by_hand: Product, clock: Driven, actions: tuple[str, ...]
) -> None:
    client.force_login(colleague("Kai", *actions))
    open_trial(AUTOMATION, lead)
    before = by_hand.hook_secret
    for path in (HERE, f"{HERE}new/", f"{HERE}{by_hand.pk}/"):
        assert client.get(path).status_code == 403
    for path in ("call/", "secret/", "usage-token/", ""):
        assert client.post(f"{HERE}{by_hand.pk}/{path}", TOLD).status_code == 403
    pk = Errand.objects.get().pk
    assert client.post(f"/settings/errands/{pk}/retrial/").status_code == 403
    by_hand.refresh_from_db()
    assert by_hand.hook_secret == before
