"""Columns are the built-in ones and every field; their cells cost no query per row."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.access.queries import schedule_of_person
from leadline.core.clock import now
from leadline.deals.actions import open_deal
from leadline.records.actions import give_answers
from leadline.workspace.kinds import KINDS
from leadline.workspace.queries.leads import selection_of, with_related
from leadline.workspace.queries.lists.askable import askable_of
from leadline.workspace.queries.lists.columns import chosen_columns, columns_for, moved, rows_of
from leadline.workspace.queries.lists.wanted import Wanted
from leadline.workspace.reading import said
from leadline.workspace.tests.conftest import MONDAY, many, take_in


def rows(cast, *names, kind="lead"):
    askable = askable_of(kind)
    columns = chosen_columns(names, columns_for(KINDS[kind], askable))
    found = list(with_related(selection_of(cast.mei, kind, Wanted(), now())).order_by("pk"))
    return rows_of(found, KINDS[kind], columns, askable, schedule_of_person(cast.mei), now())


def test_cells_say_what_is_known(cast):
    give_answers(cast.as_mei, cast.lead, answers={"mood": "Good"})
    first, other = rows(cast, "company", "owner", "state", "mood", "country", "person", "opened")
    assert first.title == "Li Na"
    assert [cell.text for cell in first.cells[:5]] == [
        "Hengtong Cable", "Mei Chen", "Open", "Good", "CN",
    ]  # fmt: skip
    assert [cell.text for cell in other.cells[3:5]] == ["", ""]
    assert first.cells[6].number
    assert first.cells[6].raw == cast.lead.opened_at


def test_a_promise_has_its_ring(cast):
    [promise] = rows(cast, "promise")[0].cells
    assert promise.ring == "good"
    assert promise.title == "Everybody hears from us"


def test_deals_have_their_own(cast):
    open_deal(cast.as_mei, cast.lead)
    names = {column.name for column in columns_for(KINDS["deal"], askable_of("deal"))}
    assert {"amount", "expected on"} <= names
    assert "source" not in names
    [row] = rows(cast, "amount", "state", "company", kind="deal")
    assert [cell.text for cell in row.cells] == ["", "Open", "Hengtong Cable"]


def test_what_does_not_exist_is_left_out(cast):
    known = columns_for(KINDS["lead"], askable_of("lead"))
    assert [one.name for one in chosen_columns(["owner", "nonsense", "owner"], known)] == ["owner"]


def test_more_rows_cost_no_more_queries(cast, django_assert_num_queries):
    names = ("company", "stage", "owner", "source", "mood", "country", "phone", "may be called")
    with CaptureQueriesContext(connection) as few:
        rows(cast, *names)
    take_in(cast.version, *many(12))
    with django_assert_num_queries(len(few)):
        assert len(rows(cast, *names)) == 14


@pytest.mark.parametrize(
    ("value", "text"), [(None, ""), ("", ""), (True, "yes"), (MONDAY.date(), "2 Mar 2026")]
)
def test_values_are_written_as_people_do(value, text):
    assert said(value) == text


@pytest.mark.parametrize(
    ("name", "by", "found"),
    [("b", -1, "bac"), ("b", 1, "acb"), ("a", -1, "abc"), ("c", 1, "abc"), ("x", 1, "abc")],
)
def test_a_column_is_moved_by_one_place(name, by, found):
    assert "".join(moved("abc", name, by)) == found
