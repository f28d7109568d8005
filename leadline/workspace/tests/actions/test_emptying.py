"""After thirty days only shapes are left, and what came in is still counted."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.access.roles import reserved_actions
from leadline.automation.models import Learned
from leadline.channel.models import Partner
from leadline.core.actor import AUTOMATION
from leadline.core.bin import KEPT
from leadline.core.clock import Driven
from leadline.core.errors import Refused
from leadline.core.models import Event
from leadline.deals.actions import open_deal
from leadline.intake.models import Arrival, Door, Outcome
from leadline.mail.models import Letter, State
from leadline.parties.actions.contacting import refuse_contact
from leadline.parties.actions.deleting import delete_company, delete_person
from leadline.parties.actions.learning import change_person_answers
from leadline.parties.actions.merging import merge_people
from leadline.parties.candidates import Candidate
from leadline.parties.models import Company, DoNotContact, EmailAddress, Person
from leadline.records.actions.deleting import delete_record, restore_record
from leadline.records.models import Record
from leadline.search.models import RecordWords
from leadline.work.actions.notes import delete_note, note
from leadline.work.models import Note, Task
from leadline.workspace.actions.emptying import empty_bin
from leadline.workspace.actions.views import make_view, remove_view
from leadline.workspace.models import View
from leadline.workspace.tests.conftest import many, take_in


def emptied(clock: Driven) -> int:
    """Thirty days later."""
    clock.at += KEPT
    return empty_bin(AUTOMATION, None, before=clock.at - KEPT)


def test_not_a_day_too_early(cast, clock):
    delete_record(AUTOMATION, cast.lead)
    clock.at += KEPT - timedelta(minutes=1)
    assert empty_bin(AUTOMATION, None, before=clock.at - KEPT) == 0
    restore_record(AUTOMATION, cast.lead)
    assert Record.objects.filter(pk=cast.lead.pk).exists()


def test_a_lead_with_all_that_hangs_on_it(cast, clock):
    door = Door.objects.create(
        name="Trial",
        slug="trial",
        kind="form",
        playbook=cast.version.playbook,
        how="news",
        source="x",
    )
    arrival = Arrival.objects.create(
        door=door, received_at=clock.at, received_on=clock.at.date(), outcome=Outcome.CREATED,
        record=cast.lead, raw={"name": "Li Na"},
    )  # fmt: skip
    note(cast.as_mei, cast.lead, what="She likes tea")
    deal = open_deal(AUTOMATION, cast.lead)
    Letter.objects.create(
        record=cast.lead, person=cast.lead.person, state=State.SENT, asked_at=clock.at,
        send_after=clock.at, to="li.na@hengtong.cn",
    )  # fmt: skip
    delete_record(AUTOMATION, deal)
    delete_record(AUTOMATION, cast.lead)
    before = Event.objects.filter(stream="record", stream_id=cast.lead.pk).count()
    assert emptied(clock) == 2
    assert not Record.with_bin.filter(pk__in=[cast.lead.pk, deal.pk]).exists()
    assert not RecordWords.objects.filter(pk=cast.lead.pk).exists()
    for table in (Task, Note, Letter):
        assert not table.with_bin.filter(record=cast.lead.pk).exists()
    events = Event.objects.filter(stream="record", stream_id=cast.lead.pk).order_by("seq")
    assert events.count() == before + 1
    assert events.last().name == "record gone"
    assert "tea" not in str(list(events.values_list("data", flat=True)))
    arrival.refresh_from_db()
    assert (arrival.outcome, arrival.record, arrival.raw) == (Outcome.CREATED, None, None)


def test_a_person_with_whoever_was_merged_and_their_company(cast, clock):
    person, company = cast.lead.person, cast.lead.company
    loser = Person.objects.create(name="Na Li")
    merge_people(AUTOMATION, person, losers=[loser])
    refuse_contact(AUTOMATION, person, words="Leave me alone, I am Li Na")
    delete_record(AUTOMATION, cast.lead)
    delete_person(AUTOMATION, person)
    delete_company(AUTOMATION, company)
    assert emptied(clock) == 3
    assert not Person.with_bin.filter(pk__in=[person.pk, loser.pk]).exists()
    assert not Company.with_bin.filter(pk=company.pk).exists()
    assert not EmailAddress.objects.filter(text="li.na@hengtong.cn").exists()
    wish = DoNotContact.objects.exclude(hash=None).first()
    assert (wish.person, wish.words) == (None, "")
    told = Event.objects.filter(stream="person", stream_id=person.pk)
    assert "Li Na" not in str(list(told.values_list("data", flat=True)))


def everything() -> str:
    """All rows of all tables, as text."""
    return "".join(str(list(table._base_manager.values_list())) for table in apps.get_models())


def test_what_records_are_still_to_be_told_goes_with_whom_it_is_about(cast, clock):
    [record] = take_in(cast.version, Candidate(name="Na Li", emails=("na@li.example",)))
    gone = record.person
    for hobby in ("sings in a choir", "plays chess"):
        change_person_answers(AUTOMATION, gone, answers={"hobby": hobby})
    told = [str(list(table.objects.values_list())) for table in (Event, Learned)]
    assert ["sings in a choir" in text for text in told] == [True, False]  # in one place alone
    delete_record(AUTOMATION, record)
    delete_person(AUTOMATION, gone)
    assert "sings in a choir" in everything()
    assert emptied(clock) == 2
    assert "choir" not in everything()
    assert "chess" not in everything()
    assert not Learned.objects.exists()


def test_who_is_needed_by_a_record_in_the_bin_waits(cast, clock):
    delete_record(AUTOMATION, cast.lead)
    delete_person(AUTOMATION, cast.lead.person)
    Record.with_bin.filter(pk=cast.lead.pk).update(binned_at=clock.at + timedelta(days=9))
    assert emptied(clock) == 0
    assert Person.with_bin.filter(pk=cast.lead.person_id).exists()


def test_a_note_with_what_the_history_said_of_it(cast, clock):
    note(cast.as_mei, cast.lead, what="She likes tea")
    note(cast.as_mei, cast.lead, what="She likes milk")
    delete_note(cast.as_mei, cast.lead, note=Note.objects.get(text="She likes tea"))
    assert emptied(clock) == 1
    told = Event.objects.filter(name="note written").order_by("seq")
    assert [event.data["note"] for event in told] == [None, "She likes milk"]
    assert Note.with_bin.get().text == "She likes milk"


def test_a_view(cast, clock):
    view = make_view(cast.as_mei, cast.mei, kind="lead", name="Mine", query="q=li")
    remove_view(cast.as_mei, view)
    assert emptied(clock) == 1
    assert not View.objects.exists()
    assert Event.objects.filter(stream="view", name="view kept").get().data["query"] is None


def test_no_role_but_the_administrators_empties_it(cast):
    assert reserved_actions()["empty bin"] == frozenset()
    with pytest.raises(Refused):
        from_kai = cast.as_mei.__class__(cast.as_mei.kind, cast.kai.pk, "Kai")
        cast.kai.memberships.all().delete()
        empty_bin(from_kai, None, before=Driven.running.at)


def test_many_cost_as_many_queries_as_one(cast, clock):
    def cost(records):
        for one in records:
            delete_record(AUTOMATION, one)
        clock.at += KEPT
        with CaptureQueriesContext(connection) as asked:
            empty_bin(AUTOMATION, None, before=clock.at - KEPT)
        return len(asked)

    one = cost([cast.lead])
    assert cost(take_in(cast.version, *many(12))) <= one


def test_a_company_that_became_a_partner_meanwhile_keeps_nothing_else_from_going(cast, clock):
    sells = Company.objects.create(name="Sells", name_key="sells", core="sells")
    gone = Company.objects.create(name="Gone", name_key="gone", core="gone")
    for one in (sells, gone):
        delete_company(AUTOMATION, one)
    Partner.objects.create(company=sells, manager=cast.ben, email="a@b.example", zone="UTC")
    assert emptied(clock) == 1
    assert Company.with_bin.filter(pk__in=[sells.pk, gone.pk]).get() == sells
