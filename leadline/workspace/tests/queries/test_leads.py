"""The list shows what one may see, a page at a time, however long it is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.core.clock import now
from leadline.workspace.queries import leads
from leadline.workspace.queries.leads import Wanted, number_of, records_for, stages_of
from leadline.workspace.tests.conftest import many, take_in


def titles(cast, user=None, **wanted):
    page = records_for(user or cast.mei, "lead", Wanted.read(wanted), now())
    return [row.person for row in page.rows]


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
    ],
)
def test_it_is_filtered(cast, wanted, found):
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


def test_counting_stops(cast, monkeypatch):
    monkeypatch.setattr(leads, "COUNTED", 1)
    assert number_of(type(cast.lead).objects.filter(kind="lead")) == "1+"


def test_stages_are_those_of_the_playbooks(cast):
    assert [name for name, _label in stages_of("lead")] == [
        "Asked",
        "Shown",
        "Ended well",
        "Ended badly",
    ]
    assert stages_of("deal") == []
    assert Wanted(stage="Asked", text="a b").query == "stage=Asked&q=a+b"
    assert Wanted().is_anything
