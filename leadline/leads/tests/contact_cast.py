"""A small playbook with a status for contacts, and whoever stands in it."""

from leadline.core.actor import AUTOMATION
from leadline.core.clock import standing_at
from leadline.leads.actions.contacts import make_contact
from leadline.leads.tests.conftest import FILES, NINE, li_na, take_in
from leadline.parties.models import Person
from leadline.playbooks.actions import publish
from leadline.playbooks.models import Version
from leadline.records.models import Record

CONTACT = """
process: Contact status
follows: contact
begins:
  - on: lead qualified
    at stage: In opportunity
owner: role Seller
stages:
  Active:
    goal: Keep in touch
    while here:
      - on: contact responded
        go to: Engaged
  Engaged:
    goal: See what they want
    on arrival:
      - open: lead
    next:
      - go to: Active
        by: owner
        back: yes
        ask:
          why not: text
  In opportunity:
    goal: Let the deal go on
    next:
      - go to: Active
        by: owner
        back: yes
        ask:
          why not: text
"""


def with_contacts() -> Version:
    """The small playbook, with contacts."""
    return publish(AUTOMATION, None, name="small", source={**FILES, "contact.yaml": CONTACT})


def known_contact(version: Version) -> Record:
    """Li Na, whose lead was qualified, as a contact who is active."""
    [outcome] = take_in(version, li_na())
    Record.objects.filter(pk=outcome.record.pk).update(outcome="qualified", stage="Done")
    with standing_at(NINE):
        return make_contact(AUTOMATION, Person.objects.get(), version=version.pk)
