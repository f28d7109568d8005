"""A trial goes by the moment of each record, and leaves no trace."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from leadline.access.models import Leave, User
from leadline.core.models import Event
from leadline.records.models import PoolDay, Record, Turn
from leadline.records.routing.trying import try_route
from leadline.records.tests.routing.conftest import MONDAY

HOUR, DAYS = timedelta(hours=1), timedelta(days=1)


def test_leave_of_then_counts_and_turns_begin_anew(
    lead: Callable[..., Record], sellers: list[User], django_assert_num_queries: Any
) -> None:
    ann, ben, cy = sellers
    records = [lead(20) for _ in range(4)] + [lead()]
    for number, record in enumerate(records):
        Record.objects.filter(pk=record.pk).update(opened_at=MONDAY + number * HOUR / 10, owner=cy)
    Turn.objects.create(pool="Sales", user=ann, credit=10**12)
    Leave.objects.create(user=ann, from_at=MONDAY + HOUR / 20, until_at=MONDAY + DAYS)
    events = Event.objects.count()
    trial = try_route("sales", "small", MONDAY - DAYS, MONDAY + DAYS)
    would = [case.decided.user or case.decided.queue for case in trial.cases]
    assert would == [ann, ben, cy, ben, "Left over"]
    assert [(one.name, one.would, one.has) for one in trial.loads] == [
        ("Ben", 2, 0), ("Ann", 1, 0), ("Cy", 1, 5), ("Left over", 1, 0),
    ]  # fmt: skip
    assert len(trial.others) == 4
    assert not PoolDay.objects.exists()
    assert (Turn.objects.count(), Event.objects.count()) == (1, events)


def test_it_costs_the_queries_of_few(
    lead: Callable[..., Record], sellers: list[User], django_assert_max_num_queries: Any
) -> None:
    for _ in range(30):
        lead(20)
    with django_assert_max_num_queries(32):
        trial = try_route("sales", "small", MONDAY - DAYS, MONDAY + DAYS)
    assert len(trial.cases) == 30
    assert try_route("sales", "small", MONDAY + DAYS, MONDAY + DAYS).cases == []
