"""Opening pages as a visitor does, and keeping what the browser complains of."""

from playwright.sync_api import Browser, Page, ViewportSize

from bench.chromium import DESK as DESK
from bench.chromium import PHONE as PHONE
from leadline.demo import firm as demo

# Told by the fixture `chromium` after the test: raised in a listener, it would end the connection
# to the browser instead of the test.
COMPLAINTS: list[str] = []


def opened(chromium: Browser, size: ViewportSize, language: str = "en") -> Page:
    """A page of a new visitor; anything that the browser complains about fails the test."""
    context = chromium.new_context(viewport=size, locale=language)
    page = context.new_page()
    page.on("pageerror", lambda error: COMPLAINTS.append(f"{page.url}: a script broke: {error}"))
    page.on(
        "console",
        lambda said: (
            COMPLAINTS.append(f"{page.url}: {said.text}") if said.type == "error" else None
        ),
    )
    return page


def sign_in(page: Page, base: str, email: str) -> None:
    page.goto(f"{base}/account/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", demo.PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "login" not in url)


def fits(page: Page) -> bool:
    """Whether nothing scrolls sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
