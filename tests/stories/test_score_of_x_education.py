"""The leads of X Education through the product: points by hand, and points that are learned."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from bench.world import make_world
from leadline.access.models import User
from leadline.access.roles import MANAGER
from leadline.core.actor import AUTOMATION
from leadline.leads.score.models import LeadScore
from leadline.playbooks.actions import publish

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "xeducation"
pytestmark = [
    pytest.mark.realdata,
    pytest.mark.skipif(not DATA.is_dir(), reason="needs the folder shared/data beside the clone"),
]
FILES = {
    "playbook.yaml": "title: Courses\nlanguages: [en]\nroles: [Seller]\n",
    "fields.yaml": """
lead:
  lead origin: text
  job: text
  seconds on the website: number
  last activity: text
  no mail: yes or no
""",
    "lead.yaml": """
process: Courses
follows: lead
begins:
  - on: lead opened
owner: role Seller
stages:
  Asked:
    goal: Find out whether they want a course
    next:
      - go to: Won
        by: owner
      - go to: Lost
        by: owner
ends:
  Won:
    outcome: won
  Lost:
    outcome: lost
""",
    "score.yaml": """
review every: 3 months
fit:
  - points: 40
    when: lead origin is "Lead Add Form"
  - points: 30
    when: job is "Working Professional"
  - points: 30
    when: seconds on the website at least 1000
  - points: 15
    when: seconds on the website at least 500 and seconds on the website below 1000
  - points: 15
    when: last activity is "SMS Sent"
  - points: -15
    when: last activity one of "Email Bounced", "Unsubscribed", "Olark Chat Conversation"
  - points: -15
    when: no mail is yes
""",
}
MAPPING = """
columns:
  Lead Number: number
  Lead Origin: answer lead origin
  What is your current occupation: answer job
  Total Time Spent on Website: answer seconds on the website
  Last Activity: answer last activity
  Do Not Email: answer no mail
blanks: [Select]
placement:
  column: Converted
  stages:
    '1': Won
    '0': Lost
"""
AT_CAPTURE = (
    "Lead Origin,Lead Source,Do Not Email,Do Not Call,TotalVisits,Total Time Spent on Website,"
    "Page Views Per Visit,Country,Specialization,What is your current occupation,City,"
    "What matters most to you in choosing a course,A free copy of Mastering The Interview"
)


def ran(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def text_of(client: Client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def fitted(*more: str) -> str:
    return ran("score", "fit", "--file", str(DATA / "Leads.csv"), "--outcome", "Converted", *more)


def auc_in(told: str) -> float:
    found = re.search(r"^AUC ([\d.]+)", told, re.MULTILINE)
    assert found is not None
    return float(found[1])


@pytest.mark.django_db
def test_s3_26_seven_points_by_hand_rank_the_leads_of_x_education(tmp_path: Path) -> None:
    world = make_world()
    publish(AUTOMATION, None, name="courses", source=FILES)
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text(MAPPING)
    ran("import", str(DATA / "Leads.csv"), "--source", "X Education", "--mapping", str(mapping),
        "--playbook", "courses")  # fmt: skip
    told = ran("score", "all", "--playbook", "courses")
    assert "9240 leads were scored by rules 1" in told
    assert LeadScore.objects.filter(rules__playbook__name="courses").count() == 9240
    client = Client()
    client.force_login(User.objects.get(email=world.people[MANAGER]))
    page = text_of(client, "/playbooks/courses/score/?line=30")
    found = re.search(r"AUC (0\.\d+)", page)
    assert found is not None
    assert abs(float(found[1]) - 0.862) <= 0.001
    assert "3160 leads have 30 points or more; 77.4 % of these were won" in page
    assert "they are 68.7 % of all that were won" in page
    where = "?where=score+at+least+30&exact=1"
    assert "3,160" in text_of(client, f"/leads/{where}")
    again = ran("score", "all", "--playbook", "courses")
    assert "0 have changed" in again


def test_s3_26_what_is_filled_in_afterwards_is_named_as_a_leak() -> None:
    told = fitted()
    leaks = re.findall(r"^Leak: ([^:]+):", told, re.MULTILINE)
    assert leaks == ["Tags", "Lead Quality", "Lead Profile"]


def test_s3_26_a_scorecard_is_learned_without_the_leaks() -> None:
    told = fitted("--without", "Tags,Lead Quality,Lead Profile")
    assert "Leak: " not in told
    assert auc_in(told) >= 0.905
    assert "fit:\n  - points: " in told


def test_s3_06_what_is_known_at_capture_tells_less() -> None:
    told = fitted("--at-capture", AT_CAPTURE)
    assert 0.86 <= auc_in(told) < 0.905
