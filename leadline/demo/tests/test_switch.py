"""The switch: without it a real installation has no address, link or clock of a demo."""

import pytest
from django.conf import settings as at_start
from django.test import Client
from django.urls import NoReverseMatch, resolve, reverse

from leadline.automation import jobs
from leadline.core import clock
from leadline.demo import memory, urls
from leadline.demo.switch import switch_on

ADDRESSES = [str(one.pattern) for one in urls.urlpatterns]


def test_an_installation_is_no_demo_by_itself() -> None:
    assert at_start.DEMO is False
    assert at_start.ROOT_URLCONF == "leadline.config.urls"
    assert at_start.LOGIN_URL == "account_login"


@pytest.mark.parametrize("one", urls.urlpatterns, ids=lambda one: str(one.name))
def test_without_the_switch_no_page_of_the_demo_has_an_address(one: object) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(one.name, args=[1] if "pk" in str(one.pattern) else [])  # type: ignore[attr-defined]


@pytest.mark.parametrize("address", ["", *ADDRESSES])
def test_without_the_switch_nobody_is_signed_in_by_one_click(db: None, address: str) -> None:
    there = f"/demo/{address.replace('<int:pk>', '1')}"
    for answer in (Client().get(there), Client().post(there, {"card": "admin"})):
        assert answer.status_code == 404
        assert "_auth_user_id" not in Client().session


def test_without_the_switch_no_page_shows_the_demos_foot(db: None) -> None:
    assert b"demo-foot" not in Client().get("/account/login/").content


def test_a_process_of_a_demo_reads_the_firms_time(
    demo: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "_added", [])
    switch_on()
    assert [job.name for job in jobs.all_jobs()][-1] == "demo clock"
    assert abs((clock.now() - memory.present()).total_seconds()) < 1
    assert resolve("/demo/").url_name == "demo"
