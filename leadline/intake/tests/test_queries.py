"""What came in is what went out, per way in and day, in as many queries for many as for few."""

from datetime import date, timedelta
from typing import Any

import pytest

from leadline.core.actor import CUSTOMER
from leadline.core.clock import standing_at
from leadline.intake.actions.arriving import Item, receive_arrivals
from leadline.intake.jobs import settle
from leadline.intake.models import Arrival, Door, Outcome
from leadline.intake.queries import ledger, listed, said
from leadline.intake.tests.conftest import NINE


def came(door: Door, number: int, held: str = "", days: int = 0) -> list[Arrival]:
    with standing_at(NINE + timedelta(days=days)):
        items = [Item({"fields": {"name": f"N {n}", "e-mail": f"n{n}@x.example"}}, held=held)
                 for n in range(number)]  # fmt: skip
        arrivals = receive_arrivals(CUSTOMER, None, door=door, items=items)
        settle(CUSTOMER, [one.pk for one in arrivals])
        return arrivals


def test_every_line_adds_up(form: Door) -> None:
    came(form, 3)
    came(form, 2, days=1)
    came(form, 4, held="spam", days=1)
    Arrival.objects.filter(pk=came(form, 1, held="x", days=1)[0].pk).update(outcome="waiting")
    with standing_at(NINE + timedelta(days=1)):
        shown = ledger()
    later, earlier = shown.lines
    assert (earlier.on, earlier.came) == (date(2026, 3, 2), 3)
    assert dict(later.ends) == {
        Outcome.CREATED: 0,
        Outcome.JOINED: 2,
        Outcome.QUARANTINED: 4,
        Outcome.REJECTED: 0,
        Outcome.FAILED: 0,
        Outcome.TAKEN_BACK: 0,
    }
    assert later.came == sum(dict(later.ends).values()) + later.waiting == 7
    assert (shown.held, shown.failed) == (4, 0)
    assert ledger(until=shown.earlier).lines == ()


def test_each_number_opens_its_list(form: Door) -> None:
    came(form, 3)
    came(form, 2, held="spam")
    found = listed(door=form.pk, on=date(2026, 3, 2), outcome=Outcome.CREATED)
    assert [one.arrival.outcome for one in found.shown] == ["created"] * 3
    assert found.shown[0].texts == "N 2 · n2@x.example"
    assert not found.shown[0].is_undecided
    assert len(listed(door=None, on=None, outcome=None).shown) == 5


def test_reading_costs_the_same_for_many(form: Door, django_assert_num_queries: Any) -> None:
    came(form, 2)
    with standing_at(NINE), django_assert_num_queries(4):
        ledger()
    came(form, 40, held="spam")
    with standing_at(NINE), django_assert_num_queries(4):
        ledger()
    with django_assert_num_queries(3):
        listed(door=form.pk, on=None, outcome=None)


def test_a_day_is_the_firms_day(form: Door) -> None:
    with standing_at(NINE.replace(hour=17)):  # Shanghai has tomorrow already
        [arrival] = receive_arrivals(CUSTOMER, None, door=form, items=[Item({})])
    assert arrival.received_on == date(2026, 3, 3)
    assert said(Arrival(raw={"a": "x", "b": {"c": 1}, "d": 7})) == "x · 7"


@pytest.mark.parametrize("fields", [1e308, None, "text", ["a"], True])
def test_what_a_machine_means_by_fields_need_not_be_ours(fields: object) -> None:
    assert said(Arrival(raw={"name": "Li", "fields": fields})).startswith("Li")
