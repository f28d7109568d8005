"""What a product reports is taken once, however often it is told."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.core.actor import AUTOMATION, Actor, ActorKind
from leadline.core.clock import Driven
from leadline.core.errors import Refused
from leadline.core.models import Event
from leadline.records.models import Record
from leadline.service.actions import end_trial, offer_product, open_trial, report_usage
from leadline.service.models import Entitlement, Product
from leadline.service.reports import Fate, Report
from leadline.service.tests.actions.test_trials import tick
from leadline.service.tests.conftest import NOON, lead_of, person

MACHINE = Actor(ActorKind.MACHINE, None, "Price Watch")


def opened(lead: Record) -> Entitlement:
    open_trial(AUTOMATION, lead)
    tick(lead)
    return Entitlement.objects.get(lead=lead, ended_at=None)


def test_sign_ins_only_grow_and_the_first_is_told(
    lead: Record, by_hand: Product, clock: Driven
) -> None:
    trial = opened(lead)
    for sign_ins, seen, fate in (
        (0, None, Fate.UNCHANGED),
        (3, NOON, Fate.TAKEN),
        (3, NOON, Fate.UNCHANGED),
        (2, NOON - timedelta(hours=1), Fate.UNCHANGED),
        (3, NOON + timedelta(hours=1), Fate.TAKEN),
        (7, None, Fate.TAKEN),
    ):
        report = Report(sign_ins, trial=trial.pk, seen_at=seen)
        [taken] = report_usage(MACHINE, by_hand, reports=[report])
        assert (taken.fate, taken.trial) == (fate, trial.pk)
    trial.refresh_from_db()
    assert (trial.sign_ins, trial.seen_at) == (7, NOON + timedelta(hours=1))
    told = Event.objects.filter(stream_id=lead.pk, name__in=["trial used", "trial usage reported"])
    assert [str(one) for one in told.order_by("seq")] == [
        "They signed in to Price Watch for the first time",
        "They have signed in to Price Watch 7 times",
    ]
    assert Event.objects.filter(stream_id=trial.pk, name="trial used").count() == 1


def test_an_account_is_its_address_and_means_the_trial_that_runs(
    lead: Record, by_hand: Product, clock: Driven
) -> None:
    first = opened(lead)
    end_trial(AUTOMATION, lead)
    tick(lead)
    again = opened(lead_of(lead.person))
    report = Report(2, account="Li.Na@Hengtong.example")
    unknown = Report(2, account="nobody@elsewhere.example")
    found = report_usage(MACHINE, by_hand, reports=[report, unknown, Report(1, trial=10**9)])
    assert [one.fate for one in found] == [Fate.TAKEN, Fate.UNKNOWN, Fate.UNKNOWN]
    assert found[0].trial == again.pk != first.pk


def test_a_product_speaks_of_its_own_trials_only(
    lead: Record, by_hand: Product, clock: Driven
) -> None:
    trial = opened(lead)
    other = offer_product(AUTOMATION, None, name="Other")
    for report in (Report(5, trial=trial.pk), Report(5, account="li.na@hengtong.example")):
        [taken] = report_usage(MACHINE, other, reports=[report])
        assert taken.fate is Fate.UNKNOWN
    trial.refresh_from_db()
    assert trial.sign_ins == 0


def test_customers_report_nothing(by_hand: Product) -> None:
    with pytest.raises(Refused):
        report_usage(Actor(ActorKind.CUSTOMER), by_hand, reports=[])


def test_many_are_taken_in_as_many_queries_as_one(by_hand: Product, clock: Driven) -> None:
    trials = [opened(lead_of(person(f"P{n}", f"p{n}@a{n}.example"))) for n in range(12)]
    with CaptureQueriesContext(connection) as one:
        report_usage(MACHINE, by_hand, reports=[Report(1, trial=trials[0].pk)])
    reports = [Report(2, trial=trial.pk) for trial in trials]
    with CaptureQueriesContext(connection) as many:
        report_usage(MACHINE, by_hand, reports=reports)
    assert len(many) <= len(one) + 1
