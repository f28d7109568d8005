import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.core.actor import AUTOMATION
from leadline.parties.actions.deleting import delete_person
from leadline.parties.models import Person
from leadline.records.actions.deleting import delete_record
from leadline.work.actions.notes import delete_note, note
from leadline.work.models import Note
from leadline.workspace.bulk import delete_all
from leadline.workspace.queries.bin import ROWS, bin_page
from leadline.workspace.tests.conftest import many, take_in


def titles(user, **more):
    return [line.title for line in bin_page(user, **{"mine": False, **more}).lines]


def test_each_kind_lies_there_under_its_name(cast):
    note(cast.as_mei, cast.other, what="She likes  tea")
    delete_note(cast.as_mei, cast.other, note=Note.objects.get())
    delete_record(cast.as_mei, cast.lead)
    delete_person(AUTOMATION, cast.lead.person)
    lines = bin_page(cast.mei, mine=False).lines
    assert {(str(one.label), one.title, one.by) for one in lines} == {
        ("Lead", "Li Na, Hengtong Cable", "Mei Chen"),
        ("Person", "Li Na", ""),
        ("Note", "Jonas Weber, Nordwire: She likes tea", "Mei Chen"),
    }
    assert len(titles(cast.mei, mine=True)) == 2


def test_nobody_sees_there_what_they_do_not_see_elsewhere(cast):
    delete_record(cast.as_mei, cast.lead)
    delete_person(AUTOMATION, cast.lead.person)
    Person.objects.create(name="Nobody knows")
    assert titles(cast.kai) == []
    assert len(titles(cast.ben)) == 2


def test_pages_lose_nothing_that_went_at_once(cast, clock):
    records = [cast.lead, *take_in(cast.version, *many(ROWS + 9))]
    delete_all(cast.as_mei, records)
    first = bin_page(cast.mei, mine=True)
    second = bin_page(cast.mei, mine=True, before=first.older)
    seen = [line.pk for line in (*first.lines, *second.lines)]
    assert (len(first.lines), second.older) == (ROWS, "")
    assert sorted(seen) == sorted(one.pk for one in records)


@pytest.mark.parametrize("mark", ["x", "2026-01-01|record|1", "2026-01-01T00:00Z|record|x", "||"])
def test_a_mark_that_somebody_made_up_is_none(cast, mark):
    delete_record(cast.as_mei, cast.lead)
    assert titles(cast.mei, before=mark) == ["Li Na, Hengtong Cable"]


def test_many_cost_as_many_queries_as_one(cast):
    def cost():
        with CaptureQueriesContext(connection) as asked:
            bin_page(cast.mei, mine=False)
        return len(asked)

    delete_record(cast.as_mei, cast.lead)
    one = cost()
    delete_all(cast.as_mei, take_in(cast.version, *many(12)))
    assert cost() == one
