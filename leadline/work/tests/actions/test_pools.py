"""Weights and capacities are set by managers, within reason, and told."""

from typing import Any

import pytest

from leadline.access.actor import person
from leadline.core.actor import AUTOMATION
from leadline.core.errors import Refused
from leadline.core.models import Event
from leadline.playbooks.actions import publish
from leadline.records.models import Pool, Turn
from leadline.work.actions.pools import change_pool
from leadline.work.tests.conftest import FILES, Cast

POOLS = "pools:\n  Sales: [Seller]\n"


@pytest.fixture(autouse=True)
def pooled(cast: Cast) -> None:
    files = {**FILES, "playbook.yaml": FILES["playbook.yaml"] + POOLS}
    publish(AUTOMATION, None, name="pooled", source=files)


def change(cast: Cast, **values: Any) -> None:
    change_pool(AUTOMATION, None, **{"pool": "Sales", "user": cast.mei, "weight": 2, **values})


def test_a_change_is_kept_and_told_once(cast: Cast) -> None:
    for _ in range(2):
        change(cast, capacity=7)
    place = Turn.objects.get(pool="Sales", user=cast.mei)
    assert (place.weight, place.capacity, place.credit) == (2, 7, 0)
    [told] = Event.objects.filter(stream="pool", stream_id=Pool.objects.get().pk)
    assert str(told) == "Mei Chen: weight 2, capacity 7"
    assert told.data["before"] == [1, None]


@pytest.mark.parametrize(
    "wrong", [{"weight": -1}, {"weight": 101}, {"capacity": -1}, {"capacity": 10_000},
              {"pool": "Nobody's"}]
)  # fmt: skip
def test_what_makes_no_sense_is_refused(cast: Cast, wrong: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        change(cast, **wrong)
    assert not Turn.objects.exists()


def test_others_are_not_weighed_and_others_may_not(cast: Cast) -> None:
    with pytest.raises(Refused):
        change(cast, user=cast.kai)
    with pytest.raises(Refused):
        change_pool(person(cast.kai), None, pool="Sales", user=cast.mei, weight=9)
