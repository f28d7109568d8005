import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.access.models import User
from leadline.core.actor import AUTOMATION
from leadline.core.clock import Driven
from leadline.parties.models import Company, Person
from leadline.records.models import Record
from leadline.service.actions import end_trial, open_trial, refuse
from leadline.service.models import Errand, Product
from leadline.service.queries import (
    domains_of,
    earlier_trials,
    errands_of,
    extensions_of,
    had_before,
    last_of,
    running_of,
)
from leadline.service.tests.actions.test_trials import tick
from leadline.service.tests.conftest import lead_of, person


@pytest.fixture
def had(lead: Record, by_hand: Product) -> Record:
    """Li Na of Heng had a trial."""
    open_trial(AUTOMATION, lead)
    tick(lead)
    return lead


def test_s0_20_the_same_person_had_a_trial_before(had: Record) -> None:
    again = lead_of(Person.objects.get(pk=had.person_id))
    assert had_before([again, had]) == [True, False]


def test_s0_20_a_colleague_of_the_same_company_had_one(had: Record) -> None:
    wang = person("Wang Fang", company=Company.objects.get(pk=had.company_id))
    assert had_before([lead_of(wang)]) == [True]


def test_s0_20_what_a_colleague_tries_later_was_not_before(
    had: Record, mei: User, by_hand: Product
) -> None:
    """Else the first lead of a firm would read as its second, as soon as there is one."""
    wang = person("Wang Fang", company=Company.objects.get(pk=had.company_id))
    second = lead_of(wang, mei)
    open_trial(AUTOMATION, second)
    tick(second)
    assert had_before([had, second]) == [False, True]


def test_s0_20_a_second_address_of_the_same_domain_tells_it_too(had: Record) -> None:
    wang = person("Wang Fang", "wang@gmail.com", "wang.fang@hengtong.example")
    stranger = person("Ines", "ines@gmail.com")
    wang_lead, stranger_lead = lead_of(wang), lead_of(stranger)
    assert domains_of([wang_lead, stranger_lead]) == [["hengtong.example"], []]
    assert had_before([wang_lead, stranger_lead]) == [True, False]
    [[earlier], []] = earlier_trials([wang_lead, stranger_lead])
    assert earlier.lead_id == had.pk


def test_free_mail_makes_nobody_a_colleague(clock: Driven, by_hand: Product, mei: User) -> None:
    first = lead_of(person("Tom", "tom@gmail.com"), mei)
    open_trial(AUTOMATION, first)
    tick(first)
    assert had_before([lead_of(person("Ines", "ines@gmail.com"))]) == [False]


def test_what_was_refused_or_never_opened_was_no_trial(lead: Record, by_hand: Product) -> None:
    again = lead_of(Person.objects.get(pk=lead.person_id))
    open_trial(AUTOMATION, lead)
    assert had_before([again]) == [False]
    refuse(AUTOMATION, lead, errand=Errand.objects.get(), reason="No")
    assert had_before([again]) == [False]
    assert (running_of([lead]), [str(one) for one in last_of([lead])]) == (
        [None],
        [f"Price Watch, {lead.title}"],
    )


def test_errands_stand_with_the_owner_until_they_are_done(had: Record, mei: User) -> None:
    assert list(errands_of(mei.pk)) == []
    end_trial(AUTOMATION, had)
    [errand] = errands_of(mei.pk)
    assert str(errand) == f"end {errand.entitlement_id}"
    assert list(errands_of(mei.pk + 1)) == []
    tick(had)
    assert list(errands_of(mei.pk)) == []


def test_reading_many_leads_costs_as_much_as_reading_one(had: Record) -> None:
    others = [lead_of(person(f"P{n}", f"p{n}@firm{n}.example")) for n in range(20)]
    for load in (running_of, last_of, had_before, domains_of, extensions_of):
        with CaptureQueriesContext(connection) as one:
            load([had])
        with CaptureQueriesContext(connection) as many:
            load([had, *others])
        assert len(one) == len(many), load
