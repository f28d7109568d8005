"""A lead reads the firm's own site: points for its score and one line, until it says no."""

import json
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from leadline.access.models import Firm
from leadline.automation.answering import answer_due
from leadline.automation.jobs import all_jobs
from leadline.core.actor import AUTOMATION
from leadline.core.clock import Driven
from leadline.intake.actions.doors import make_door
from leadline.intake.models import DoorKind
from leadline.leads.tests.score.score_cast import LEAD, NINE, people
from leadline.mail.links import visitor_of
from leadline.playbooks.actions import publish
from leadline.playbooks.tests.folders import SMALLEST
from leadline.records.models import Record
from leadline.workspace.tests.views.test_score import plain, signed_in

SCORE = """review every: 3 months
bands: {A: 40, B: 20}
engagement:
  - points: 10
    on: pages viewed
    half-life: 30 days
"""
FILES = {
    **SMALLEST,
    "lead.yaml": LEAD.replace(
        "score at least 65 and fit band one of A, B", "score at least 20"
    ).replace("score below 60", "score below 5"),
    "score.yaml": SCORE,
}


@pytest.mark.django_db
def test_s3_26_what_a_lead_reads_counts_for_its_score_and_explains_itself(client: Client) -> None:
    cache.clear()
    Firm.objects.update_or_create(pk=1, defaults={"name": "Meridian", "zone": "UTC"})
    with Driven(NINE) as clock:
        version = publish(AUTOMATION, None, name="small", source=FILES)
        make_door(
            AUTOMATION,
            None,
            name="Our site",
            slug="site",
            kind=DoorKind.SITE,
            playbook=version.playbook,
            consent={"en": "You may know which pages I read."},
            origins=["https://www.meridian.example"],
        )
        [lead] = people(version)
        for _visit in range(2):
            visited(Client(), lead)
            clock.at += timedelta(hours=1)
            for job in all_jobs():
                if job.name == "page views":
                    job.run(clock.at)
            while answer_due(clock.at):
                pass
        boss = signed_in(client, "see")
        text = plain(boss.get(f"/leads/{lead.pk}/"))
    assert text.count("Viewed on our site: /pricing × 2, form:trial") == 2
    assert "Lead score 20" in text
    assert "2 × 10, halved every 30 days" in text
    assert Record.objects.get(pk=lead.pk).stage == "MAQL"


def visited(stranger: Client, lead: Record) -> None:
    body = {
        "visitor": visitor_of(lead),
        "consent": True,
        "views": [{"page": "/pricing", "times": 2}, {"page": "form:trial"}],
    }
    answer = stranger.post(
        "/views-of/site/",
        json.dumps(body),
        content_type="text/plain",
        headers={"origin": "https://www.meridian.example"},
    )
    assert answer.status_code == 204
