"""What nobody could take is kept once per record, and known by where it waits."""

from collections.abc import Callable

from leadline.access.models import User
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.records.actions import assign
from leadline.records.events import GIVEN_BACK
from leadline.records.models import Record, Untaken
from leadline.records.routing.untaken import (
    forget_untaken,
    givers_back,
    keep_untaken,
    last_phrases,
    meant,
    rule_of,
    still_waits,
    untaken_of,
)
from leadline.records.tests.routing.conftest import MONDAY
from leadline.records.tests.routing.test_returning import given


def queued(record: Record, *whos: str) -> Record:
    with Batch(AUTOMATION, MONDAY) as batch:
        [locked] = batch.lock([record])
        assign.within(batch, locked, owner=None, queue="Unrouted")
        for who in whos:
            keep_untaken(batch, locked, who, {3, 1})
    return Record.objects.get(pk=record.pk)


def test_it_is_kept_once_however_often_nobody_was_found(lead: Callable[..., Record]) -> None:
    record = queued(lead(20), "pool Sales", "route sales")
    kept = Untaken.objects.get()
    assert (kept.who, kept.but, kept.since) == ("route sales", [1, 3], MONDAY)
    assert untaken_of([record]) == [kept]
    assert still_waits(record, kept)


def test_what_somebody_has_or_waits_elsewhere_is_over(
    lead: Callable[..., Record], sellers: list[User]
) -> None:
    record = queued(lead(20), "pool Sales")
    with Batch(AUTOMATION) as batch:
        [locked] = batch.lock([record])
        assign.within(batch, locked, owner=None, queue="Elsewhere")
    kept = Untaken.objects.get()
    assert not still_waits(locked, kept)
    with Batch(AUTOMATION, MONDAY) as batch:
        [locked] = batch.lock([queued(lead(20), "pool Sales")])
        forget_untaken(batch, locked)
    assert not still_waits(locked, Untaken.objects.get(record=locked))


def test_the_phrase_is_read_by_the_playbook_in_force(lead: Callable[..., Record]) -> None:
    batch, record = Batch(AUTOMATION), lead(20)
    who = meant(batch, record, "pool Sales, else queue Left over")
    assert who is not None
    assert (who.name, who.otherwise and who.otherwise.name) == ("Sales", "Left over")
    assert meant(batch, record, "gibberish") is None
    rule = rule_of(batch, record)
    assert rule is not None
    assert rule.text == "route sales"


def test_how_it_came_and_who_gave_it_back(lead: Callable[..., Record], sellers: list[User]) -> None:
    record = lead(20)
    assert last_phrases([record]) == [""]
    given(record)
    assert last_phrases([record]) == ["route sales"]
    with Batch(AUTOMATION, MONDAY) as batch:
        [locked] = batch.lock([record])
        told = {"owner": "Ann", "owner_id": 7, "reason": "No"}
        batch.happened(locked, GIVEN_BACK, visit=locked.visit, **told)
        batch.happened(locked, GIVEN_BACK, visit=locked.visit + 1, **{**told, "owner_id": 8})
    assert givers_back([record]) == [frozenset({7})]
