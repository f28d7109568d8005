"""The pictures of the guide: each page that it shows, in both languages, from a living demo.

LEADLINE_PICTURES=1 writes them anew into docs/guide; without it they are only looked for.
"""

import base64
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Browser, Page, ViewportSize

from leadline.access.models import User
from leadline.records.models import Record
from leadline.ui.guide import LANGUAGES
from tests.browser.test_demo import CARDS, be, work
from tests.browser.visiting import fits, opened

pytestmark = pytest.mark.browser
WIDE: ViewportSize = {"width": 1180, "height": 720}
AS_WEBP = """async ([data, quality]) => {
  const image = new Image();
  image.src = "data:image/png;base64," + data;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.width; canvas.height = image.height;
  canvas.getContext("2d").drawImage(image, 0, 0);
  return canvas.toDataURL("image/webp", quality).split(",")[1];
}"""
__all__ = ["work"]


def lead_at(stage: str) -> str:
    return reverse("lead", args=[Record.objects.filter(stage=stage).latest("pk").pk])


PICTURES: dict[str, tuple[str, Callable[[], str]]] = {
    "today": ("seller", lambda: "/"),
    "lead": ("seller", lambda: lead_at("On trial")),
    "decision": ("manager", lambda: "/"),
    "playbook": ("manager", lambda: reverse("playbook", args=["trial-subscription"])),
    "colleagues": ("admin", lambda: reverse("colleagues")),
    "import": ("developer", lambda: reverse("imports")),
}


def test_the_guide_shows_pages_as_they_are(
    chromium: Browser, live_server: object, work: Callable[[], None]
) -> None:
    base, page, dark_room = str(live_server), opened(chromium, WIDE), chromium.new_page()
    for language in LANGUAGES:
        User.objects.update(language=language)
        for name, (card, address) in PICTURES.items():
            assert card in CARDS
            be(page, base, card)
            page.goto(f"{base}{address()}")
            if name == "import":
                hand_in(page, work)
            undress(page)
            assert page.locator("html").get_attribute("lang") == language
            assert fits(page), name
            place = Path(settings.GUIDE) / language / f"{name}.webp"
            if os.environ.get("LEADLINE_PICTURES"):
                develop(page, dark_room, place)
            assert place.exists(), f"{place.name} ({language}): renew the pictures"


def hand_in(page: Page, work: Callable[[], None]) -> None:
    """A small list is brought as far as its preview."""
    rows = b"name,e-mail,company\nEva Lind,eva@lind-steel.example,Lind Steel AB\nnobody,,\n"
    file = {"name": "fair.csv", "mimeType": "text/csv", "buffer": rows}
    page.set_input_files("input[type=file]", file)  # type: ignore[arg-type]
    page.fill("input[name=source]", "Trade fair")
    page.check("input[value=list]")
    page.locator("main form .button-go").click()
    page.wait_for_url("**/import/*/")
    page.locator("main form .button-go").last.click()
    page.wait_for_url("**/preview/")
    work()
    page.reload()


def undress(page: Page) -> None:
    """Without what a demo has around its pages."""
    page.evaluate("document.querySelectorAll('.demo-foot, .walk').forEach(one => one.remove())")


def develop(page: Page, dark_room: Page, place: Path) -> None:
    """A screenshot as WebP: the browser itself knows how to make one."""
    raw = base64.b64encode(page.screenshot()).decode()
    place.write_bytes(base64.b64decode(dark_room.evaluate(AS_WEBP, [raw, 0.8])))
