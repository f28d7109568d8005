"""Whom a letter reaches and why it is held is known for many records in a few queries."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.access.models import User
from leadline.mail.mailboxes import Mailbox, mailboxes, mailboxes_of
from leadline.mail.models import Hold
from leadline.mail.tests.conftest import lead, person
from leadline.parties.models import EmailAddress, Person
from leadline.playbooks.models import Version
from leadline.records.models import Record


def test_each_record_has_its_persons_mailbox(
    chinese_lead: Record, english_lead: Record, version: Version, anna: User
) -> None:
    nobodys = lead(version, None, anna)
    assert mailboxes_of([english_lead, nobodys, chinese_lead]) == [
        Mailbox("tom@baltic.example", Hold.NO_BASIS),
        Mailbox(hold=Hold.NOBODY),
        Mailbox("li.na@hengtong.example"),
    ]


def test_the_first_usable_address_is_written_to(li_na: Person) -> None:
    EmailAddress.objects.filter(person=li_na).update(address="")
    for address in ("one@x.example", "two@x.example"):
        EmailAddress.objects.create(person=li_na, text=address, address=address)
    assert mailboxes([li_na]) == [Mailbox("one@x.example")]


def test_somebody_who_is_being_added_is_looked_up_later(version: Version) -> None:
    assert mailboxes_of([Record(person=Person(name="New"))]) == [Mailbox()]


def test_many_cost_what_few_cost(version: Version, anna: User) -> None:
    leads = [
        lead(version, person(f"P{n}", "P", "", "en", f"p{n}@x.example", may=True), anna)
        for n in range(20)
    ]
    counted = []
    for some in (leads[:2], leads):
        with CaptureQueriesContext(connection) as queries:
            assert all(box.hold == "" for box in mailboxes_of(some))
        counted.append(len(queries))
    assert counted[0] == counted[1] <= 8
    assert mailboxes([]) == []
