"""A list is filtered, ticked and kept; a card that may not move goes back and says why."""

import pytest
from playwright.sync_api import Browser

from leadline.records.models import Record
from leadline.workspace.models import View
from tests.browser.visiting import DESK, PHONE, fits, opened, sign_in
from tests.stories.firm import Story, stands

pytestmark = pytest.mark.browser
WIDE = {"width": 2600, "height": 900}  # every column of the board is in sight
PAGES = (
    "/leads/",
    "/leads/?add=opened",
    "/leads/board/",
    "/leads/report/",
    "/leads/calls/",
    "/people/report/",
    "/views/",
)


@pytest.fixture
def lead(story: Story) -> Record:
    story.register(name="Tom Hale", e_mail="tom@rebar.example", company="Hale Rebar")
    return story.register(name="Ines Vidal", e_mail="ines@vidal.example", company="Vidal Steel")


def test_a_list_is_filtered_ticked_and_kept(
    chromium: Browser, live_server: object, lead: Record
) -> None:
    page = opened(chromium, DESK)
    sign_in(page, str(live_server), "anna@meridian.example")
    page.goto(f"{live_server}/leads/")
    page.get_by_label("Filter by").select_option(label="E-mail")
    page.get_by_role("button", name="Add").click()
    page.get_by_label("Comparison").select_option(label="contains")
    page.get_by_label("Value").fill("vidal")
    page.get_by_role("button", name="Filter", exact=True).click()
    page.wait_for_url("**where=**")
    assert page.get_by_text("1 fit what you look for").is_visible()
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert page.locator("[data-pick]:checked").count() == 1
    page.get_by_text("Keep as a view").click()
    page.get_by_label("Name of the view").fill("Vidal")
    page.get_by_role("button", name="Keep", exact=True).click()
    page.wait_for_url("**view=**")
    assert page.get_by_role("heading", name="Vidal", exact=True).is_visible()
    assert View.objects.get().query == "where=e-mail+contains+%22vidal%22"


def test_a_refused_card_goes_back_and_says_why(
    chromium: Browser, live_server: object, lead: Record
) -> None:
    page = opened(chromium, WIDE)
    sign_in(page, str(live_server), "anna@meridian.example")
    page.goto(f"{live_server}/leads/board/")
    stage = stands(lead)
    card = page.locator(f"#card-{lead.pk}")
    card.drag_to(page.locator('[data-stage="Raw"]'))
    told = page.get_by_text("Ines Vidal stays where it is.")
    told.wait_for()
    assert told.bounding_box()["y"] >= 0  # though the page comes back at the card
    assert page.locator(f'[data-stage="{stage}"] #card-{lead.pk}').is_visible()
    page.goto(f"{live_server}/leads/board/")
    page.locator(f"#card-{lead.pk} a").first.focus()
    page.keyboard.press("Shift+ArrowLeft")
    page.get_by_text("stays where it is.").wait_for()
    assert stands(lead) == stage


def test_columns_are_put_in_order_by_pointer_and_by_keyboard(
    chromium: Browser, live_server: object, lead: Record
) -> None:
    page = opened(chromium, DESK)
    sign_in(page, str(live_server), "anna@meridian.example")
    page.goto(f"{live_server}/leads/")
    page.get_by_text("Columns", exact=True).click()
    rows = page.locator("[data-order] li[draggable]")
    rows.nth(2).drag_to(rows.nth(0), target_position={"x": 20, "y": 3})
    page.get_by_role("button", name="Company: further to the right").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Show these").click()
    page.wait_for_url("**/leads/?**")
    headings = page.locator("thead th").all_inner_texts()
    assert [one for one in headings if one][:4] == ["Name", "Owner", "Stage", "Company"]


def test_a_letter_to_several_is_looked_at_and_taken_back(
    chromium: Browser, live_server: object, lead: Record
) -> None:
    page = opened(chromium, DESK)
    sign_in(page, str(live_server), "anna@meridian.example")
    page.goto(f"{live_server}/leads/")
    page.locator("[data-pick]").first.check()
    page.get_by_text("With several").click()
    page.get_by_role("button", name="Write them a letter").click()
    page.get_by_label("Subject").fill("Spring")
    page.get_by_label("What you write").fill("Our *prices*")
    page.get_by_role("button", name="Look at it").click()
    page.get_by_role("button", name="Send it to 1 person").click()
    page.get_by_role("heading", name="1 letter leaves").wait_for()
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("heading", name="1 letter taken back").wait_for()


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_lists_fit_a_phone(
    chromium: Browser, live_server: object, lead: Record, language: str
) -> None:
    page = opened(chromium, PHONE, language)
    email = "anna@meridian.example" if language == "en" else "wei@meridian.example"
    sign_in(page, str(live_server), email)
    for address in PAGES:
        page.goto(f"{live_server}{address}")
        assert fits(page), address


def test_a_phone_folds_the_filters_behind_one_button(
    chromium: Browser, live_server: object, lead: Record
) -> None:
    desk, phone = opened(chromium, DESK), opened(chromium, PHONE)
    asked = f"{live_server}/leads/?q=a&owner=nobody&where=source+known"
    for page in (desk, phone):
        sign_in(page, str(live_server), "anna@meridian.example")
        page.goto(asked)
    button, words = phone.locator(".filters > summary"), phone.get_by_placeholder("Name or company")
    assert button.inner_text().split() == ["Filter", "3", "in", "use"]
    assert not words.is_visible()
    button.focus()
    phone.keyboard.press("Enter")
    words.wait_for(state="visible")
    assert fits(phone)
    assert desk.get_by_placeholder("Name or company").is_visible()
    assert not desk.locator(".filters > summary").is_visible()
    phone.goto(f"{live_server}/leads/?add=source")
    assert phone.get_by_label("New filter").is_visible()
