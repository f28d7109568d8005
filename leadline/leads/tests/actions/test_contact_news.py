import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.core.actor import AUTOMATION
from leadline.leads import events
from leadline.leads.actions.contact_news import News, settle_twins, tell_contacts
from leadline.leads.actions.contacts import make_contact
from leadline.leads.tests.conftest import somebody, take_in, told
from leadline.leads.tests.contact_cast import known_contact, with_contacts
from leadline.parties.actions.merging import merge_people, split_people
from leadline.parties.models import Person
from leadline.records.models import Record

pytestmark = pytest.mark.django_db


def test_only_contacts_hear_and_nobody_costs_one_question() -> None:
    contact = known_contact(with_contacts())
    data = {"source": "Web", "lead_id": 1}
    tell_contacts([News(contact.person_id, events.RESPONDED, data=data),
                   News(None, events.RESPONDED, data=data)])  # fmt: skip
    assert told(contact) == ["contact made", "contact responded"]
    with CaptureQueriesContext(
        connection,
    ) as asked:
        tell_contacts([News(10**9, events.RESPONDED, data=data)])
        tell_contacts([])
    assert len(asked) == 1


def test_merged_contacts_are_one_and_split_ones_are_two_again() -> None:
    version = with_contacts()
    first = known_contact(version)
    [outcome] = take_in(version, somebody(1))
    winner, loser = Person.objects.order_by("pk")
    second = make_contact(AUTOMATION, loser, on="lead qualified")
    [merge] = merge_people(AUTOMATION, winner, losers=[loser])
    settle_twins([winner.pk])  # once more changes nothing
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.outcome, second.outcome) == ("taken up", "")  # the second had come farther
    assert second.person == winner
    split_people(AUTOMATION, winner, merge=merge)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.outcome, second.outcome, second.person) == ("", "", loser)
    assert told(first)[-1] == "contact parted"
    assert Record.objects.filter(kind="contact", outcome="").count() == 2
    assert outcome.record.person_id == loser.pk
