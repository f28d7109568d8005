"""axe finds nothing against WCAG 2.2 AA on any page: light and dark, two languages, desk and phone.

Every page of the URL configuration is opened; each stands once in each theme, language and width.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page

from bench.fuzzing.sender import session_of
from bench.pages_of import all_pages
from bench.world import World, make_world
from leadline.access.actions import change_profile
from leadline.access.models import User
from leadline.access.roles import ADMIN
from leadline.core.actor import AUTOMATION
from tests.architecture.source import hold
from tests.browser.visiting import DESK, PHONE, fits

pytestmark = pytest.mark.browser
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What is in order is neither told of nor handed over: a page holds a hundred times as much of it.
OPTIONS = {"runOnly": RULES, "preload": False, "resultTypes": ["violations"]}
VIOLATIONS = "async options => (await axe.run(options)).violations"
STRANGERS = frozenset({
    "account_login", "account_reset_password", "account_reset_password_done", "invitation",
    "registration", "registered", "stop-letters", "yours",
})  # fmt: skip
# Menus stay shut, since they cover what is behind them; what scrolls beneath the bar of a phone
# is not covered by it.
UNFOLDED = """
  document.querySelectorAll('details:not([data-menu])').forEach(one => { one.open = true });
  document.querySelector('.thumbs')?.style.setProperty('position', 'static');
"""
LOOKS = {
    "desk, light, English": (DESK, "light", "en"),
    "desk, dark, Chinese": (DESK, "dark", "zh-hans"),
    "phone, light, Chinese": (PHONE, "light", "zh-hans"),
    "phone, dark, English": (PHONE, "dark", "en"),
}


@pytest.fixture
def world(transactional_db: None) -> World:
    return make_world()


def cookies(base: str, **values: str) -> list[Any]:
    return [{"name": name, "value": value, "url": base} for name, value in values.items()]


def looked_at(chromium: Browser, base: str, world: World, look: str) -> list[BrowserContext]:
    """Two browsers of this look: an admin's and a stranger's."""
    size, theme, language = LOOKS[look]
    admin = User.objects.get(email=world.people[ADMIN])
    change_profile(AUTOMATION, admin, values={"theme": theme, "language": language})
    contexts = [chromium.new_context(viewport=size) for _ in range(2)]
    session = {settings.SESSION_COOKIE_NAME: session_of(admin.email)}
    contexts[0].add_cookies(cookies(base, **session))
    contexts[1].add_cookies(cookies(base, theme=theme, django_language=language))
    return contexts


def shown(world: World) -> Iterator[tuple[str, str, bool]]:
    """(name, path, whether a stranger opens it) of every page, not of pieces for htmx."""
    admin, stranger = Client(), Client()
    admin.force_login(User.objects.get(email=world.people[ADMIN]))
    for page in all_pages():
        if page.is_borrowed and page.params:
            continue
        path = f"/{page.route}" if page.is_borrowed else page.path(world)
        client = stranger if page.name in STRANGERS else admin
        answer = client.get(path)
        if answer.status_code == 200 and is_whole_page(answer):
            yield page.name, path, client is stranger
    yield "404", "/nowhere/", False


def is_whole_page(answer: Any) -> bool:
    return not answer.streaming and answer.content.lower().startswith(b"<!doctype html>")


def found(page: Page) -> list[str]:
    """What axe has against the page, everything on it unfolded but menus."""
    page.evaluate(UNFOLDED)
    page.evaluate(AXE_SCRIPT)
    return [
        f"{broken['id']} at {node['target'][0]}: {node['failureSummary'].splitlines()[1].strip()}"
        for broken in page.evaluate(VIOLATIONS, OPTIONS)
        for node in broken["nodes"][:3]
    ]


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing(chromium: Browser, live_server: object, world: World, look: str) -> None:
    base, faults, seen = str(live_server), list[str](), set[str]()
    ours, theirs = (one.new_page() for one in looked_at(chromium, base, world, look))
    for name, path, is_strangers in shown(world):
        page = theirs if is_strangers else ours
        page.goto(base + path)
        seen.add(name)
        faults += [f"{path} ({look}): {one}" for one in found(page)]
        if not fits(page):
            faults.append(f"{path} ({look}): scrolls sideways")
    for page in (ours, theirs):
        page.context.close()
    assert {"today", "leads", "lead", "deal", "merge-split", "yours", "404"} <= seen
    hold(faults)
