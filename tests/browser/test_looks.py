"""The ten pages by which one judges the whole, as pictures in shots/ for whoever looks at this run.

What a picture cannot fail by is asked beside it: nothing scrolls sideways, rows are 34 px high, a
reason is never cut.
"""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page

from leadline.access.models import User
from tests.browser.test_demo import SHOTS, be, work
from tests.browser.test_guide import hand_in, lead_at, undress
from tests.browser.visiting import DESK, PHONE, fits, opened

pytestmark = pytest.mark.browser
__all__ = ["work"]
ROW = 34  # px, at the normal size of text
Address = Callable[[], str]
LOOKS: dict[str, tuple[str, Address]] = {
    "today": ("seller", lambda: "/"),
    "lead": ("seller", lambda: lead_at("On trial")),
    "list": ("manager", lambda: reverse("leads")),
    "report": ("manager", lambda: f"{reverse('leads-report')}?group=stage&by=owner"),
    "board": ("manager", lambda: reverse("leads-board")),
    "import": ("developer", lambda: reverse("imports")),
    "conservation": ("admin", lambda: reverse("arrivals")),
    "map": ("manager", lambda: reverse("playbook", args=["trial-subscription"])),
}


def kept(page: Page, name: str) -> None:
    assert fits(page), name
    SHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SHOTS / f"look-{name}.png")


def test_eight_pages_at_a_desk(
    chromium: Browser, live_server: object, work: Callable[[], None]
) -> None:
    base, page = str(live_server), opened(chromium, DESK)
    for name, (card, address) in LOOKS.items():
        be(page, base, card)
        page.goto(f"{base}{address()}")
        if name == "import":
            hand_in(page, work)
        undress(page)
        kept(page, name)
        if name == "list":
            assert heights(page) == {ROW}


def test_today_on_a_phone_and_a_lead_in_chinese_at_night(
    chromium: Browser, live_server: object, work: Callable[[], None]
) -> None:
    base, phone, desk = str(live_server), opened(chromium, PHONE), opened(chromium, DESK)
    be(phone, base, "seller")
    undress(phone)
    assert not cut(phone)
    kept(phone, "phone-today")
    User.objects.update(language="zh-hans", theme="dark")
    be(desk, base, "seller")
    desk.goto(f"{base}{lead_at('On trial')}")
    undress(desk)
    kept(desk, "dark-chinese-lead")


def heights(page: Page) -> set[int]:
    """Of all rows of the table, in whole pixels."""
    rows = page.locator("main tbody tr")
    assert rows.count()
    return set(rows.evaluate_all("all => all.map(one => Math.round(one.offsetHeight))"))


def cut(page: Page) -> list[str]:
    """Reasons on Today that are not whole to be read."""
    return page.locator(".row-reason").evaluate_all(
        "all => all.filter(one => one.scrollWidth > one.clientWidth + 1"
        " || one.scrollHeight > one.clientHeight + 1).map(one => one.textContent)"
    )
