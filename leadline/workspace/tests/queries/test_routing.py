"""Periods, rings of what waits, and routes that can be tried."""

from datetime import date, timedelta

import pytest

from leadline.core.actor import AUTOMATION
from leadline.core.clock import now
from leadline.records.actions import assign
from leadline.records.models import Record
from leadline.workspace.queries.routing import (
    days_of,
    queues_page,
    routes_in_force,
    who_would,
)


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("week", date(2026, 2, 26), date(2026, 3, 4)),
        ("month", date(2026, 3, 1), date(2026, 3, 4)),
        ("before", date(2026, 2, 1), date(2026, 2, 28)),
        ("what?", date(2026, 3, 1), date(2026, 3, 4)),
    ],
)
def test_periods(period, first, last):
    assert days_of(period, date(2026, 3, 4)) == (first, last)


def test_what_waits_has_a_ring_of_one_working_hour(cast):
    assign(AUTOMATION, cast.lead, owner=None, queue="Rest")

    def ring(minutes: int) -> tuple[int, str]:
        [queue] = queues_page(Record.objects.all(), now() + timedelta(minutes=minutes))
        [line] = queue.lines
        return line.left, line.state

    assert ring(0) == (100, "good")
    assert ring(36) == (40, "warn")
    assert ring(48) == (20, "late")
    assert ring(61) == (0, "over")


def test_the_queries_do_not_grow_with_what_waits(cast, django_assert_num_queries):
    assign(AUTOMATION, cast.lead, owner=None, queue="Rest")
    assign(AUTOMATION, cast.other, owner=None, queue="Rest")
    with django_assert_num_queries(8):
        [queue] = queues_page(Record.objects.all(), now())
    assert queue.number == len(queue.lines) == 2


def test_without_a_playbook_nobody_would(cast):
    assert who_would(Record(), now()) is None
    assert who_would(cast.lead, now()).sentence == "Next in turn in “Seller”: Mei Chen."
    assert routes_in_force() == []
