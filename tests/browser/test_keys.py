"""Today by keyboard: put off, got done, and “?” leads to the guide and there to the keys."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser

from leadline.access.models import User
from leadline.core.actor import AUTOMATION
from leadline.records.models import Record
from leadline.work.actions.making import task
from tests.browser.test_demo import be, work
from tests.browser.visiting import DESK, opened

pytestmark = pytest.mark.browser
__all__ = ["work"]


def test_a_task_by_keyboard(
    chromium: Browser, live_server: object, work: Callable[[], None]
) -> None:
    base, page = str(live_server), opened(chromium, DESK)
    lead = Record.objects.filter(kind="lead", outcome="").latest("pk")
    anna = User.objects.get(email="anna@meridian.example")
    made = task(AUTOMATION, lead, what="Water the plants", assignee=anna)
    assert made is not None
    be(page, base, "seller")
    page.goto(f"{base}/?item=t{made.pk}")
    page.keyboard.press("l")
    assert page.locator("#panel [data-later][open] input[type=datetime-local]").is_visible()
    page.goto(f"{base}/?item=t{made.pk}")
    page.keyboard.press("d")
    page.get_by_text("Done: Water the plants.").first.wait_for()
    made.refresh_from_db()
    assert made.done_by == anna
    page.keyboard.press("?")
    page.wait_for_url("**/guide/seller/#day")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
