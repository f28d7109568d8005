import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.core import clock
from leadline.core.actor import AUTOMATION
from leadline.leads import events
from leadline.leads.actions.contact_news import News, settle_twins, tell_contacts
from leadline.leads.actions.contacts import make_contact, only_raw
from leadline.leads.tests.conftest import somebody, take_in, told
from leadline.leads.tests.contact_cast import known_contact, with_contacts
from leadline.parties.actions.merging import merge_people, split_people
from leadline.parties.models import Person
from leadline.playbooks.models import Version
from leadline.playbooks.versions import definition_of, is_readable
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


def test_who_was_taken_up_stays_so_when_the_other_has_ended() -> None:
    """That one went on for both; whatever else becomes of the person, its end is the end."""
    version = with_contacts()
    first = known_contact(version)
    take_in(version, somebody(1))
    winner, loser = Person.objects.order_by("pk")
    second = make_contact(AUTOMATION, loser, on="lead qualified")
    [merge] = merge_people(AUTOMATION, winner, losers=[loser])
    Record.objects.filter(pk=second.pk).update(outcome="closed", ended_at=clock.now())
    take_in(version, somebody(2))
    third = Person.objects.latest("pk")
    merge_people(AUTOMATION, third, losers=[winner])
    first.refresh_from_db()
    assert (first.outcome, first.person_id) == ("taken up", third.pk)
    assert not Record.objects.filter(kind="contact", outcome="").exists()
    assert merge.lost_person_id == loser.pk


def test_who_is_split_off_goes_on_although_the_other_has_ended() -> None:
    version = with_contacts()
    first = known_contact(version)
    take_in(version, somebody(1))
    winner, loser = Person.objects.order_by("pk")
    second = make_contact(AUTOMATION, loser, on="lead qualified")
    [merge] = merge_people(AUTOMATION, winner, losers=[loser])
    Record.objects.filter(pk=second.pk).update(outcome="closed", ended_at=clock.now())
    split_people(AUTOMATION, winner, merge=merge)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.outcome, first.person_id) == ("", winner.pk)
    assert (second.outcome, second.person_id) == ("closed", loser.pk)


def test_the_bin_is_no_end_for_the_one_that_was_taken_up() -> None:
    version = with_contacts()
    first = known_contact(version)
    take_in(version, somebody(1))
    winner, loser = Person.objects.order_by("pk")
    second = make_contact(AUTOMATION, loser, on="lead qualified")
    merge_people(AUTOMATION, winner, losers=[loser])
    Record.objects.filter(pk=second.pk).update(binned_at=clock.now())
    settle_twins([winner.pk])
    first.refresh_from_db()
    assert first.outcome == "taken up"


def test_contacts_on_a_text_that_cannot_be_read_are_merged_all_the_same() -> None:
    version = with_contacts()
    first = known_contact(version)
    take_in(version, somebody(1))
    winner, loser = Person.objects.order_by("pk")
    second = make_contact(AUTOMATION, loser, on="lead qualified")
    Version.objects.update(files={"playbook.yaml": "title: [x\n"})
    definition_of.cache_clear()
    is_readable.cache_clear()
    assert only_raw([loser]) == [False]
    merge_people(AUTOMATION, winner, losers=[loser])
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.outcome, second.outcome) == ("", "taken up")  # the oldest of them
