"""Numbers add up, rests are said to be rests, and two currencies are never one sum."""

import pytest

from leadline.workspace.queries.lists.dimensions import Dimension
from leadline.workspace.queries.lists.figures import (
    REST,
    Line,
    Pile,
    Ruler,
    cut,
    joined,
    ordered,
    table_of,
)

BY_NAME = Dimension("name", "Name", "name", say=str, test=lambda key: f"name is {key}")
BY_SIZE = Dimension("size", "Size", "size", say=str, test=lambda key: f"size is {key}")


def pile(*values, unit=""):
    made = Pile()
    for value in values:
        made.add(unit, value)
    return made


def address(tests):
    return " and ".join(tests)


def test_a_table_adds_up():
    piles = {("a", 1): pile(1, 1), ("a", 2): pile(1), ("b", 2): pile(1)}
    table = table_of(piles, BY_NAME, BY_SIZE, "count", address)
    assert [[figure.text for figure in line.figures] for line in table.lines] == [
        ["2", "1"], ["0", "1"],
    ]  # fmt: skip
    assert [line.total.text for line in table.lines] == ["3", "1"]
    assert [figure.text for figure in table.totals] == ["2", "2"]
    assert table.total.text == "4"
    assert table.lines[0].figures[0].href == "name is a and size is 1"
    assert table.lines[0].total.href == "name is a"
    assert table.totals[1].href == "size is 2"
    assert (table.total.href, table.lines[1].figures[0].href) == ("", "")


@pytest.mark.parametrize(
    ("measure", "text"), [("count", "3"), ("share", "60.0 %"), ("sum", "13.0"), ("median", "3.0")]
)
def test_measures(measure, text):
    assert Ruler(measure, 5, "").figure(pile(1, 3, 9), "").text == text


def test_two_currencies_are_two_sums():
    both = joined([pile(10_000, 5_000, unit="EUR"), pile(700, unit="USD"), pile(None, unit="")])
    figure = Ruler("sum", 4, "EUR").figure(both, "x")
    assert figure.text == "150.00 EUR + 7.00 USD"
    assert (figure.size, figure.number) == (15_000.0, 4)
    assert Ruler("median", 1, "EUR").figure(Pile(), "x").text == "–"


def test_what_there_is_no_room_for_is_one_rest():
    piles = {(name, None): pile(*range(n + 1)) for n, name in enumerate("abcd")}
    short = cut(piles, 0, BY_NAME, 2)
    assert ordered(short, 0, BY_NAME) == ["d", "c", REST]
    table = table_of(short, BY_NAME, None, "count", address)
    assert [(line.label, line.total.text) for line in table.lines] == [
        ("d", "4"), ("c", "3"), ("the others", "3"),
    ]  # fmt: skip
    assert table.lines[2].total.href == ""
    assert cut(piles, 1, None, 2) == piles


def test_a_bar_is_as_long_as_its_number():
    ruler = Ruler("count", 4, "")
    figures = [ruler.figure(pile(1, 2, 3), ""), ruler.figure(pile(1), "")]
    line = Line("a", figures, figures[0])
    assert line.parts(4) == [(0.0, 75.0, 0), (75.0, 25.0, 1)]
    assert line.parts(0) == [(0.0, 0.0, 0), (0.0, 0.0, 1)]
