"""Products are offered and changed whole, and every change says what it was before."""

import pytest

from leadline.core.actor import AUTOMATION
from leadline.core.clock import Driven
from leadline.core.errors import Invalid, Refused
from leadline.core.models import Event
from leadline.records.models import Record
from leadline.service.actions import (
    change_product,
    note_hook_tried,
    offer_product,
    open_trial,
    renew_secret,
    renew_usage_token,
)
from leadline.service.actions.products import hash_of
from leadline.service.models import Errand, How, Product

HOOK = "https://product.example/hook"


def fresh(product: Product) -> Product:
    return Product.objects.get(pk=product.pk)


def test_a_change_is_told_from_and_to(by_hand: Product) -> None:
    change_product(AUTOMATION, by_hand, values={"trial_days": 30, "package": ""})
    assert fresh(by_hand).trial_days == 30
    told = Event.objects.get(stream="product", name="product changed")
    assert told.data["changes"] == {"trial_days": [14, 30]}
    with pytest.raises(TypeError):
        change_product(AUTOMATION, by_hand, values={"hook_secret": "mine"})


@pytest.mark.parametrize(
    "wrong",
    [
        {"how": How.HOOK},
        {"how": How.HOOK, "hook_url": "http://127.0.0.1/hook"},
        {"how": How.HOOK, "hook_url": "http://[::1]:8000/"},
        {"how": How.HOOK, "hook_url": "http://10.0.0.7/"},
        {"how": How.HOOK, "hook_url": "http://169.254.169.254/latest"},
        {"how": How.HOOK, "hook_url": "http://LOCALHOST./hook"},
        {"trial_days": 0},
        {"second_trial_days": 400},
        {"name": "Other"},
    ],
)
def test_what_cannot_work_is_refused(by_hand: Product, wrong: dict[str, object]) -> None:
    offer_product(AUTOMATION, None, name="Other", is_default=False)
    with pytest.raises(Invalid):
        change_product(AUTOMATION, by_hand, values=wrong)
    assert fresh(by_hand).how == How.TASK


def test_there_is_one_usual_product(by_hand: Product) -> None:
    second = offer_product(AUTOMATION, None, name="Second")
    assert [one.is_default for one in (fresh(by_hand), fresh(second))] == [False, True]
    change_product(AUTOMATION, by_hand, values={"is_default": True})
    assert [one.is_default for one in (fresh(by_hand), fresh(second))] == [True, False]
    with pytest.raises(Refused):
        change_product(AUTOMATION, by_hand, values={"is_default": False})


def test_what_waited_for_the_hook_goes_to_people_when_they_take_over(
    lead: Record, by_hook: Product, clock: Driven
) -> None:
    open_trial(AUTOMATION, lead)
    change_product(AUTOMATION, by_hook, values={"how": How.TASK})
    errand = Errand.objects.get()
    assert (errand.by_hand, errand.next_at) == (True, None)


def test_secrets_are_new_and_tokens_are_not_kept(by_hand: Product) -> None:
    before = by_hand.hook_secret
    secret, token = renew_secret(AUTOMATION, by_hand), renew_usage_token(AUTOMATION, by_hand)
    now = fresh(by_hand)
    assert before != secret == now.hook_secret
    assert now.usage_token_hash == hash_of(token)
    told = str([event.data for event in Event.objects.filter(stream="product")])
    assert secret not in told
    assert token not in told


def test_a_test_call_is_noted(by_hand: Product) -> None:
    note_hook_tried(AUTOMATION, by_hand, answer="It answered as it should." + "x" * 500)
    assert len(Event.objects.get(name="hook tried").data["outcome"]) == 300
