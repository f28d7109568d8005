"""A route asks what is known and what is counted, of the record as it is in this very moment."""

from collections.abc import Callable

import pytest

from leadline.access.models import User
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.playbooks.actions import publish
from leadline.playbooks.engine.state import State
from leadline.records.models import Record
from leadline.records.routing.conditions import asker_for
from leadline.records.tests.routing.conftest import FILES, MONDAY

COUNTING = """
sales:
  - when: times in New at least 2 or New is complete
    to: pool Sales
  - when: cycle at least 2 and no real conversation here
    to: pool Sales
  - to: queue Left over
"""
ASKING = FILES["lead.yaml"].replace("    next:\n", "    ask:\n      size: number\n    next:\n", 1)
Leads = Callable[..., Record]


@pytest.fixture
def counting(version: object) -> None:
    source = {**FILES, "routes.yaml": COUNTING, "lead.yaml": ASKING}
    publish(AUTOMATION, None, name="small", source=source)


def asked(record: Record, state: State | None) -> list[object]:
    """What each line of the route hangs on."""
    with Batch(AUTOMATION, MONDAY) as batch:
        [locked] = batch.lock([record])
        values = asker_for(batch, locked, "sales", state).values
    names = ("times in new", "new is complete", "cycle", "real conversation here")
    return [values.get(name) for name in names]


def test_it_knows_how_far_the_record_has_come(
    counting: None, lead: Leads, sellers: list[User]
) -> None:
    state = State("Small lead", "New", MONDAY, MONDAY, MONDAY, cycle=3, times_in={"New": 2})
    assert asked(lead(), state) == [2, False, 3, False]
    assert asked(lead(5), state) == [2, True, 3, False]


def test_of_what_has_not_begun_nothing_is_counted(
    counting: None, lead: Leads, sellers: list[User]
) -> None:
    assert asked(lead(), None) == [None, False, None, None]
