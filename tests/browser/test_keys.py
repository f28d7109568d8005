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


def test_from_the_row_to_the_logged_call_and_the_next_by_keyboard(
    chromium: Browser, live_server: object, work: Callable[[], None]
) -> None:
    base, page = str(live_server), opened(chromium, DESK)
    be(page, base, "seller")
    row = page.locator("[data-item][aria-current] [data-do]")
    first = page.locator("#panel h2").first.inner_text()
    assert "Get in touch" in row.inner_text()
    row.focus()
    page.keyboard.press("Enter")
    page.locator("#panel input[name=result]:focus").wait_for()  # the form, not only the panel
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    said = page.get_by_text(f"The call is logged: {first}")
    said.wait_for()
    assert page.locator("#panel h2").first.inner_text() != first
