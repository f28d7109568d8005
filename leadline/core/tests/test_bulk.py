import pytest
from django.db import IntegrityError, transaction

from leadline.core import bulk


def test_ids_are_unused_and_ascending(things: type) -> None:
    first = things.objects.create(name="a")
    ids = bulk.reserve_ids(things, 3)
    assert ids == sorted(set(ids))
    assert min(ids) > first.pk


def test_rows_go_in_and_change(things: type) -> None:
    rows = [things(name=f"n{number}") for number in range(5)]
    for row, pk in zip(rows, bulk.reserve_ids(things, 5), strict=True):
        row.pk = pk
    bulk.insert(things, rows)
    rows[2].name = "new"
    bulk.update(things, [rows[2]], ["name"])
    assert list(things.objects.order_by("pk").values_list("name", flat=True)) == [
        "n0",
        "n1",
        "new",
        "n3",
        "n4",
    ]
    assert things.objects.create(name="after").pk > rows[-1].pk


def test_a_row_that_is_there_already_is_an_integrity_error(things: type) -> None:
    first = things.objects.create(name="first")
    with pytest.raises(IntegrityError), transaction.atomic():
        bulk.insert(things, [things(pk=first.pk, name="twin")])


def test_rows_are_deleted_by_their_keys(things: type) -> None:
    rows = [things.objects.create(name=str(n)) for n in range(3)]
    bulk.delete(things, [rows[0].pk, rows[2].pk, 10**9])
    bulk.delete(things, [])
    assert list(things.objects.values_list("pk", flat=True)) == [rows[1].pk]
