"""People and companies as lists: filtered, sorted, in columns, and only those one may see."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.parties.models import Company, Person
from leadline.workspace.queries.leads import records_for, selection_of
from leadline.workspace.queries.lists.exporting import headings_of, rows_in
from leadline.workspace.queries.lists.wanted import Wanted
from leadline.workspace.tests.conftest import MONDAY, many, take_in


def names(user, kind="person", **wanted):
    return [row.title for row in records_for(user, kind, Wanted(**wanted), MONDAY).rows]


def test_the_columns_say_what_is_known(cast):
    [li, _jonas] = reversed(records_for(cast.mei, "person", Wanted(), MONDAY).rows)
    cells = {cell.label: cell.text for cell in li.cells}
    assert li.title == "Li Na"
    assert cells == {
        "Company": "Hengtong Cable",
        "Job title": "",
        "E-mail address": "li.na@hengtong.cn",
        "Phone number": "+8651263123456",
        "Country": "CN",
        "Leads and deals": "1",
    }


def test_companies_count_people_and_records(cast):
    rows = records_for(cast.mei, "company", Wanted(), MONDAY).rows
    assert [row.title for row in rows] == ["Hengtong Cable", "Nordwire"]
    assert [cell.text for cell in rows[0].cells][-2:] == ["1", "1"]


def test_by_name_both_ways_and_over_pages(cast):
    take_in(cast.version, *many(60))
    first = records_for(cast.mei, "person", Wanted(), MONDAY)
    second = records_for(cast.mei, "person", Wanted(before=first.older), MONDAY)
    seen = [row.title for row in (*first.rows, *second.rows)]
    assert seen == sorted(seen)
    assert len(set(seen)) == 62
    assert names(cast.mei, sort="-name")[0] == seen[-1]
    assert names(cast.mei, sort="-added")[0] == "Person 59 Nr59"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("li na", ["Li Na"]),
        ("hengtong", ["Li Na"]),
        ("6312 3456", ["Li Na"]),
        ("nobody", []),
        ("", ["Jonas Weber", "Li Na"]),
    ],
)
def test_found_by_words(cast, text, found):
    assert names(cast.mei, text=text) == found


def test_a_slip_is_forgiven(cast):
    assert names(cast.mei, kind="company", text="nordwier") == ["Nordwire"]


def test_mine_and_nobodys(cast):
    Person.objects.create(name="Alone")
    assert names(cast.mei, owner="mine") == ["Jonas Weber", "Li Na"]
    assert names(cast.mei, owner="nobody") == ["Alone"]
    assert names(cast.ben, owner="mine") == []


def test_nobody_sees_whose_records_they_do_not_see(cast):
    assert names(cast.kai) == []
    assert names(cast.kai, kind="company") == []
    assert not selection_of(cast.kai, "person", Wanted(text="li"), MONDAY).rows.exists()


def test_many_cost_as_many_queries_as_one(cast):
    def cost(kind):
        records_for(cast.mei, kind, Wanted(), MONDAY)
        with CaptureQueriesContext(connection) as asked:
            records_for(cast.mei, kind, Wanted(), MONDAY)
        return len(asked)

    few = {kind: cost(kind) for kind in ("person", "company")}
    take_in(cast.version, *many(30))
    assert {kind: cost(kind) for kind in few} == few
    assert max(few.values()) < 25


def test_all_of_it_is_a_file(cast):
    selection = selection_of(cast.ben, "person", Wanted(), MONDAY)
    assert headings_of(selection)[:2] == ["Name", "Company"]
    assert [row.title for row in rows_in(selection, MONDAY)] == ["Jonas Weber", "Li Na"]


def test_who_was_merged_stands_elsewhere(cast):
    stays = Company.objects.get(name="Nordwire")
    Company.objects.create(name="Nordwire AB", merged_into=stays)
    assert names(cast.mei, kind="company") == ["Hengtong Cable", "Nordwire"]
