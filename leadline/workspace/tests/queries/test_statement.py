"""The statement's page: agreed promises first, names as far as one may see them."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.automation.models import MeasuredPromise
from leadline.core.actor import AUTOMATION
from leadline.playbooks.actions import publish
from leadline.playbooks.models import Published
from leadline.workspace.queries.statement import statement_page
from leadline.workspace.tests.conftest import MONDAY, Cast
from leadline.workspace.tests.queries.test_agreed import AGREED

MARCH = date(2026, 3, 1)


@pytest.fixture
def published(cast: Cast) -> Published:
    return publish(AUTOMATION, None, name="small", source=AGREED).playbook


@pytest.fixture
def measured(cast: Cast, published: Published) -> Callable[[str, int], None]:
    def add(clock: str, number: int) -> None:
        for n in range(number):
            MeasuredPromise.objects.create(
                record=cast.lead, playbook=published, key=f"{clock} {n}", process="Small lead",
                clock=clock, side="Seller", owner=cast.mei, team=cast.lead.team,
                started_at=MONDAY, decided_at=MONDAY, took_minutes=n, result="kept",
            )  # fmt: skip

    return add


def test_agreed_promises_stand_first(
    cast: Cast, published: Published, measured: Callable[[str, int], None]
) -> None:
    measured("a clock that is gone", 1)
    measured("first answer", 2)
    page = statement_page(published, MARCH, cast.mei, MONDAY)
    assert [(one.said, one.is_agreed) for one in page.promises] == [
        ("Everybody hears from us", True),
        ("a clock that is gone", False),
    ]
    names = [(one.kind, one.name) for one in page.promises[0].lines]
    assert names == [("whole", "Everybody"), ("team", "Sales"), ("person", "Mei Chen")]
    assert (page.is_over, page.in_force, len(page.months)) == (False, False, 12)
    others = statement_page(published, MARCH, cast.kai, MONDAY)
    assert "person" not in [one.kind for one in others.promises[0].lines]


def test_ticks_come_when_the_month_is_over(cast: Cast, published: Published) -> None:
    later = MONDAY + timedelta(days=31)
    for now, may in ((MONDAY, False), (later, True)):
        ticks = statement_page(published, MARCH, cast.mei, now).ticks
        assert [(one.role, one.may) for one in ticks] == [("Seller", may), ("Manager", False)]


def test_any_number_of_promises_takes_the_same_queries(
    cast: Cast, published: Published, measured: Callable[[str, int], None]
) -> None:
    counts = []
    statement_page(published, MARCH, cast.ben, MONDAY)  # definitions are read once
    for clock, number in (("first answer", 1), ("another", 30)):
        measured(clock, number)
        with CaptureQueriesContext(connection) as queries:
            statement_page(published, MARCH, cast.ben, MONDAY)
        counts.append(len(queries))
    assert counts[0] == counts[1]
