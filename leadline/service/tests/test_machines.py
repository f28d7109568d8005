"""A product reports its use over HTTP, with its token, as often as it likes."""

import json
from typing import Any

import pytest
from django.test import Client

from leadline.core.actor import AUTOMATION
from leadline.core.clock import Driven
from leadline.core.models import Event
from leadline.intake.json_body import LARGEST
from leadline.records.models import Record
from leadline.service import machines
from leadline.service.actions import open_trial, renew_usage_token
from leadline.service.models import Entitlement, Product
from leadline.service.tests.actions.test_trials import tick


@pytest.fixture
def token(by_hand: Product) -> str:
    return renew_usage_token(AUTOMATION, by_hand)


@pytest.fixture
def trial(lead: Record, by_hand: Product, clock: Driven) -> Entitlement:
    open_trial(AUTOMATION, lead)
    tick(lead)
    return Entitlement.objects.get()


def send(body: object, token: str) -> tuple[int, Any]:
    answer = Client(enforce_csrf_checks=True).post(
        "/usage/",
        body if isinstance(body, bytes) else json.dumps(body).encode(),
        content_type="application/json",
        headers={"authorization": f"Bearer {token}"},
    )
    return answer.status_code, answer.json()


def test_a_report_told_twice_is_harmless(trial: Entitlement, token: str, clock: Driven) -> None:
    report = {"trial": trial.pk, "sign_ins": 4, "last_seen": clock.at.isoformat()}
    assert send(report, token) == (200, {"outcome": "taken", "status": 200, "trial": trial.pk})
    assert send(report, token) == (200, {"outcome": "unchanged", "status": 200, "trial": trial.pk})
    trial.refresh_from_db()
    assert (trial.sign_ins, trial.seen_at) == (4, clock.at)
    event = Event.objects.get(stream_id=trial.lead_id, name="trial used")
    assert (event.actor_kind, event.actor_name) == ("machine", "Price Watch")


def test_a_list_says_what_became_of_each(trial: Entitlement, token: str) -> None:
    good, unknown = {"trial": trial.pk, "sign_ins": 1}, {"trial": 10**9, "sign_ins": 1}
    status, told = send([unknown, good, {"trial": "x", "sign_ins": 1}], token)
    assert status == 207
    assert [one["outcome"] for one in told["reports"]] == ["unknown", "taken", "wrong"]
    assert "“trial” is the number" in told["reports"][2]["reason"]
    assert send([good], token)[0] == 200
    assert send(unknown, token)[0] == 404


@pytest.mark.parametrize("body", [b"", b"nonsense", b"[]", b'"x"', b"[1]", b'{"a": NaN}', b"\xff"])
def test_what_is_no_report_is_refused(token: str, body: bytes) -> None:
    assert send(body, token)[0] == 400


def test_too_long_a_report_is_refused(token: str) -> None:
    assert send(b"x" * (LARGEST + 1), token)[0] == 400


def test_a_wrong_or_old_token_opens_nothing(
    trial: Entitlement, token: str, by_hand: Product
) -> None:
    report = {"trial": trial.pk, "sign_ins": 1}
    renew_usage_token(AUTOMATION, by_hand)
    for wrong in (token, "", "lu_x"):
        assert send(report, wrong)[0] == 401
    trial.refresh_from_db()
    assert trial.sign_ins == 0
    assert Client().get("/usage/").status_code == 405


def test_a_product_without_a_token_cannot_be_spoken_for(by_hand: Product) -> None:
    assert by_hand.usage_token_hash == ""
    assert send({"trial": 1, "sign_ins": 1}, "")[0] == 401


def test_too_many_requests_wait(
    trial: Entitlement, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machines, "MOST_REQUESTS", 2)
    monkeypatch.setattr(machines, "MOST_STRANGERS", 2)
    report = {"trial": trial.pk, "sign_ins": 1}
    assert [send(report, token)[0] for _ in range(3)] == [200, 200, 429]
    assert [send(report, "wrong")[0] for _ in range(3)] == [401, 401, 429]
