"""Contacts are led like leads: those that were made, and those that were placed as business."""

from datetime import datetime

import pytest

from leadline.automation.answering import answer_due
from leadline.automation.rehearsal.rehearsing import Asked, Compared, Rehearsal
from leadline.automation.tests.rehearsal.conftest import DAY, FILES, LEAD, NINE, playbook
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.clock import Driven
from leadline.leads.actions.contacts import make_contact
from leadline.leads.events import BROUGHT
from leadline.parties.models import Person
from leadline.playbooks.actions import publish
from leadline.records.models import Record
from leadline.work.events import INTEREST_SHOWN

CONTACT = """
process: Contact status
follows: contact
owner: role Inside Sales
stages:
  New:
    goal: Greet them
    on arrival:
      - task: Greet them
        by: role Inside Sales
    next:
      - once: contact score at least 40
        go to: Warm
  Warm:
    goal: Talk to them
    next:
      - go to: Gone
        by: owner
ends:
  Gone:
    outcome: lost
"""
SCORE = """
review every: 3 months
bands: {A: 0}
engagement:
  - points: 40
    on: interest shown
    half-life: 30 days
"""


def compared(record: Record, until: datetime, text: str = CONTACT) -> Compared:
    tried = playbook(LEAD, contact=text, score=SCORE)
    [one] = Rehearsal(Asked("small", tried, None, until)).compare([record])
    return one


@pytest.mark.django_db
@pytest.mark.parametrize("is_placed", [False, True])
def test_a_contact_goes_the_same_way_by_the_same_text(is_placed: bool) -> None:
    texts = {**FILES, "lead.yaml": LEAD, "contact.yaml": CONTACT, "score.yaml": SCORE}
    with Driven(NINE) as clock:
        version = publish(AUTOMATION, None, name="small", source=texts)
        ida = Person.objects.create(name="Ida Known")
        on = BROUGHT.name if is_placed else ""
        contact = make_contact(AUTOMATION, ida, version=version.pk, on=on, is_placed=is_placed)
        while answer_due(clock.at):
            pass
        clock.advance(hours=1)
        with Batch(AUTOMATION) as batch:
            batch.happened(batch.lock([contact])[0], INTEREST_SHOWN, what="price")
        while answer_due(clock.at):
            pass
        contact.refresh_from_db()
        stage, tasks = contact.stage, contact.tasks.count()
        one = compared(contact, clock.at + DAY)
        later = compared(contact, clock.at + DAY, CONTACT.replace("at least 40", "at least 90"))
    assert one.would is not None, one.why_not
    assert (stage, one.would.stage, one.differs) == ("Warm", "Warm", {})
    assert [name for name, _at in one.would.way] == ["New", "Warm"]
    assert len([name for name in one.would.made if "task" in name]) == tasks
    assert later.would is not None
    assert later.would.stage == "New"
