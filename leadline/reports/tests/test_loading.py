"""What is known of leads: in a constant number of queries, with everything that is counted."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.access.actor import person
from leadline.core.money import Money
from leadline.deals.actions import open_deal, set_amount, win
from leadline.leads.actions import open_leads
from leadline.leads.incoming import Door, Incoming
from leadline.parties.candidates import Candidate
from leadline.records.actions import give_answers
from leadline.reports.loading import facts_of_leads, leads_of
from leadline.work.actions.calls import log_call
from leadline.work.results import CallResult


def sold(cast, lead, amount=100_00):
    deal = open_deal(person(cast.mei), lead)
    set_amount(person(cast.mei), deal, amount=Money(amount, "EUR"))
    win(person(cast.mei), deal)
    return deal


@pytest.mark.parametrize("number", [1, 5])
def test_any_number_takes_as_many_queries(cast, number):
    leads = [cast.go(cast.lead(), "MAQL", "SQL") for _ in range(number)]
    for lead in leads:
        sold(cast, lead)
    facts_of_leads([leads[0].pk])
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert len(facts_of_leads([lead.pk for lead in leads])) == number
    assert len(seen) <= 11


def test_calls_reasons_and_attempts_said_elsewhere(cast):
    lead = cast.go(cast.lead(campaign="Spring  Fair"), "MAQL", after=timedelta(hours=1))
    cast.clock.advance(minutes=30)
    log_call(person(cast.mei), lead, result=CallResult.NO_ANSWER)
    give_answers(person(cast.mei), lead, answers={"return reason": "No budget", "attempts": 3})
    cast.go(lead, "Re-Market")
    [facts] = facts_of_leads([lead.pk]).values()
    assert (facts.rejected, facts.attempts, facts.speed) == ("No budget", 3, 5_400)
    assert facts.campaign == "spring fair"
    assert (facts.owner, facts.month) == (cast.mei.pk, "2026-03")


def test_a_lead_at_no_status_is_not_counted(cast):
    door = Door(cast.version, "Statuses", stage="Inquiry")
    [outcome] = open_leads(
        person(cast.ben), None, door=door, incoming=[Incoming(Candidate(name="Li Na"), source="x")]
    )
    assert facts_of_leads([outcome.record.pk]) == {}


def test_deals_and_other_leads_of_a_person_bring_their_leads_along(cast):
    first = cast.go(cast.lead("Li Na"), "SQL")
    deal = sold(cast, first)
    second = cast.lead("Li Na")
    assert second.pk != first.pk
    assert leads_of([deal.pk]) == leads_of([second.pk]) == sorted([first.pk, second.pk])
