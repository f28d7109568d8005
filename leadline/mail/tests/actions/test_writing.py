"""A letter that is asked for waits half a minute, or is held and says why, and is never doubled."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.access.actor import person as actor
from leadline.access.models import User
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.clock import standing_at
from leadline.core.errors import Invalid, Refused
from leadline.core.models import Event
from leadline.mail.actions.writing import send, write
from leadline.mail.models import Hold, Letter, State
from leadline.mail.tests.conftest import NOON, lead, person
from leadline.parties.models import DoNotContact, EmailAddress, Person
from leadline.playbooks.definition import Who, WhoKind
from leadline.playbooks.models import Version
from leadline.playbooks.versions import definition_of
from leadline.records.cause import Cause
from leadline.records.models import Record

OWNER = Who(WhoKind.OWNER, text="owner")
NOBODY = Who(WhoKind.PARTY, "distributor", "order", text="distributor of order")


def told(record: Record) -> list[str]:
    rows = Event.objects.filter(stream="record", stream_id=record.pk)
    return [str(event) for event in rows.order_by("seq")]


def test_a_letter_waits_thirty_seconds(chinese_lead: Record) -> None:
    with standing_at(NOON):
        letter = send(AUTOMATION, chinese_lead, what="welcome")
    assert letter is not None
    row = Letter.objects.get()
    assert (row.state, row.to) == (State.WAITING, "li.na@hengtong.example")
    assert row.send_after == NOON + timedelta(seconds=30)
    assert row.seconds_left(NOON + timedelta(seconds=10)) == 20
    assert (row.subject, row.text) == ("", "")  # rendered when it leaves


def test_without_a_basis_it_is_held_and_says_so(english_lead: Record) -> None:
    send(AUTOMATION, english_lead, what="welcome")
    row = Letter.objects.get()
    assert (row.state, row.held_for) == (State.HELD, Hold.NO_BASIS)
    assert told(english_lead) == [
        "Held “welcome”: Nothing says that this person may be written to."
    ]


def test_who_asked_not_to_be_written_to_is_not(chinese_lead: Record) -> None:
    DoNotContact.objects.create(person=chinese_lead.person, channel="", asked_at=NOON)
    send(AUTOMATION, chinese_lead, what="welcome")
    assert Letter.objects.get().held_for == Hold.REFUSED


def test_without_an_address_it_is_held(chinese_lead: Record) -> None:
    EmailAddress.objects.all().update(address="")
    send(AUTOMATION, chinese_lead, what="welcome")
    assert Letter.objects.get().held_for == Hold.NO_ADDRESS


def test_without_anybody_it_is_held(version: Version, anna: User) -> None:
    send(AUTOMATION, lead(version, None, anna), what="welcome")
    send(AUTOMATION, lead(version, None, anna), what="welcome", to=NOBODY)
    assert set(Letter.objects.values_list("held_for", flat=True)) == {Hold.NOBODY}


@pytest.mark.parametrize(("what", "to"), [("welcome", OWNER), ("to-owner", None)])
def test_a_colleague_needs_no_basis(
    english_lead: Record, anna: User, what: str, to: Who | None
) -> None:
    send(AUTOMATION, english_lead, what=what, to=to)
    row = Letter.objects.get()
    assert (row.user, row.person, row.to) == (anna, None, "anna@rebar.example")
    assert row.state == State.WAITING


def test_the_same_cause_has_one_letter(chinese_lead: Record) -> None:
    cause = Cause(key="1:1:New/send welcome")
    with Batch(AUTOMATION) as batch:
        assert send.within(batch, chinese_lead, what="welcome", cause=cause)
        assert send.within(batch, chinese_lead, what="welcome", cause=cause) is None
    assert send(AUTOMATION, chinese_lead, what="welcome", cause=cause) is None
    assert write(AUTOMATION, chinese_lead, subject="a", body="b", cause=cause) is None
    assert Letter.objects.count() == 1


def test_a_letter_for_somebody_who_is_being_added_now(version: Version) -> None:
    with Batch(AUTOMATION, NOON) as batch:
        new = batch.add(Person(name="Mia", language="en"))
        record = batch.add(
            Record(
                kind="lead",
                title="Mia",
                person=new,
                version=version,
                opened_at=NOON,
                entered_at=NOON,
            )
        )
        send.within(batch, record, what="question", cause=Cause(key="k"))
    row = Letter.objects.get()
    assert (row.record, row.person, row.state, row.to) == (record, new, State.WAITING, "")
    assert row.link is not None
    assert row.link.record == record


def test_an_asking_letter_has_a_private_link(chinese_lead: Record) -> None:
    with standing_at(NOON):
        send(AUTOMATION, chinese_lead, what="question", copy_to=OWNER)
    row = Letter.objects.get()
    assert row.link is not None
    assert row.link.expires_at == NOON + timedelta(days=60)
    assert row.copy_to == chinese_lead.owner


def test_s0_16_a_letter_names_who_gets_a_copy(chinese_lead: Record, anna: User) -> None:
    send(AUTOMATION, chinese_lead, what="ending")
    assert Letter.objects.get().copy_to == anna


def test_a_template_that_is_not_there_is_refused(chinese_lead: Record) -> None:
    with pytest.raises(Refused, match="no letter “welcom”"):
        send(AUTOMATION, chinese_lead, what="welcom")


def test_a_person_writes(chinese_lead: Record, anna: User) -> None:
    write(actor(anna), chinese_lead, subject="Hello\r\nBcc: x@evil.example", body=" Good day. ")
    row = Letter.objects.get()
    assert row.subject == "Hello Bcc: x@evil.example"
    assert (row.text, row.written_by, row.is_by_person) == ("Good day.", anna, True)


@pytest.mark.parametrize(
    ("subject", "body", "field"),
    [
        (" ", "x", "subject"),
        ("x", "", "body"),
        ("x" * 201, "x", "subject"),
        ("x", "y" * 20_001, "body"),
    ],
)
def test_an_empty_or_endless_letter_is_not_written(
    chinese_lead: Record, subject: str, body: str, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        write(AUTOMATION, chinese_lead, subject=subject, body=body)
    assert set(refused.value.problems) == {field}


def test_fifty_records_cost_the_queries_of_two(version: Version, anna: User) -> None:
    people = [person(f"P{n}", "P", "", "en", f"p{n}@x.example", may=n % 2 == 0) for n in range(52)]
    leads = [lead(version, who, anna) for who in people]
    definition_of(version.pk)
    counted = []
    for some in (leads[:2], leads[2:]):
        fresh = list(Record.objects.filter(pk__in=[one.pk for one in some]))
        with CaptureQueriesContext(connection) as queries, Batch(AUTOMATION) as batch:
            for one in batch.lock(fresh):
                send.within(batch, one, what="question", cause=Cause(key=str(one.pk)))
        counted.append(len(queries))
    assert counted[0] == counted[1]
    assert Letter.objects.filter(state=State.HELD).count() == 26
