"""A file of many columns is named, looked at in numbers and read in, at a desk and on a phone."""

import pytest
from playwright.sync_api import Browser, ViewportSize

from leadline.intake.models import Import
from leadline.records.models import Record
from tests.browser.visiting import DESK, PHONE, fits, opened, sign_in
from tests.stories.firm import Story

pytestmark = pytest.mark.browser
HEADINGS = ["Name", "E-Mail", "Company", "Status", "Tags", "Created"] + [
    f"What matters most to you, part {n}" for n in range(31)
]
ROWS = [
    ["李娜", "li.na@hengtong.example", "恒通电缆", "Open", "Ringing", "03/04/2026"],
    ["Jo Field", "jo@gmail.com", "", "Won", "busy", "01/02/2026"],
    ["Kim / Lee", "not an address", "Lee & Kim", "Open", "will revert", "05/02/2026"],
    ["", "", "", "Open", "", ""],
]
HEADING = ",".join(f'"{one}"' for one in HEADINGS)
FILE = "\n".join(",".join([*row, *["Select"] * (len(HEADINGS) - len(row))]) for row in ROWS)


@pytest.mark.parametrize(
    ("size", "language"), [(DESK, "en"), (PHONE, "zh-CN")], ids=["desk", "phone in Chinese"]
)
def test_a_file_of_37_columns_from_hand_to_leads(
    chromium: Browser, live_server: object, story: Story, size: ViewportSize, language: str
) -> None:
    base, page = str(live_server), opened(chromium, size, language)
    sign_in(page, base, "sofia@meridian.example")
    page.goto(f"{base}/import/")
    assert fits(page)
    content = f"{HEADING}\n{FILE}\n"
    page.set_input_files(
        "input[type=file]", {"name": "old.csv", "mimeType": "text/csv", "buffer": content.encode()}
    )
    page.fill("input[name=source]", "Old CRM")
    page.locator("main form .button-go").click()
    page.wait_for_url("**/import/*/")
    assert fits(page)
    page.select_option("select[name=column_4]", "call result")
    page.fill("input[name=blanks]", "Select")
    page.locator("main form .button-go").click()
    page.wait_for_url("**/values/")
    assert fits(page)
    page.check("input[name=dates][value='day first']")
    page.select_option("select[name=place_0]", "Registered")
    page.select_option("select[name=place_1]", "Interested")
    page.select_option("select[name=call_0]", "no answer")
    page.locator("main form .button-go").click()
    page.wait_for_url("**/preview/")
    story.work()
    page.wait_for_selector("#stages")  # the page has asked again by itself
    assert fits(page)
    page.locator("main form .button-go").click()
    page.wait_for_url("**/import/*/")
    assert fits(page)
    assert Import.objects.get().state == "done"
    assert sorted(Record.objects.values_list("stage", flat=True)) == [
        "Interested",
        "Registered",
        "Registered",
    ]
