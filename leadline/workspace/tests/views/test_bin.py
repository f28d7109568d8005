"""Things go into the bin and come back through pages; what lies there is nowhere else."""

import pytest

from leadline.core.actor import AUTOMATION
from leadline.core.bin import KEPT
from leadline.core.models import Event
from leadline.leads.actions import open_leads
from leadline.leads.incoming import Door, Fate, Incoming
from leadline.mail.jobs import send_due
from leadline.mail.models import Letter, State
from leadline.parties.candidates import Candidate
from leadline.parties.models import Company, Person
from leadline.records.models import Record
from leadline.work.actions.notes import note
from leadline.work.models import Note, Task
from leadline.workspace.tests.conftest import PEOPLE, run, take_in

PLACES = (
    "/", "/leads/", "/leads/?q=li", "/leads/board/", "/leads/report/?group=stage", "/leads/calls/",
    "/letters/", "/search/?q=li", "/people/?q=li", "/companies/?q=heng",
)  # fmt: skip


@pytest.fixture
def mei(cast, client):
    client.force_login(cast.mei)
    return client


def deleted(mei, lead):
    return mei.post(f"/records/{lead.pk}/deletion/")


def test_a_deleted_lead_is_nowhere_and_comes_back(cast, mei, page):
    assert "Li Na" in page(cast.mei, "/leads/")
    answer = deleted(mei, cast.lead)
    assert answer.url == "/leads/"
    assert "is in the bin for 30 days" in page(cast.mei, "/leads/")  # and says so once
    mei.post(f"/people/{cast.lead.person_id}/deletion/")
    mei.post(f"/companies/{cast.lead.company_id}/deletion/")
    page(cast.mei, "/leads/")
    for place in PLACES:
        text = page(cast.mei, place)
        assert "Li Na" not in text, place
        assert "Hengtong Cable" not in text, place
    assert page(cast.mei, f"/leads/{cast.lead.pk}/", 404)
    assert mei.get(f"/records/{cast.lead.pk}/").url == "/bin/?whose=all"
    assert page(cast.mei, "/bin/").count("Li Na") >= 2
    mei.post(f"/bin/record/{cast.lead.pk}/restoring/")
    assert "Hengtong" in page(cast.mei, "/leads/")
    assert (Person.objects.count(), Company.objects.count()) == (2, 2)
    assert "Nothing lies here" in page(cast.mei, "/bin/")


def test_nothing_fires_there_and_all_of_it_later(cast, mei, clock):
    Task.objects.filter(record=cast.lead).update(done_at=None)
    lead = Record.objects.get(pk=cast.lead.pk)
    assert lead.due_at is not None
    letter = Letter.objects.create(
        record=lead, person=lead.person, state=State.WAITING, asked_at=clock.at,
        send_after=clock.at, subject="Hello", text="Hello", to="li.na@hengtong.cn", key="k",
    )  # fmt: skip
    deleted(mei, lead)
    before = Event.objects.filter(stream="record", stream_id=lead.pk).count()
    clock.at += KEPT / 2
    run()
    send_due(clock.at)
    letter.refresh_from_db()
    assert letter.state == State.WAITING
    assert Event.objects.filter(stream="record", stream_id=lead.pk).count() == before
    mei.post(f"/bin/record/{lead.pk}/restoring/")
    run()
    missed = Event.objects.filter(stream="record", stream_id=lead.pk, name="clock missed")
    assert missed.count() == 1  # the promise was broken meanwhile, and that is answered now


def test_what_may_not_go_says_why_on_its_page(cast, mei, page):
    answer = mei.post(f"/people/{cast.lead.person_id}/deletion/")
    assert answer.url == f"/people/{cast.lead.person_id}/"
    assert "is about Li Na. Delete that first." in page(cast.mei, answer.url)
    answer = mei.post(f"/companies/{cast.lead.company_id}/deletion/")
    assert answer.url == f"/companies/{cast.lead.company_id}/"


def test_a_note_is_deleted_by_its_writer_alone(cast, mei, page, client):
    note(cast.as_mei, cast.lead, what="She likes tea")
    row = Note.objects.get()
    address = f"/leads/{cast.lead.pk}/"
    assert f"/notes/{row.pk}/deletion/" in page(cast.mei, address)
    assert f"/notes/{row.pk}/deletion/" not in page(cast.ben, address)
    client.post(f"/notes/{row.pk}/deletion/")  # as Ben
    assert "Somebody else wrote this" in page(cast.ben, address)
    client.force_login(cast.mei)
    client.post(f"/notes/{row.pk}/deletion/")
    text = page(cast.mei, address)
    assert "She likes tea" not in text
    assert "A note, deleted since" in text
    client.post(f"/bin/note/{row.pk}/restoring/")
    assert "She likes tea" in page(cast.mei, address)


def test_who_sees_nothing_reaches_nothing(cast, mei, client, page):
    deleted(mei, cast.lead)
    client.force_login(cast.kai)
    for path in (f"/records/{cast.other.pk}/deletion/", f"/bin/record/{cast.lead.pk}/restoring/",
                 f"/people/{cast.other.person_id}/deletion/", "/bin/record/999/restoring/",
                 "/bin/user/1/restoring/"):  # fmt: skip
        assert client.post(path).status_code == 404, path
    assert client.get(f"/records/{cast.other.pk}/deletion/").status_code == 405
    assert Record.objects.filter(kind="lead").count() == 1
    assert "Li Na" not in page(cast.kai, "/bin/?whose=all")


def test_many_go_at_once_and_come_back(cast, mei, page):
    answer = mei.post("/leads/bulk/", {"which": "all", "act": "bin", "query": ""})
    assert not Record.objects.filter(kind="lead").exists()
    assert "2 records changed" in page(cast.mei, answer.url)
    key = answer.url.split("/")[-2]
    mei.post(f"/leads/undo/{key}/")
    assert Record.objects.filter(kind="lead").count() == 2


def test_who_asks_again_opens_a_new_lead_and_is_the_same_person(cast, mei):
    deleted(mei, cast.lead)
    mei.post(f"/people/{cast.lead.person_id}/deletion/")
    [again] = take_in(cast.version, PEOPLE[0])
    assert again.pk != cast.lead.pk
    assert again.person_id == cast.lead.person_id
    assert Person.objects.filter(pk=again.person_id).exists()


def test_a_number_that_comes_in_again_brings_its_lead_back(cast, mei):
    one = Incoming(Candidate(name="Eva Lind", emails=("eva@lind.se",)), "CRM", "A-7")
    door = Door(cast.version, "Small lead")
    [new] = open_leads(AUTOMATION, None, door=door, incoming=[one])
    deleted(mei, new.record)
    [again] = open_leads(AUTOMATION, None, door=door, incoming=[one])
    assert (again.fate, again.record.pk) == (Fate.JOINED, new.record.pk)
    assert Record.objects.filter(pk=new.record.pk).exists()


def test_the_customers_page_is_shut_meanwhile(cast, mei, link, client):
    deleted(mei, cast.lead)
    client.logout()
    assert "This link does not work" in client.get(link).content.decode()
