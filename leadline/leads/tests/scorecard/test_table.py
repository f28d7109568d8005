"""Rows become columns; what says nothing is left out."""

import pytest

from leadline.leads.scorecard.table import numbers_in, plain, table_of

ROWS = [
    {"id": str(n), "town": "Leeds" if n % 2 else "Select", "same": "x", "size": str(n % 7),
     "note": f"text {n // 2 if n else 0} {n}", "won": "1" if n % 3 else "No"}
    for n in range(60)
]  # fmt: skip


def test_columns_that_name_each_lead_or_never_differ_are_left_out() -> None:
    table = table_of([*ROWS, {"won": "maybe", "town": "York"}], "won")
    assert sorted(table.columns) == ["size", "town"]
    assert (len(table.won), sum(table.won)) == (60, 40)
    assert list(table.columns["town"][:3]) == ["", "Leeds", ""]


def test_fewer_columns() -> None:
    table = table_of(ROWS, "won")
    assert list(table.but(["town"]).columns) == ["size"]
    assert list(table.but(only=["town"]).columns) == ["town"]
    with pytest.raises(ValueError, match="nowhere"):
        table.but(["nowhere"])


def test_numbers_and_blanks() -> None:
    assert numbers_in(["1", "", "2.5"]) == [1, 2.5]
    assert numbers_in(["1", "x"]) is None
    assert numbers_in(["1", "nan"]) is None
    assert (plain("  Select "), plain(" a  b "), plain("N/A")) == ("", "a b", "")
