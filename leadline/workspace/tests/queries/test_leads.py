"""The list shows what one may see, a page at a time, however long it is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.core.clock import now
from leadline.workspace.actions.views import choose_columns, make_view, pin_view
from leadline.workspace.queries import leads
from leadline.workspace.queries.leads import pinned_of, records_for
from leadline.workspace.queries.lists.wanted import Wanted
from leadline.workspace.tests.conftest import many, take_in


def titles(cast, user=None, **wanted):
    page = records_for(user or cast.mei, "lead", Wanted.read(wanted), now())
    return [row.title for row in page.rows]


def test_the_newest_stand_first(cast):
    assert titles(cast) == ["Jonas Weber", "Li Na"]
    assert titles(cast, cast.kai) == []


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"q": " li "}, ["Li Na"]),
        ({"q": "hengtong"}, ["Li Na"]),
        ({"stage": "Shown"}, []),
        ({"owner": "mine"}, ["Jonas Weber", "Li Na"]),
        ({"owner": "nobody"}, []),
        ({"owner": "' or 1=1"}, ["Jonas Weber", "Li Na"]),
        ({"before": "nonsense_7"}, ["Jonas Weber", "Li Na"]),
        ({"where": 'country is "CN"'}, ["Li Na"]),
        ({"where": 'country is "CN"', "owner": "mine", "q": "jonas"}, []),
        ({"where": "nonsense"}, []),
        ({"sort": "opened"}, ["Li Na", "Jonas Weber"]),
        ({"sort": "-name"}, ["Li Na", "Jonas Weber"]),
    ],
)
def test_it_is_filtered_and_sorted(cast, wanted, found):
    assert titles(cast, **wanted) == found


def test_a_page_follows_the_other(cast, monkeypatch):
    monkeypatch.setattr(leads, "ROWS", 2)
    take_in(cast.version, *many(3))
    found, mark = [], ""
    for _page in range(3):
        page = records_for(cast.mei, "lead", Wanted(before=mark), now())
        found += [row.pk for row in page.rows]
        mark = page.older
    assert mark == ""
    assert len(found) == len(set(found)) == 5
    assert page.number == "5"


def test_more_rows_cost_no_more_queries(cast, django_assert_num_queries):
    with CaptureQueriesContext(connection) as few:
        titles(cast)
    take_in(cast.version, *many(20))
    with django_assert_num_queries(len(few)):
        assert len(titles(cast)) == 22


def test_counting_stops_until_all_are_asked_for(cast, monkeypatch):
    monkeypatch.setattr(leads, "COUNTED", 1)
    page = records_for(cast.mei, "lead", Wanted(), now())
    assert (page.number, page.is_counted) == ("1+", False)
    page = records_for(cast.mei, "lead", Wanted(exact=True), now())
    assert (page.number, page.is_counted) == ("2", True)


def test_stages_are_those_of_the_playbooks(cast):
    page = records_for(cast.mei, "lead", Wanted(), now())
    assert [name for name, _label in page.stages] == ["Asked", "Shown", "Ended well", "Ended badly"]
    assert records_for(cast.mei, "deal", Wanted(), now()).stages == []


def test_columns_are_the_views_then_ones_own_then_the_usual(cast):
    def columns(**wanted):
        page = records_for(cast.mei, "lead", Wanted(**wanted), now())
        return [heading.column.name for heading in page.headings]

    assert columns()[0] == "company"
    choose_columns(cast.as_mei, cast.mei, kind="lead", names=["owner"])
    assert columns() == ["owner"]
    view = make_view(
        cast.as_mei, cast.mei, kind="lead", name="X", query="", columns=["stage", "mood"]
    )
    assert columns(view=view.pk) == ["stage", "mood"]


def test_headings_turn_the_list_round(cast):
    page = records_for(cast.mei, "lead", Wanted(sort="-promise"), now())
    found = {one.column.name: one for one in page.headings}
    assert (found["promise"].sort, found["promise"].direction) == ("sort=promise", "descending")
    assert (found["owner"].sort, page.name_heading.sort) == ("", "sort=name")


def test_a_chip_takes_its_test_away(cast):
    page = records_for(cast.mei, "lead", Wanted(where="is open and country known"), now())
    assert [href for _chip, href in page.chips] == ["where=country+known", "where=is+open"]


def test_pinned_views_are_counted_once_a_minute(cast, django_assert_max_num_queries):
    view = make_view(cast.as_mei, cast.mei, kind="lead", name="Here", query="q=li")
    pin_view(cast.as_mei, cast.mei, view=view)
    assert [(one.view.name, one.number) for one in pinned_of(cast.mei, now())] == [("Here", "1")]
    with django_assert_max_num_queries(1):
        pinned_of(cast.mei, now())
