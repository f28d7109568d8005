"""The version in force cannot be read: everybody else's work goes on, and what came in is kept."""

from collections.abc import Iterator

import pytest
from django.test import Client

from leadline.automation.scoring import rescore_due
from leadline.core.clock import Driven
from leadline.intake.models import Arrival, Door, DoorKind, Outcome
from leadline.leads.score.models import LeadScore
from leadline.playbooks import versions
from leadline.playbooks.models import Version
from leadline.records.models import Record
from tests.stories.lead_firm import MONDAY, NAME, LeadFirm


def forget() -> None:
    versions.definition_of.cache_clear()
    versions.is_readable.cache_clear()


@pytest.fixture
def firm(db: None) -> Iterator[LeadFirm]:
    with Driven(MONDAY) as clock:
        firm = LeadFirm(clock)
        firm.sign()
        yield firm
    forget()


@pytest.fixture
def lead(firm: LeadFirm) -> Record:
    """It has a score and an owner; then somebody breaks the text in the database."""
    lead = firm.lead()
    rescore_due(firm.clock.at)
    assert LeadScore.objects.filter(pk=lead.pk).exists()
    files = {**firm.version.files, "playbook.yaml": "title: [x\n"}
    Version.objects.filter(pk=firm.version.pk).update(files=files)
    forget()
    return lead


def test_s3_02_today_and_the_pages_of_records_open_for_everybody(
    firm: LeadFirm, lead: Record
) -> None:
    assert lead.owner is not None
    assert lead.person_id is not None
    for user in (firm.dana, firm.mara, lead.owner):
        firm.page(user, "/")
        assert "Ada Wong" in firm.page(user, f"/leads/{lead.pk}/")
        firm.page(user, f"/people/{lead.person_id}/")
        firm.page(user, f"/records/{lead.pk}/routing/")
    firm.page(firm.dana, "/routing/")
    firm.page(firm.dana, "/leads/new/")
    Record.objects.filter(pk=lead.pk).update(owner=None, queue="Raw")
    firm.page(firm.dana, f"/leads/{lead.pk}/")


def test_s3_02_a_page_about_the_text_itself_says_why_there_is_nothing(
    firm: LeadFirm, lead: Record
) -> None:
    for page in ("agreed", "seven-errors", "statement", "source", "score"):
        told = firm.page(firm.dana, f"/playbooks/{NAME}/{page}/", 503)
        assert "This playbook cannot be read any more" in told
        assert f'href="/playbooks/{NAME}/"' in told


def test_s3_02_its_scores_do_not_end_and_others_are_counted(firm: LeadFirm, lead: Record) -> None:
    before = LeadScore.objects.values().get(pk=lead.pk)
    rescore_due(firm.clock.at)
    assert LeadScore.objects.values().get(pk=lead.pk) == before


def test_s3_02_what_a_visitor_sends_is_kept_and_tried_again(firm: LeadFirm, lead: Record) -> None:
    asks = [{"field": "name", "required": True}, {"field": "e-mail", "required": True}]
    Door.objects.create(
        kind=DoorKind.FORM, name="Ask", slug="ask", playbook=firm.version.playbook, asks=asks
    )
    client, path = Client(), "/f/ask/"
    page = client.get(path).content.decode()
    slip = page.split('name="slip" value="')[1].split('"')[0]
    firm.clock.advance(minutes=1)
    names = {one: page.split(f'autocomplete="{one}"')[0] for one in ("name", "email")}
    sent = {text.rsplit('name="', 1)[1].split('"')[0]: one for one, text in names.items()}
    given = {name: "bo@dale.example" if one == "email" else "Bo Dale" for name, one in sent.items()}
    answer = client.post(path, {**given, "slip": slip})
    assert answer.status_code == 302, answer.content.decode()
    arrival = Arrival.objects.get()
    assert arrival.outcome == Outcome.WAITING
    assert arrival.try_at is not None
    assert "cannot be read any more" in arrival.reason
