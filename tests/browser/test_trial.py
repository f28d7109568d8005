"""A lead registered by form is walked to the end of its trial, at a desk and on a phone."""

import pytest
from playwright.sync_api import Browser, ViewportSize

from leadline.records.models import Record
from tests.browser.visiting import DESK, PHONE, fits, opened, sign_in
from tests.stories.firm import Story, stands

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_trial_from_the_form_to_its_end(
    chromium: Browser, live_server: object, story: Story, size: ViewportSize
) -> None:
    base = str(live_server)
    visitor = opened(chromium, size)
    visitor.goto(f"{base}/f/trial/")
    assert fits(visitor)
    story.clock.advance(seconds=30)
    visitor.fill("input[name=name]", "Li Na 李娜")
    visitor.fill("input[name=e_mail]", "li.na@hengtong-cable.example")
    visitor.fill("input[name=company]", "Hengtong Cable")
    visitor.locator("form").first.get_by_role("button").last.click()
    visitor.wait_for_url("**/thanks/**")
    story.work()
    lead = Record.objects.get(kind="lead")

    seller = opened(chromium, size)
    sign_in(seller, base, "anna@meridian.example")
    assert fits(seller)
    seller.goto(f"{base}/leads/{lead.pk}/")
    assert fits(seller)
    seller.get_by_role("button", name="It is done").first.click()
    seller.wait_for_load_state()
    assert stands(lead) == "On trial"

    story.pass_time(days=14, hours=1)
    seller.goto(f"{base}/leads/{lead.pk}/")
    seller.get_by_role("button", name="It is done").first.click()
    seller.wait_for_load_state()
    assert stands(lead) == "Trial over"
    assert seller.get_by_text("Trial of Price Watch has expired").first.is_visible()
    moved = seller.get_by_role("listitem").filter(has_text="Moved to Trial over")
    moved.get_by_text("why?").click()
    assert "lead.yaml" in moved.locator("details[open]").inner_text()


def test_every_page_fits_a_phone_and_speaks_chinese(
    chromium: Browser, live_server: object, story: Story
) -> None:
    base = str(live_server)
    lead = story.register(name="王芳", e_mail="wang@hengtong-cable.example", company="恒通电缆")
    page = opened(chromium, PHONE, "zh-CN")
    sign_in(page, base, "wei@meridian.example")
    addresses = ("/", "/leads/", f"/leads/{lead.pk}/", "/playbooks/", "/incoming/", "/deals/")
    for address in addresses:
        page.goto(f"{base}{address}")
        assert fits(page), address
        assert page.locator("html").get_attribute("lang") == "zh-hans", address
