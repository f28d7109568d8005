"""A test call says in a sentence what came of it, and changes nothing else."""

import pytest

from leadline.core.actor import AUTOMATION
from leadline.core.clock import Driven
from leadline.core.models import Event
from leadline.service.models import Product
from leadline.service.outside import signature
from leadline.service.tests.conftest import Listening
from leadline.service.trying import try_hook


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (200, {"ok": True}, "It answered as it should."),
        (403, {"reason": "wrong signature"}, "refused: wrong signature"),
        (200, {"fine": True}, "did not say that it is done"),
    ],
)
def test_what_it_answers_is_told_and_noted(
    by_hook: Product, listening: Listening, clock: Driven, status: int, body: object, said: str
) -> None:
    listening.answer(status, body)
    assert said in try_hook(AUTOMATION, by_hook)
    [call] = listening.calls
    assert call.message["what"] == "test"
    signed = signature(by_hook.hook_secret, int(clock.at.timestamp()), call.body)
    assert call.headers["Leadline-Signature"].endswith(signed)
    assert said in str(Event.objects.get(name="hook tried"))


def test_an_address_inside_the_network_is_not_called(
    by_hook: Product, listening: Listening, clock: Driven, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LEADLINE_HOOKS_INSIDE")
    assert "could not be reached" in try_hook(AUTOMATION, by_hook)
    assert listening.calls == []
