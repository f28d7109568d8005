"""The statement opens for everybody; a month that is none is not found."""

from collections.abc import Callable

from django.test import Client

from leadline.automation.models import Confirmation
from leadline.workspace.tests.conftest import Cast

PATH = "/playbooks/small/statement/"


def test_an_empty_month_says_what_will_stand_there(cast: Cast, page: Callable[..., str]) -> None:
    assert "No promise was decided in this month" in page(cast.kai, PATH)
    assert "Promises in January 2026" in page(cast.kai, f"{PATH}?month=2026-01")
    for month in ("2026-1x", "0000-01", "٢٠٢٦-01"):
        page(cast.kai, f"{PATH}?month={month}", 404)


def test_a_confirmation_that_nobody_asks_for_is_refused(cast: Cast, client: Client) -> None:
    client.force_login(cast.mei)
    path = "/playbooks/small/confirmations/"
    assert client.get(path).status_code == 405
    assert client.post(path).status_code == 404
    answer = client.post(path, {"month": "2026-01", "role": "Seller"}, follow=True)
    assert "asks for no such confirmation" in answer.content.decode()
    assert not Confirmation.objects.exists()
