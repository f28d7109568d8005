"""Somebody, a queue that is meant, or a queue for want of people: each is told apart."""

from collections.abc import Callable

import pytest

from leadline.access.models import User
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.playbooks.definition import Who, WhoKind
from leadline.records.actions import assign
from leadline.records.actions.routing import hand
from leadline.records.cause import BY_HAND
from leadline.records.models import Record, Untaken
from leadline.records.routing.finding import Asking
from leadline.records.tests.routing.conftest import *  # noqa: F403 - its fixtures
from leadline.records.tests.routing.conftest import MONDAY

POOL = Who(WhoKind.POOL, "Sales", text="pool Sales")
QUEUE = Who(WhoKind.QUEUE, "Left over", text="queue Left over")


def handed(record: Record, who: Who, *but: User, leaves: bool = False) -> Record:
    with Batch(AUTOMATION, MONDAY) as batch:
        [locked] = batch.lock([record])
        asking = Asking(but=frozenset(user.pk for user in but))
        hand(batch, locked, who, asking, BY_HAND, leaves=leaves)
    return Record.objects.get(pk=record.pk)


def test_somebody_gets_it(lead: Callable[..., Record], sellers: list[User]) -> None:
    assert handed(lead(20), POOL).owner == sellers[0]
    assert not Untaken.objects.exists()


def test_a_queue_that_is_meant_is_not_tried_again(
    lead: Callable[..., Record], sellers: list[User]
) -> None:
    record = handed(lead(20), QUEUE)
    assert record.queue == "Left over"
    assert not Untaken.objects.exists()


@pytest.mark.parametrize(
    ("who", "queue"),
    [(POOL, "Unrouted"), (Who(WhoKind.POOL, "Sales", otherwise=QUEUE, text="pool Sales"),
                          "Left over")],
)  # fmt: skip
def test_what_nobody_takes_waits_and_is_kept(
    lead: Callable[..., Record], who: Who, queue: str
) -> None:
    record = handed(lead(20), who)
    assert record.queue == queue
    kept = Untaken.objects.get(record=record)
    assert kept.who.startswith("pool Sales")
    record = handed(record, QUEUE)  # meant for it now
    assert not Untaken.objects.exclude(who="").filter(since=record.queued_at).exists()


def test_it_stays_with_its_owner_unless_they_gave_it_back(
    lead: Callable[..., Record], sellers: list[User]
) -> None:
    record = lead(20)
    assign(AUTOMATION, record, owner=sellers[0])
    assert handed(record, POOL, *sellers).owner == sellers[0]
    record = handed(record, POOL, *sellers, leaves=True)
    assert (record.owner, record.queue) == (None, "Unrouted")
    assert Untaken.objects.get().but == [user.pk for user in sellers]
