from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.access.models import User
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.clock import Driven
from leadline.core.durations import Duration, Unit, parse_duration
from leadline.core.errors import Invalid, Refused
from leadline.core.models import Event
from leadline.records.cause import Cause
from leadline.records.models import Record
from leadline.service.actions import (
    confirm,
    end_trial,
    extend_trial,
    offer_product,
    open_trial,
    refuse,
    retry,
    stop_trials,
)
from leadline.service.models import Entitlement, Errand, How, Product, State
from leadline.service.tests.conftest import NOON, lead_of, person

Told = Callable[[Record], list[str]]
WEEK = Duration(7, Unit.DAY)


def tick(lead: Record) -> None:
    """The seller does in the product what was asked for last, and ticks it."""
    errand = Errand.objects.filter(entitlement__lead=lead, done_at=None).latest("pk")
    confirm(AUTOMATION, lead, errand=errand)


def trial() -> Entitlement:
    return Entitlement.objects.latest("pk")


def test_s0_12_nobody_is_told_before_the_trial_is_open(
    lead: Record, by_hand: Product, told: Told, clock: Driven
) -> None:
    open_trial(AUTOMATION, lead, users=3, cause=Cause(key="k1"))
    assert (trial().state, told(lead)) == (State.OPENING, ["trial asked for"])
    clock.advance(hours=2)
    tick(lead)
    opened = trial()
    assert (opened.state, opened.starts_at) == (State.OPEN, NOON + timedelta(hours=2))
    assert opened.ends_at == NOON + timedelta(days=14, hours=2)
    assert told(lead) == ["trial asked for", "trial opened"]
    event = Event.objects.get(stream_id=lead.pk, name="trial opened")
    assert (event.data["finishes"], event.data["until"]) == ("k1", "2026-03-16")
    assert told(opened.record) == ["trial opened"]
    assert opened.record.opener_id == lead.pk


def test_a_trial_ends_at_the_same_hour_when_the_clocks_change(
    lead: Record, by_hand: Product, clock: Driven
) -> None:
    open_trial(AUTOMATION, lead, within=parse_duration("4 weeks"))
    tick(lead)
    assert trial().days == 28
    assert trial().ends_at == NOON + timedelta(days=28, hours=-1)


@pytest.mark.parametrize(("length", "days"), [("2 weeks", 14), ("1 month", 31), ("9 days", 9)])
def test_how_long_is_said_in_days_weeks_or_months(
    lead: Record, by_hand: Product, length: str, days: int
) -> None:
    assert open_trial(AUTOMATION, lead, within=parse_duration(length)).days == days


@pytest.mark.parametrize("length", ["3 working days", "5 hours", "0 days", "13 months"])
def test_a_length_that_makes_no_sense_is_refused(
    lead: Record, by_hand: Product, length: str
) -> None:
    with pytest.raises(Invalid):
        open_trial(AUTOMATION, lead, within=parse_duration(length))
    assert not Entitlement.objects.exists()


def test_one_trial_of_a_lead_runs_at_a_time(lead: Record, by_hand: Product) -> None:
    first = open_trial(AUTOMATION, lead, cause=Cause(key="k1"))
    with pytest.raises(Refused, match="already"):
        open_trial(AUTOMATION, lead, cause=Cause(key="k2"))
    assert open_trial(AUTOMATION, lead, cause=Cause(key="k1")).pk == first.pk
    assert Errand.objects.count() == 1


def test_s0_21_a_further_trial_is_shorter(lead: Record, by_hand: Product) -> None:
    assert open_trial(AUTOMATION, lead).days == 14
    tick(lead)
    end_trial(AUTOMATION, lead)
    tick(lead)
    assert open_trial(AUTOMATION, lead).days == 7


def test_without_a_product_one_is_told_where_to_say_it(lead: Record) -> None:
    with pytest.raises(Refused, match="settings"):
        open_trial(AUTOMATION, lead)


def test_s0_18_access_is_taken_away_before_it_is_told(
    lead: Record, by_hand: Product, told: Told, clock: Driven
) -> None:
    open_trial(AUTOMATION, lead)
    tick(lead)
    clock.advance(days=15)
    end_trial(AUTOMATION, lead, cause=Cause(key="end"))
    end_trial(AUTOMATION, lead)
    assert (trial().state, told(lead)[2:]) == (State.ENDING, ["trial end asked for"])
    tick(lead)
    assert (trial().state, trial().ended_at) == (State.ENDED, clock.at)
    assert told(lead)[3:] == ["trial expired"]


def test_before_its_time_a_trial_is_ended_early(lead: Record, by_hand: Product, told: Told) -> None:
    end_trial(AUTOMATION, lead)
    assert told(lead) == []
    open_trial(AUTOMATION, lead)
    tick(lead)
    stop_trials(AUTOMATION, lead)
    tick(lead)
    assert told(lead)[-1] == "trial ended"


def test_a_trial_nobody_wants_any_more_ends_as_soon_as_it_is_open(
    lead: Record, by_hand: Product, told: Told
) -> None:
    open_trial(AUTOMATION, lead)
    stop_trials(AUTOMATION, lead)
    tick(lead)
    assert trial().state == State.ENDING
    assert told(lead) == ["trial asked for", "trial opened", "trial end asked for"]


def test_s0_16_a_longer_run_holds_once_the_product_knows(
    lead: Record, by_hand: Product, told: Told
) -> None:
    with pytest.raises(Refused, match="No trial"):
        extend_trial(AUTOMATION, lead, within=WEEK)
    open_trial(AUTOMATION, lead)
    tick(lead)
    until = extend_trial(AUTOMATION, lead, within=WEEK)
    assert trial().ends_at == NOON + timedelta(days=14)
    with pytest.raises(Refused, match="already"):
        extend_trial(AUTOMATION, lead, within=WEEK)
    tick(lead)
    assert (trial().ends_at, trial().days) == (until, 21)
    assert told(lead)[2:] == ["trial extension asked for", "trial extended"]


def test_a_second_tick_changes_nothing(lead: Record, by_hand: Product, told: Told) -> None:
    open_trial(AUTOMATION, lead)
    errand = Errand.objects.get()
    confirm(AUTOMATION, lead, errand=errand)
    confirm(AUTOMATION, lead, errand=errand)
    refuse(AUTOMATION, lead, errand=errand, reason="Too late")
    assert told(lead) == ["trial asked for", "trial opened"]


def test_a_refused_trial_says_why(lead: Record, by_hand: Product, told: Told) -> None:
    open_trial(AUTOMATION, lead, cause=Cause(key="k1"))
    with pytest.raises(Invalid):
        refuse(AUTOMATION, lead, errand=Errand.objects.get(), reason=" ")
    refuse(AUTOMATION, lead, errand=Errand.objects.get(), reason="No such package")
    event = Event.objects.get(stream_id=lead.pk, name="trial refused")
    assert (event.data["failed"], event.data["finishes"]) == ("No such package", "k1")
    assert trial().state == State.REFUSED
    open_trial(AUTOMATION, lead)


def test_a_refused_end_leaves_the_trial_open(lead: Record, by_hand: Product, told: Told) -> None:
    open_trial(AUTOMATION, lead)
    tick(lead)
    end_trial(AUTOMATION, lead)
    refuse(AUTOMATION, lead, errand=Errand.objects.get(what="end"), reason="Not now")
    assert (trial().state, told(lead)[-1]) == (State.OPEN, "trial failed")


def test_an_errand_is_settled_with_its_own_lead(lead: Record, by_hand: Product) -> None:
    open_trial(AUTOMATION, lead)
    other = lead_of(None)
    with pytest.raises(Refused, match="another lead"):
        confirm(AUTOMATION, other, errand=Errand.objects.get())
    assert trial().state == State.OPENING


def test_only_a_product_that_listens_is_asked_again(lead: Record, by_hand: Product) -> None:
    open_trial(AUTOMATION, lead)
    with pytest.raises(Refused):
        retry(AUTOMATION, lead, errand=Errand.objects.get())


def test_a_new_default_takes_the_place_of_the_one_before(by_hand: Product) -> None:
    second = offer_product(AUTOMATION, None, name="Wire Watch")
    by_hand.refresh_from_db()
    assert (by_hand.is_default, second.is_default) == (False, True)
    assert by_hand.hook_secret != second.hook_secret
    with pytest.raises(Invalid):
        offer_product(AUTOMATION, None, name="Third", how=How.HOOK)


def cost(leads: list[Record], act: Callable[[Batch, Record], object]) -> int:
    """Queries that doing it to all of them in one batch takes; an UPDATE is one per row."""
    with CaptureQueriesContext(connection) as asked, Batch(AUTOMATION) as batch:
        rows = Record.objects.filter(pk__in=[lead.pk for lead in leads])
        for lead in batch.claim(rows):
            act(batch, lead)
    return len([query for query in asked if not query["sql"].startswith("UPDATE")])


def test_fifty_trials_cost_as_many_queries_as_two(
    clock: Driven, by_hand: Product, mei: User
) -> None:
    people = [person(f"Person {n}", f"p{n}@firm{n}.example") for n in range(52)]
    leads = [lead_of(one, mei) for one in people]

    def longer(batch: Batch, lead: Record) -> None:
        extend_trial.within(batch, lead, within=WEEK)

    for act in (open_trial.within, longer, end_trial.within):
        assert cost(leads[:2], act) == cost(leads[2:], act)
        for lead in leads:
            tick(lead)
    assert Entitlement.objects.filter(state=State.ENDED, days=21).count() == 52
