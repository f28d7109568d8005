"""A board shows each stage's records, counts them, and reads a column at a time."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.core.clock import now
from leadline.workspace.queries.leads import selection_of
from leadline.workspace.queries.lists import board
from leadline.workspace.queries.lists.board import board_of
from leadline.workspace.queries.lists.wanted import Wanted
from leadline.workspace.tests.conftest import many, take_in


def boarded(cast, user=None, kind="lead", process="", **wanted):
    return board_of(selection_of(user or cast.mei, kind, Wanted(**wanted), now()), process, now())


def test_stages_are_columns(cast):
    found = boarded(cast)
    assert (found.process, found.processes) == ("Small lead", [("Small lead", "Small lead")])
    assert [(one.name, one.number, one.is_end) for one in found.columns] == [
        ("Asked", "2", False), ("Shown", "0", False),
        ("Ended well", "0", True), ("Ended badly", "0", True),
    ]  # fmt: skip
    assert [card.title for card in found.columns[0].cards] == ["Jonas Weber", "Li Na"]
    assert found.columns[0].cards[0].ring == "good"


def test_only_what_one_may_see_stands_there(cast):
    assert [one.number for one in boarded(cast, cast.kai).columns] == ["0"] * 4
    assert boarded(cast, where='country is "CN"').columns[0].number == "1"


def test_a_kind_without_a_process_has_no_board(cast):
    assert boarded(cast, kind="deal").columns == []


def test_columns_are_paged(cast, monkeypatch):
    monkeypatch.setattr(board, "CARDS", 1)
    first = boarded(cast).columns[0]
    assert (first.number, len(first.cards), bool(first.more)) == ("2", 1, True)


def test_more_records_cost_no_more_queries(cast, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(board, "CARDS", 1)
    with CaptureQueriesContext(connection) as few:
        boarded(cast)
    take_in(cast.version, *many(12))
    monkeypatch.setattr(board, "CARDS", 10)
    with django_assert_num_queries(len(few)):
        assert boarded(cast).columns[0].number == "14"


@pytest.mark.parametrize("process", ["nonsense", "Small lead", ""])
def test_an_unknown_process_is_the_first(cast, process):
    assert boarded(cast, process=process).process == "Small lead"
