"""An address and what it asks for are the same thing in two shapes."""

import pytest

from leadline.workspace.queries.lists.wanted import Wanted


def test_it_reads_back():
    asked = Wanted(where='source is "A & B"', owner="mine", text="north 7", sort="-name", group="x")
    assert Wanted.parse(asked.asks) == asked
    assert Wanted.parse(asked.but(view=3).query) == asked.but(view=3)


def test_what_is_unknown_is_left_out():
    found = Wanted.read({"owner": "' or 1=1", "view": "²", "exact": "yes", "q": " a  b "})
    assert found == Wanted(text="a b")
    assert found.asks == "q=a+b"


def test_a_view_without_its_filter_says_so():
    assert Wanted(view=3).query == "view=3&where="
    assert Wanted(view=3, where="is open").query == "view=3&where=is+open"


@pytest.mark.parametrize(
    "asked", [Wanted(where="is open"), Wanted(stage="A"), Wanted(owner="mine")]
)
def test_a_filter_is_not_everything(asked):
    assert Wanted(sort="name", view=3).is_anything
    assert not asked.is_anything


def test_forms_carry_the_rest_along():
    asked = Wanted(where="is open", text="x", group="stage", view=3)
    assert dict(asked.hidden) == {"view": "3", "where": "is open", "q": "x", "group": "stage"}
    assert "q" not in dict(asked.hidden_of_search)
    assert "where" not in dict(asked.hidden_of_condition)
    assert "group" not in dict(asked.hidden_of_report)
    assert asked.records == "where=is+open&q=x"
    assert Wanted(before="m", exact=True).but(sort="name") == Wanted(sort="name")
