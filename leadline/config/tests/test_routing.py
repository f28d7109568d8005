"""`leadline routing try` tells who would have got what, and refuses what it does not know."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from leadline.access.models import User
from leadline.core.actor import AUTOMATION
from leadline.leads.actions import open_leads
from leadline.leads.incoming import Door, Incoming
from leadline.parties.candidates import Candidate
from leadline.playbooks.actions import publish
from leadline.records.models import Record

FILES = {
    "playbook.yaml": "title: Small\nlanguages: [en]\nroles: [Seller]\nqueues:\n  Rest: [Seller]\n",
    "routes.yaml": 'sales:\n  - when: source is "Web"\n    to: pool Seller\n  - to: queue Rest\n',
    "lead.yaml": """
process: Small
follows: lead
begins:
  - on: lead opened
owner: route sales
stages:
  New:
    goal: Know them
    next:
      - go to: Done
        by: owner
ends:
  Done:
    outcome: qualified
""",
}


def tried(*arguments: str) -> str:
    out = StringIO()
    call_command("routing", "try", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def lead(db: None) -> Record:
    files = {**FILES, "playbook.yaml": FILES["playbook.yaml"] + "pools:\n  Seller: [Seller]\n"}
    version = publish(AUTOMATION, None, name="small", source=files)
    incoming = [Incoming(Candidate(name="Li Na", emails=("li@na.example",)), source="Fair")]
    [outcome] = open_leads(AUTOMATION, None, door=Door(version, "Small"), incoming=incoming)
    Record.objects.update(owner=User.objects.create(email="mei@firm.example", name="Mei"))
    return outcome.record


def test_s3_25_a_route_is_tried_from_the_command_line(lead: Record) -> None:
    told = tried("sales", "--playbook", "small")
    assert "         1      0  Rest" in told
    assert "1 of 1 would be somebody else's:" in told
    assert f"{lead.pk} Li Na: Mei → Rest" in told
    assert Record.objects.get().owner is not None


def test_what_nobody_knows_is_refused(lead: Record) -> None:
    with pytest.raises(CommandError, match="there are: sales"):
        tried("service", "--playbook", "small")
    with pytest.raises(CommandError, match="No playbook"):
        tried("sales", "--playbook", "large")
