"""Each matter is counted as its list counts it."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.mail.models import Letter, State
from leadline.parties.models import Company, Person, PossibleDuplicate
from leadline.records.models import Record
from leadline.work.models import Task
from leadline.workspace.queries.leads import selection_of
from leadline.workspace.queries.tidy import MATTERS, tidy_of
from leadline.workspace.tests.conftest import MONDAY, many, take_in


def numbers(user):
    cache.clear()
    return {str(line.label): line.number for line in tidy_of(user, MONDAY)}


def test_every_matter_can_be_asked(cast):
    for matter in MATTERS:
        assert selection_of(cast.mei, matter.kind, matter.wanted, MONDAY).filter.q is not None


def test_what_has_slipped_through_is_counted(cast):
    before = numbers(cast.mei)
    assert before["Leads without an owner"] == "0"
    assert before["Leads without a next step"] == "0"
    Task.objects.all().delete()
    Record.objects.filter(pk=cast.lead.pk).update(owner=None, wake_at=None, due_at=None, stuck="x")
    Letter.objects.create(
        record=cast.other, person=cast.other.person, state=State.FAILED, asked_at=MONDAY,
        send_after=MONDAY,
    )  # fmt: skip
    Company.objects.create(
        name="Nordwire",
        key_domain=Company.objects.get(name="Nordwire").key_domain,
        domain="nordwire.de",
        core="nordwire",
    )
    [li, jonas] = Person.objects.order_by("pk")
    PossibleDuplicate.objects.create(person=li, other=jonas, score=1, why=[], found_at=MONDAY)
    after = numbers(cast.mei)
    assert {name: number for name, number in after.items() if number != before[name]} == {
        "Leads without an owner": "1",
        "Leads without a next step": "1",
        "Leads that are stuck": "1",
        "People whose letters came back": "1",
        "People who are probably in twice": "1",
        "Companies that are probably in twice": "1",
    }


def test_contacts_of_nobody_and_those_that_are_stuck_are_told(cast):
    Record.objects.filter(pk=cast.lead.pk).update(kind="contact", owner=None, stuck="x")
    found = numbers(cast.ben)
    assert (found["Contacts without an owner"], found["Contacts that are stuck"]) == ("1", "1")
    assert (found["Leads without an owner"], found["Leads that are stuck"]) == ("0", "0")


def test_a_task_a_moment_and_a_promise_are_next_steps(cast):
    Task.objects.all().delete()
    Record.objects.filter(pk=cast.lead.pk).update(wake_at=None, due_at=None)
    assert numbers(cast.mei)["Leads without a next step"] == "1"
    for step in ({"wake_at": MONDAY}, {"due_at": MONDAY}):
        Record.objects.filter(pk=cast.lead.pk).update(**{"wake_at": None, "due_at": None, **step})
        assert numbers(cast.mei)["Leads without a next step"] == "0"
    Record.objects.filter(pk=cast.lead.pk).update(wake_at=None, due_at=None, outcome="lost")
    assert numbers(cast.mei)["Leads without a next step"] == "0"


def test_nobody_counts_what_they_do_not_see(cast):
    Record.objects.update(stuck="x")
    assert numbers(cast.kai)["Leads that are stuck"] == "0"
    assert numbers(cast.ben)["Leads that are stuck"] == "2"


@pytest.mark.parametrize("number", [1, 12])
def test_a_bounded_number_of_queries(cast, number):
    take_in(cast.version, *many(number))
    cache.clear()
    with CaptureQueriesContext(connection) as asked:
        tidy_of(cast.mei, MONDAY)
    assert len(asked) < 70
    with CaptureQueriesContext(connection) as again:
        tidy_of(cast.mei, MONDAY)  # remembered for a minute
    assert len(again) == 0
