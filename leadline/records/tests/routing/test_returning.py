"""The last turn is found among what happened, unless it was given back."""

from collections.abc import Callable

from leadline.access.models import User
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.records.actions import assign, return_turn
from leadline.records.cause import Cause
from leadline.records.models import Record, Turn
from leadline.records.routing.finding import decide
from leadline.records.routing.returning import last_turns
from leadline.records.tests.routing.conftest import MONDAY
from leadline.records.tests.routing.test_finding import ROUTE


def given(record: Record) -> None:
    with Batch(AUTOMATION, MONDAY) as batch:
        [locked] = batch.lock([record])
        decided = decide(batch, locked, ROUTE)
        cause = Cause(why={"route": decided.json()})
        assign.within(batch, locked, owner=decided.user, routed=True, cause=cause)


def test_a_turn_is_known_until_it_is_returned(
    lead: Callable[..., Record], sellers: list[User]
) -> None:
    record = lead(20)
    assert last_turns([record]) == [None]
    given(record)
    [turn] = last_turns([record])
    assert turn is not None
    assert (turn.pool, turn.user) == ("Sales", sellers[0])
    assign(AUTOMATION, record, owner=sellers[2])  # by name: the turn stays hers
    assert last_turns([record]) == [turn]
    return_turn(AUTOMATION, record)
    assert last_turns([record]) == [None]
    assert Turn.objects.get(user=sellers[0]).credit == 0
