"""The demo as a visitor meets it: one click in, an answer as the customer, time moved on."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.urls import clear_url_caches, set_urlconf
from playwright.sync_api import Browser, Page, ViewportSize
from pytest_django.fixtures import Settings

from leadline.automation.jobs import all_jobs
from leadline.automation.worker import Job, run_round
from leadline.core import clock
from leadline.demo import making, memory, moving
from leadline.demo.history.days import live_through
from leadline.records.models import Record
from tests.browser.visiting import DESK, PHONE, fits, opened

pytestmark = pytest.mark.browser
TEN = datetime(2026, 3, 4, 10, 10, tzinfo=ZoneInfo("Europe/Berlin"))
SHOTS = Path(__file__).parent / "shots"
CARDS = ("seller", "developer", "manager", "admin", "customer")


@pytest.fixture
def work(transactional_db: None, settings: Settings) -> Iterator[Callable[[], None]]:
    """A demo with three days behind it; what its worker does until nothing is left to do."""
    settings.DEMO = True
    settings.ROOT_URLCONF, settings.LOGIN_URL = "leadline.config.demo_urls", "demo"
    clear_url_caches()
    live_through(TEN, lambda said: None, long=3)
    memory.stand_at(TEN)
    memory.keep(is_made=True)
    clock.read_from(memory.present)
    making.wake()
    jobs = [*all_jobs(), Job("demo clock", moving.move_on, when_held=True)]

    def rounds() -> None:
        while run_round(jobs, clock.now(), held=False):
            pass

    yield rounds
    clock.read_from(clock.of_the_machine)
    set_urlconf(None)
    clear_url_caches()


def looked_at(page: Page, name: str) -> None:
    """Nothing scrolls sideways; the picture is kept for whoever looks at this run."""
    SHOTS.mkdir(exist_ok=True)
    assert fits(page), name
    page.screenshot(path=SHOTS / f"demo-{name}.png", full_page=True)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_visitor_walks_through_the_demo(
    chromium: Browser,
    live_server: object,
    work: Callable[[], None],
    size: ViewportSize,
    request: pytest.FixtureRequest,
) -> None:
    base, where = str(live_server), request.node.callspec.id
    page = opened(chromium, size)
    page.goto(base)
    looked_at(page, f"{where}-cards")
    be_everybody(page, base, where)
    answer_as_the_customer(page, base, where, work)
    move_the_clock(page, base, where, work)
    page.goto(f"{base}/playbooks/trial-subscription/source/")
    looked_at(page, f"{where}-source")


def be_everybody(page: Page, base: str, where: str) -> None:
    for card in CARDS:
        be(page, base, card)
        looked_at(page, f"{where}-{card}")


def be(page: Page, base: str, card: str) -> None:
    page.goto(f"{base}/demo/")
    page.click(f"button[value={card}]")
    page.wait_for_load_state()


def answer_as_the_customer(page: Page, base: str, where: str, work: Callable[[], None]) -> None:
    lead = Record.objects.filter(stage="Company information").earliest("pk")
    page.goto(f"{base}/demo/mailbox/{lead.person_id}/")
    looked_at(page, f"{where}-letters")
    page.get_by_text("Reply", exact=True).first.click()
    page.get_by_label("Your reply").first.fill("We trade rebar, two people.")
    page.get_by_role("button", name="Send the reply").first.click()
    page.get_by_text("We trade rebar, two people.").wait_for()
    page.locator("a[href^='/yours/']").first.click()
    page.get_by_label("Corporate e-mail address").fill("me@profile-steel.example")
    page.get_by_role("button", name="Send the answer").click()
    page.get_by_role("heading", name="Thank you").wait_for()
    work()
    lead.refresh_from_db()
    assert lead.stage == "Opening the trial"


def move_the_clock(page: Page, base: str, where: str, work: Callable[[], None]) -> None:
    page.goto(f"{base}/demo/")
    page.click("button[value=manager]")
    page.click("button[value=weeks]")
    page.get_by_role("heading", name="The clock is moving …").wait_for()
    work()
    page.get_by_role("heading", name="things happened").wait_for()  # it has looked by itself
    page.get_by_text("why?").first.click()
    assert page.locator("details[open] .why-answer").first.is_visible()
    looked_at(page, f"{where}-clock")


def test_the_demo_in_chinese_and_at_night(
    chromium: Browser, live_server: object, work: Callable[[], None]
) -> None:
    base = str(live_server)
    page = opened(chromium, DESK)
    page.goto(f"{base}/demo/")
    page.get_by_role("button", name="简体中文").click()
    page.get_by_role("button", name="深色").click()
    looked_at(page, "zh-cards")
    page.click("button[value=seller]")
    page.wait_for_load_state()
    looked_at(page, "zh-seller")
    for address in ("/demo/mailbox/", "/demo/clock/", "/playbooks/trial-subscription/source/"):
        page.goto(f"{base}{address}")
        assert page.locator("html").get_attribute("lang") == "zh-hans", address
        looked_at(page, f"zh-{address.strip('/').replace('/', '-')}")
