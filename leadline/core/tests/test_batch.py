from collections.abc import Sequence

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.core import batch as batch_module
from leadline.core.actor import Actor
from leadline.core.batch import Batch, heed_writing
from leadline.core.events import event
from leadline.core.models import Event

NAMED = event("test named", "Named {name}")


def test_rows_events_and_references_are_written_together(things: type, mei: Actor) -> None:
    with Batch(mei) as batch:
        parent = batch.add(things(name="parent"))
        child = batch.add(things(name="child", owner=parent))
        batch.happened(child, NAMED, name="child")
        batch.happened(child, NAMED, name="kid")
        batch.change(child, name="kid")
    saved = things.objects.get(pk=child.pk)
    assert (saved.name, saved.owner_id, saved.seq) == ("kid", parent.pk, 2)
    told = list(Event.objects.filter(stream="thing", stream_id=child.pk).order_by("seq"))
    assert [str(one) for one in told] == ["Named child", "Named kid"]
    assert {one.actor_name for one in told} == {"Mei"}


def test_locked_rows_are_read_anew_and_changed(things: type, mei: Actor) -> None:
    thing = things.objects.create(name="old", seq=3)
    things.objects.update(name="meanwhile")
    with Batch(mei) as batch:
        [locked] = batch.lock([thing])
        assert locked.name == "meanwhile"
        batch.change(locked, name="new")
        batch.happened(locked, NAMED, name="new")
    thing.refresh_from_db()
    assert (thing.name, thing.seq) == ("new", 4)


def test_nothing_is_written_when_anything_fails(things: type, mei: Actor) -> None:
    with pytest.raises(ZeroDivisionError), Batch(mei) as batch:
        batch.happened(batch.add(things(name="a")), NAMED, name="a")
        raise ZeroDivisionError
    assert not things.objects.exists()
    assert not Event.objects.filter(stream="thing").exists()


def test_undeclared_data_are_refused(things: type, mei: Actor) -> None:
    with pytest.raises(TypeError, match="has no field"), Batch(mei) as batch:
        batch.happened(batch.add(things(name="a")), NAMED, color="red")


def test_a_row_that_is_gone_is_missed(things: type, mei: Actor) -> None:
    with pytest.raises(things.DoesNotExist), Batch(mei) as batch:
        batch.lock([things(pk=99)])


def test_the_number_of_queries_does_not_grow(things: type, mei: Actor) -> None:
    def run(count: int) -> int:
        asked: list[int] = []

        def load(subjects: Sequence[object]) -> list[int]:
            asked.append(len(subjects))
            return [things.objects.count()] * len(subjects)

        with (
            CaptureQueriesContext(
                connection,
            ) as queries,
            Batch(mei) as batch,
        ):
            rows = [batch.add(things(name=str(number))) for number in range(count)]
            for row in rows:
                batch.of(row, load)
                batch.happened(row, NAMED, name=row.name)
        assert asked == [count]
        return len(queries)

    run(1)
    assert run(2) == run(50)


def test_what_one_batch_was_told_another_learns(things: type, mei: Actor) -> None:
    asked: list[object] = []

    def ask(*about: object) -> int:
        asked.append(about)
        return len(asked)

    with Batch(mei) as first:
        assert (first.once(ask, "zone"), first.once(ask, first)) == (1, 2)
    with Batch(mei) as second:
        second.learn(first)
        assert second.once(ask, "zone") == 1
        assert second.once(ask, first) == 3  # what was about the first batch was its own


def test_who_heeds_is_told_what_was_written(things: type, mei: Actor, monkeypatch) -> None:
    told = []
    monkeypatch.setattr(batch_module, "_heeds", [])
    heed_writing(told.append)
    heed_writing(told.append)
    old = things.objects.create(name="old")
    with Batch(mei) as batch:
        new = batch.add(things(name="new"))
        batch.change(new, name="newer")
        [locked] = batch.lock([old])
        batch.change(locked, name="older")
        batch.write()
        batch.happened(locked, NAMED, name="older")
    [first, second] = told[:1] + told[-1:]
    assert [row.pk for row in first[things].new] == [new.pk]
    assert first[things].changed == [(locked, frozenset({"name"}))]
    assert (list(second[things].new), second[things].changed) == ([], [(locked, {"seq"})])
    assert Event not in first
    assert [event.name for event in second[Event].new] == ["test named"]
