"""What other records bring to a record comes from outside, and is heard in a rehearsal, too."""

import pytest

from leadline.automation.answering import answer_due
from leadline.automation.jobs import tell_learned
from leadline.automation.rehearsal.rehearsing import Asked, Compared, Rehearsal
from leadline.automation.tests.actions.test_telling import FILES, colleagues
from leadline.automation.tests.rehearsal.conftest import DAY, HOUR, NINE
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.clock import Driven
from leadline.core.models import Event
from leadline.core.money import Money
from leadline.deals.actions import open_deal, set_amount, win
from leadline.leads.actions.contact_news import News, tell_contacts
from leadline.leads.actions.contacts import make_contact
from leadline.leads.events import RESPONDED
from leadline.parties.models import Person
from leadline.playbooks.actions import publish
from leadline.playbooks.custom import words_now
from leadline.playbooks.reader.playbook import read
from leadline.records.actions import give_answers
from leadline.records.cause import Cause
from leadline.records.models import Record

pytestmark = pytest.mark.django_db
CONTACT = """
process: Contact status
follows: contact
owner: role Seller
stages:
  New:
    goal: Greet them
    on arrival:
      - task: Greet them
        by: role Seller
    next:
      - on: contact responded
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


def work(clock: Driven) -> None:
    while answer_due(clock.at) + tell_learned(clock.at):
        pass


def led(record: Record, files: dict[str, str], clock: Driven) -> Compared:
    tried = read(files, words_now(), name="small").playbook
    assert tried is not None
    [one] = Rehearsal(Asked("small", tried, None, clock.at + DAY)).compare([record])
    return one


def test_an_answer_that_was_given_on_a_colleagues_lead() -> None:
    with Driven(NINE) as clock:
        first, second = colleagues(publish(AUTOMATION, None, name="small", source=FILES), 2)
        work(clock)
        clock.advance(hours=1)
        give_answers(AUTOMATION, first, answers={"users": 80})
        work(clock)
        told = Event.objects.get(name="party answers changed")
        assert (told.stream_id, told.depth) == (second.pk, 1)
        clock.advance(hours=1)
        work(clock)
        second.refresh_from_db()
        same = led(second, FILES, clock)
        lead = FILES["lead.yaml"].replace("at least 50", "at least 90")
        later = led(second, {**FILES, "lead.yaml": lead}, clock)
    assert (second.stage, same.why_not, same.differs) == ("MAQL", "", {})
    assert same.past.way[-1] == ("MAQL", NINE + HOUR)
    assert later.would is not None
    assert later.would.stage == "Inquiry"


def test_news_of_a_lead_moves_the_contact_that_another_record_has_made() -> None:
    files = {**FILES, "contact.yaml": CONTACT}
    with Driven(NINE) as clock:
        version = publish(AUTOMATION, None, name="small", source=files)
        ida = Person.objects.create(name="Ida Known")
        cause = Cause("k", "SQL/on arrival/convert lead", NINE, {"text": "convert"}, 1)
        contact = make_contact(
            AUTOMATION, ida, version=version.pk, on="lead qualified", cause=cause
        )
        work(clock)
        clock.advance(hours=1)
        with Batch(AUTOMATION):
            tell_contacts([News(ida.pk, RESPONDED, 2, {"source": "Web", "lead_id": 7})])
        work(clock)
        contact.refresh_from_db()
        same = led(contact, files, clock)
    assert (contact.stage, same.why_not, same.differs) == ("Warm", "", {})
    assert same.past.opened is not None
    assert same.past.opened.news is not None
    assert same.past.opened.news.name == "contact made"


def test_a_contact_waits_until_their_deal_is_over() -> None:
    """The deal is open no more today; the history of the contact says that it was."""
    waits = CONTACT.replace("on: contact responded", "once: no deal of person is open")
    files = {**FILES, "contact.yaml": waits}
    with Driven(NINE) as clock:
        version = publish(AUTOMATION, None, name="small", source=files)
        [lead] = colleagues(version, 1)
        work(clock)
        deal = open_deal(AUTOMATION, lead)
        assert lead.person is not None
        contact = make_contact(AUTOMATION, lead.person, version=version.pk, on="lead qualified")
        work(clock)
        clock.advance(hours=1)
        set_amount(AUTOMATION, deal, amount=Money(100, "EUR"))
        win(AUTOMATION, deal)
        work(clock)
        contact.refresh_from_db()
        same = led(contact, files, clock)
    assert (contact.stage, same.why_not, same.differs) == ("Warm", "", {})
    assert same.past.way == [("New", NINE), ("Warm", NINE + HOUR)]
