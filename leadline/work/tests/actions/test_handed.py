"""New owners are told, once a batch; who takes something for themselves is not."""

import pytest

from leadline.access.actor import person
from leadline.access.models import User
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.records.actions import assign
from leadline.records.models import Record
from leadline.work.models import Notice, NoticeKind
from leadline.work.tests.conftest import Cast


@pytest.fixture
def lead(cast: Cast) -> Record:
    """Nobody's, and nobody was told anything yet."""
    Record.objects.filter(pk=cast.lead.pk).update(owner=None)
    Notice.objects.all().delete()
    return Record.objects.get(pk=cast.lead.pk)


def told(user: User) -> list[str]:
    return [one.sentence for one in Notice.objects.filter(user=user).order_by("pk")]


def test_what_comes_together_is_told_together(cast: Cast, lead: Record) -> None:
    other = Record.objects.create(
        kind="lead", title="Other", opened_at=lead.opened_at, entered_at=lead.opened_at
    )
    with Batch(AUTOMATION) as batch:
        for one in batch.lock([lead, other]):
            assign.within(batch, one, owner=cast.mei)
    assert told(cast.mei) == [f"{lead.title} and 1 more are yours now."]
    assert Notice.objects.get(user=cast.mei).kind == NoticeKind.HANDED


def test_who_takes_it_knows(cast: Cast, lead: Record) -> None:
    assign(person(cast.mei), lead, owner=cast.mei)
    assert told(cast.mei) == []


def test_watchers_are_told_until_they_have_read(cast: Cast, lead: Record) -> None:
    assign(AUTOMATION, lead, owner=None, queue="Seller")  # a queue of the sellers: Mei watches
    assign(AUTOMATION, lead, owner=cast.ben)
    assign(AUTOMATION, lead, owner=None, queue="Seller")
    said = f"{lead.title} waits in the queue “Seller”; nobody has it."
    assert told(cast.mei) == [said]
    Notice.objects.update(read_at=lead.opened_at)
    assign(AUTOMATION, lead, owner=cast.ben)
    assign(AUTOMATION, lead, owner=None, queue="Seller")
    assert told(cast.mei) == [said, said]
