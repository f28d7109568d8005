"""Somebody is found and opened by keys alone, at a desk and on a phone, in both languages."""

import re

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from tests.browser.visiting import DESK, PHONE, fits, opened, sign_in
from tests.stories.firm import Story

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("size", "language", "email"),
    [(DESK, "en", "anna@meridian.example"), (PHONE, "zh-CN", "wei@meridian.example")],
    ids=["desk", "phone"],
)
def test_a_lead_is_found_and_opened(
    chromium: Browser,
    live_server: object,
    story: Story,
    size: ViewportSize,
    language: str,
    email: str,
) -> None:
    base = str(live_server)
    lead = story.register(name="王芳", e_mail="wang@hengtong-cable.example", company="恒通电缆")
    page = opened(chromium, size, language)
    sign_in(page, base, email)
    palette = page.locator("#palette")

    page.keyboard.press("Control+k")
    expect(palette).to_be_visible()
    page.keyboard.type("wangfagn")  # two letters exchanged, in Latin letters
    expect(palette.locator("mark").first).to_have_text("王芳")
    chosen = palette.locator('[aria-selected="true"]')
    expect(chosen).to_have_count(1)
    expect(chosen).to_contain_text("王芳")
    assert fits(page)
    page.keyboard.press("ArrowDown")
    expect(chosen).to_have_attribute("href", re.compile("/people/"))
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/leads/{lead.pk}/")

    page.keyboard.press("/")
    expect(palette).to_be_visible()
    page.keyboard.press("Escape")
    expect(palette).to_be_hidden()


def test_a_page_is_found_by_what_one_does_there(
    chromium: Browser, live_server: object, story: Story
) -> None:
    page = opened(chromium, PHONE)
    sign_in(page, str(live_server), "anna@meridian.example")
    page.locator("[data-find]").click()
    page.keyboard.type("excel")
    expect(page.locator('#palette [aria-selected="true"]')).to_contain_text("Import")
    page.keyboard.press("Enter")
    page.wait_for_url("**/import/")


def test_it_works_without_scripts(chromium: Browser, live_server: object, story: Story) -> None:
    base = str(live_server)
    lead = story.register(name="王芳", e_mail="wang@hengtong-cable.example", company="恒通电缆")
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, base, "anna@meridian.example")
    page.fill("[data-find]", "wf")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=wf")
    page.get_by_role("link", name="王芳").first.click()
    page.wait_for_url(f"**/leads/{lead.pk}/")
