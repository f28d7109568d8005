"""On paper a table is a table, and nothing is printed that only a screen can use."""

import pytest
from playwright.sync_api import Browser

from tests.browser.visiting import fits, opened, sign_in
from tests.stories.firm import Story

pytestmark = pytest.mark.browser
A4 = {"width": 718, "height": 1040}  # px between margins of 1 cm, at 96 to the inch
OF_SCREENS = (".nav", ".topbar", ".thumbs", ".bulk", ".pick", "main .button", ".tool:not([open])")


@pytest.mark.parametrize("address", ["/leads/", "/leads/report/", "/leads/{pk}/"])
def test_pages_print(chromium: Browser, live_server: object, story: Story, address: str) -> None:
    lead = story.register(name="Tom Hale", e_mail="tom@rebar.example", company="Hale Rebar")
    page = opened(chromium, A4)
    sign_in(page, str(live_server), "anna@meridian.example")
    page.goto(f"{live_server}{address.format(pk=lead.pk)}")
    page.emulate_media(media="print")
    assert fits(page)
    for table in page.locator("main table").all():
        assert table.locator("thead th").last.is_visible()
        assert table.evaluate("one => getComputedStyle(one).display") == "table"
    for name in OF_SCREENS:
        assert page.locator(name).locator("visible=true").count() == 0, name


def test_no_heading_is_printed_without_what_it_heads(
    chromium: Browser, live_server: object, story: Story
) -> None:
    lead = story.register(name="Tom Hale", e_mail="tom@rebar.example", company="Hale Rebar")
    page = opened(chromium, A4)
    sign_in(page, str(live_server), "anna@meridian.example")
    page.goto(f"{live_server}/leads/{lead.pk}/")
    for heading in ("What can be done here", "Note what happened"):
        assert page.get_by_role("heading", name=heading).is_visible()
    page.emulate_media(media="print")
    for heading in ("What can be done here", "Note what happened"):
        assert not page.get_by_role("heading", name=heading).is_visible(), heading
    assert page.get_by_role("heading", name="Before the next step").is_visible()
