"""Pages follow one another without a gap and without a row twice, in every order."""

from datetime import timedelta

import pytest

from leadline.records.models import Record
from leadline.workspace.queries.lists import paging
from leadline.workspace.queries.lists.paging import Order, number_of, page_of, read_mark
from leadline.workspace.tests.conftest import MONDAY


@pytest.fixture
def eleven(db):
    for n in range(11):
        Record.objects.create(
            kind="lead", title=f"Title {n % 4}", opened_at=MONDAY, entered_at=MONDAY,
            due_at=MONDAY + timedelta(hours=n % 3) if n % 2 else None,
        )  # fmt: skip
    return Record.objects.filter(kind="lead")


@pytest.mark.parametrize(
    "sort", [name for one in paging.SORTS for name in (one, f"-{one}")] + ["", "nonsense"]
)
def test_every_row_stands_on_one_page(eleven, sort):
    order, found, mark = Order.read(sort), [], ""
    while True:
        rows, mark = page_of(eleven, order, mark, 3)
        found += [row.pk for row in rows]
        if not mark:
            break
    assert len(found) == len(set(found)) == 11


def test_the_order_is_the_one_asked_for(eleven):
    up, _mark = page_of(eleven, Order.read("name"), "", 20)
    down, _mark = page_of(eleven, Order.read("-name"), "", 20)
    assert [row.pk for row in up] == [row.pk for row in reversed(down)]
    due, _mark = page_of(eleven, Order.read("promise"), "", 20)
    assert [row.due_at is None for row in due] == [False] * 5 + [True] * 6


@pytest.mark.parametrize(
    "mark",
    ["", "x", "[1]", "{}", "[null, true]", '["2026-03-02T10:00:00", 1]', '["x", 1]', "[5, 5]",
     '["2026-03-02T10:00:00+00:00", 99999999999999999999]', "[" * 5000],
)  # fmt: skip
def test_a_made_up_mark_is_no_mark(mark):
    assert read_mark(mark, Order.read("-opened")) is None


def test_marks_of_other_orders_do_not_fit():
    assert read_mark('["A", 1]', Order.read("name")) == ("A", 1)
    assert read_mark('["A", 1]', Order.read("amount")) is None
    assert read_mark(f"[{2**70}, 1]", Order.read("amount")) is None
    assert read_mark("[null, 4]", Order.read("promise")) == (None, 4)


@pytest.mark.parametrize("sign", ["\\u0000", "\\ud800"])
def test_a_mark_that_no_database_takes_is_no_mark(sign):
    assert read_mark(f'["A{sign}", 1]', Order.read("name")) is None
    assert read_mark(f'["A{sign}", 1]', Order.read("size", {"size"})) is None
    assert read_mark('["A", 1]', Order.read("size", {"size"})) == ("A", 1)


def test_counting_stops(eleven):
    assert number_of(eleven, 10) == "10+"
    assert number_of(eleven, 11) == "11"
