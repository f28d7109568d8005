"""Errands stand with whoever has the lead, whatever door gave it, and are found along an index."""

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.access.models import User
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.clock import Driven
from leadline.records.actions import assign, hand_over_records
from leadline.records.models import Record
from leadline.service.actions import open_trial
from leadline.service.models import Errand, Product
from leadline.service.queries import errands_of
from leadline.service.tests.actions.test_trials import tick
from leadline.service.tests.conftest import lead_of, person


def test_they_go_with_the_lead(lead: Record, by_hand: Product, mei: User) -> None:
    ben = User.objects.create(email="ben@firm.example", name="Ben")
    open_trial(AUTOMATION, lead)
    assert [one.owner for one in errands_of(mei.pk)] == [mei]
    assign(AUTOMATION, lead, owner=ben)
    assert (list(errands_of(mei.pk)), len(errands_of(ben.pk))) == ([], 1)
    hand_over_records(AUTOMATION, ben, to=mei)
    assert (len(errands_of(mei.pk)), list(errands_of(ben.pk))) == (1, [])
    assign(AUTOMATION, lead, owner=None, queue="Leads")
    assert Errand.objects.get().owner is None
    assign(AUTOMATION, lead, owner=ben)
    tick(lead)
    assign(AUTOMATION, lead, owner=mei)
    assert Errand.objects.get().owner == ben  # who did it


def test_asked_and_given_away_in_one_batch(lead: Record, by_hand: Product, mei: User) -> None:
    ben = User.objects.create(email="ben@firm.example", name="Ben")
    with Batch(AUTOMATION) as batch:
        [mine] = batch.lock([lead])
        open_trial.within(batch, mine)
        assign.within(batch, mine, owner=ben)
    assert (list(errands_of(mei.pk)), len(errands_of(ben.pk))) == ([], 1)


def test_many_leads_cost_one_query_and_none_where_nothing_changes_hands(
    clock: Driven, by_hand: Product, mei: User
) -> None:
    leads = [lead_of(person(f"P{n}", f"p{n}@firm{n}.example"), mei) for n in range(12)]
    for lead in leads:
        open_trial(AUTOMATION, lead)
    ben = User.objects.create(email="ben@firm.example", name="Ben")
    counted = []
    for some in (leads[:2], leads[2:]):
        with CaptureQueriesContext(connection) as asked, Batch(AUTOMATION) as batch:
            for lead in batch.lock(some):
                assign.within(batch, lead, owner=ben)
        counted.append([one["sql"] for one in asked if "service_errand" in one["sql"]])
    assert [len(found) for found in counted] == [1, 1]
    assert len(errands_of(ben.pk)) == 12


def test_they_are_counted_along_an_index_of_ones_own(
    clock: Driven, by_hand: Product, mei: User
) -> None:
    """None of the leads is read for it, and none of what waits for others."""
    for n in range(30):
        open_trial(AUTOMATION, lead_of(person(f"P{n}", f"p{n}@firm{n}.example"), mei))
    counting = errands_of(mei.pk + 1).order_by().values("pk")[:1000]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE service_errand")
            cursor.execute("SET LOCAL enable_seqscan = off")
    for asked in (counting, errands_of(mei.pk + 1)[:50]):
        plan = asked.explain()
        assert "errand_by_hand" in plan, plan
        assert not re.search(r"SCAN (?!service_errand)|Seq Scan", plan), plan
    assert "records_record" not in str(counting.query)
