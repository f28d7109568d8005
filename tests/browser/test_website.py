"""A firm's own site tells of page views once its banner says so, and of nothing before."""

import pytest
from playwright.sync_api import Browser, Page, Route

from leadline.core.actor import AUTOMATION
from leadline.intake.actions.doors import make_door
from leadline.intake.models import DoorKind, PageView
from leadline.leads.actions import open_leads
from leadline.leads.incoming import Door as LeadDoor
from leadline.leads.incoming import Incoming
from leadline.mail.links import visitor_of
from leadline.parties.candidates import Candidate
from leadline.parties.models import Basis, Channel
from leadline.playbooks.models import Published
from leadline.records.models import Record
from tests.browser.visiting import DESK, opened
from tests.stories.firm import Story

pytestmark = pytest.mark.browser
SITE = """<!doctype html><html lang="en"><title>Site</title><link rel="icon" href="data:,">
<iframe title="Form" src="{base}/f/pilot/"></iframe><a href="/site/docs?mail=li@x.example">Docs</a>
<script src="{base}/static/intake/views.js" data-door="{base}/views-of/site/" defer></script>"""


def agree(page: Page) -> None:
    page.evaluate('document.dispatchEvent(new Event("leadline-consent"))')


def kept() -> dict[str, int]:
    return dict(PageView.objects.values_list("page", "number"))


def lead_of(base: str) -> Record:
    """A lead, and the way in for the views of the site that stands at this address."""
    published = Published.objects.exclude(current=None).earliest("pk")
    assert published.current is not None
    make_door(
        AUTOMATION,
        None,
        name="Our site",
        slug="site",
        kind=DoorKind.SITE,
        playbook=published,
        consent={"en": "You may know which pages I read."},
        origins=[base],
    )
    incoming = [Incoming(Candidate(name="Li Na", emails=("li@x.example",)), source="Web")]
    entry = LeadDoor(published.current, "Trial lead")
    [outcome] = open_leads(AUTOMATION, None, door=entry, incoming=incoming)
    return outcome.record


def test_views_are_told_after_consent_without_a_cookie(
    chromium: Browser, live_server: object, story: Story
) -> None:
    base = str(live_server)
    lead = lead_of(base)
    page = opened(chromium, DESK)

    def shown(route: Route) -> None:
        route.fulfill(content_type="text/html", body=SITE.format(base=base))

    page.route("**/site/**", shown)
    page.route("**/f/pilot/", lambda route: route.fulfill(content_type="text/html", body="Form"))
    page.goto(f"{base}/site/pricing?visitor={visitor_of(lead)}")
    assert page.url == f"{base}/site/pricing"
    assert page.evaluate("sessionStorage.length") == 0
    page.click("a")
    page.wait_for_load_state()
    assert kept() == {}

    page.goto(f"{base}/site/pricing?visitor={visitor_of(lead)}")
    agree(page)
    page.click("a")
    page.wait_for_load_state()
    agree(page)
    page.goto(f"{base}/site/pricing")
    for _ in range(100):  # what a page tells while it is left, Playwright does not see
        if len(kept()) == 3 and kept()["form:pilot"] == 2:
            break
        page.wait_for_timeout(100)
    assert kept() == {"/site/pricing": 1, "/site/docs": 1, "form:pilot": 2}
    assert page.context.cookies() == []
    assert Basis.objects.get(channel=Channel.WEB).person == lead.person
