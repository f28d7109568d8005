"""Tab alone leads through Today and a lead: all is seen, in reading order, without a trap."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.visiting import DESK, opened, sign_in
from tests.stories.firm import Story

pytestmark = pytest.mark.browser
MOST = 200  # presses
HERE = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return null;
  const shown = here.closest(".choices label") || here;
  const style = getComputedStyle(shown), box = shown.getBoundingClientRect();
  const marked = parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== "none";
  const inSight = box.width > 0 && box.bottom > 0 && box.top < innerHeight;
  return {
    name: (here.ariaLabel || here.innerText || here.name || here.tagName).trim().slice(0, 40),
    part: here.closest(".topbar, .nav, main, aside")?.matches("main, aside") ? "page" : "frame",
    faults: [...(marked ? [] : ["is not marked"]), ...(inSight ? [] : ["is out of sight"])],
  };
}"""


@pytest.mark.parametrize("where", ["today", "lead"])
def test_tab_leads_through_the_page(
    chromium: Browser, live_server: object, story: Story, where: str
) -> None:
    lead = story.register(name="Tom Hale", e_mail="tom@rebar.example", company="Hale Rebar")
    page = opened(chromium, DESK)
    sign_in(page, str(live_server), "anna@meridian.example")
    page.goto(f"{live_server}/" + (f"leads/{lead.pk}/" if where == "lead" else ""))
    stops = walked(page)
    assert stops[0]["name"] == "Skip to the page"
    assert [f"{one['name']} {fault}" for one in stops for fault in one["faults"]] == []
    parts = [one["part"] for one in stops]
    assert parts == sorted(parts)  # first the frame, then the page


def walked(page: Page) -> list[dict[str, object]]:
    """Every stop until the browser leaves the page by itself."""
    stops: list[dict[str, object]] = []
    while len(stops) < MOST:
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        if here is None:
            return stops
        stops.append(here)
    pytest.fail(f"Tab never leaves the page; it was last at {stops[-1]['name']}")
