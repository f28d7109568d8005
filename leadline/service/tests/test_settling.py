from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest

from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.clock import Driven
from leadline.records.models import Record
from leadline.service.actions import open_trial
from leadline.service.errands import locked
from leadline.service.models import Errand, Product
from leadline.service.settling import day, fail, finish, zone
from leadline.service.tests.conftest import NOON

Told = Callable[[Record], list[str]]


@pytest.fixture
def errand(lead: Record, by_hand: Product) -> Errand:
    open_trial(AUTOMATION, lead)
    return Errand.objects.get()


def test_what_could_not_be_carried_out_is_for_a_person(
    errand: Errand, lead: Record, told: Told
) -> None:
    with Batch(AUTOMATION) as batch:
        fail(batch, locked(batch, errand.pk), "no answer" * 99, refused=False)
    errand.refresh_from_db()
    assert (errand.is_pending, errand.by_hand, len(errand.trouble)) == (True, True, 300)
    with Batch(AUTOMATION) as batch:
        finish(batch, locked(batch, errand.pk))
    assert told(lead) == ["trial asked for", "trial failed", "trial opened"]


def test_what_is_settled_stays_settled(errand: Errand, lead: Record, told: Told) -> None:
    with Batch(AUTOMATION) as batch:
        fresh = locked(batch, errand.pk)
        fail(batch, fresh, "No")
        finish(batch, fresh)
        fail(batch, fresh, "No, again")
    errand.refresh_from_db()
    assert (errand.refused, errand.done_at) == ("No", None)
    assert told(lead) == ["trial asked for", "trial refused"]


def test_a_day_is_the_firms_day(clock: Driven) -> None:
    with Batch(AUTOMATION) as batch:
        assert zone(batch) == ZoneInfo("Europe/Berlin")
        assert day(batch, NOON.replace(hour=23)) == "2026-03-03"
