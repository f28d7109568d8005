"""A list as a file: every row, the reader's columns, and nothing that a spreadsheet would run."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from leadline.core.clock import now
from leadline.core.money import Money
from leadline.deals.actions import open_deal, set_amount
from leadline.workspace.actions.views import choose_columns
from leadline.workspace.queries.leads import selection_of
from leadline.workspace.queries.lists import exporting
from leadline.workspace.queries.lists.exporting import as_csv, as_xlsx, headings_of, rows_in
from leadline.workspace.queries.lists.wanted import Wanted
from leadline.workspace.tests.conftest import many, take_in


def selected(cast, kind="lead", **wanted):
    return selection_of(cast.mei, kind, Wanted(**wanted), now())


def as_table(cast, **wanted):
    chosen = selected(cast, **wanted)
    text = "".join(as_csv(headings_of(chosen), rows_in(chosen, now())))
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:])))


def test_csv_has_headings_and_every_row(cast):
    choose_columns(cast.as_mei, cast.mei, kind="lead", names=["company", "opened"])
    table = as_table(cast, sort="name")
    assert table[0] == ["Name", "Company", "Opened"]
    assert [row[0] for row in table[1:]] == ["Jonas Weber", "Li Na"]
    assert table[1][2] == "2026-03-02 10:00"


@pytest.mark.parametrize("name", ["=1+1", "+cmd|' /C calc'!A0", "@sum(1)", "-2+3", "\t=1"])
def test_nothing_is_a_formula(cast, name):
    cast.lead.person.name = name
    cast.lead.person.save()
    cells = [row[0] for row in as_table(cast)]
    assert f"'{name}" in cells
    file = as_xlsx(["Name"], rows_in(selected(cast), now()))
    sheet = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()
    assert name.strip() in [str(row[0]).strip() for row in sheet]


def test_xlsx_keeps_moments_as_moments(cast):
    choose_columns(cast.as_mei, cast.mei, kind="lead", names=["opened", "owner"])
    chosen = selected(cast)
    file = as_xlsx(headings_of(chosen), rows_in(chosen, now()))
    rows = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()
    assert rows[0] == ["Name", "Opened", "Owner"]
    assert rows[1][1].isoformat() == "2026-03-02T10:00:00"


def test_amounts_keep_their_currency(cast):
    set_amount(cast.as_mei, open_deal(cast.as_mei, cast.lead), amount=Money(125_000, "EUR"))
    choose_columns(cast.as_mei, cast.mei, kind="deal", names=["amount"])
    chosen = selected(cast, "deal")
    text = "".join(as_csv(headings_of(chosen), rows_in(chosen, now())))
    assert text.splitlines()[1].endswith('"1,250.00 EUR"')


def test_slices_join_without_a_gap(cast, monkeypatch):
    take_in(cast.version, *many(5))
    monkeypatch.setattr(exporting, "SLICE", 2)
    assert len(list(rows_in(selected(cast), now()))) == 7
    monkeypatch.setattr(exporting, "MOST", 3)
    assert len(list(rows_in(selected(cast), now()))) == 3


def test_queries_are_per_slice(cast, django_assert_num_queries):
    with CaptureQueriesContext(connection) as few:
        list(rows_in(selected(cast), now()))
    take_in(cast.version, *many(6))
    with django_assert_num_queries(len(few)):
        assert len(list(rows_in(selected(cast), now()))) == 8
