from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.access.actor import person
from leadline.parties.actions.changing import change_person
from leadline.parties.models import Company, Person
from leadline.workspace.bulk_parties import (
    change_parties,
    delete_parties,
    restore_parties,
    undo_change,
)


def people():
    return list(Person.objects.order_by("pk"))


def cities():
    return {one.name: one.city for one in people()}


def test_a_value_is_said_for_many_and_taken_back(cast):
    outcome = change_parties(cast.as_mei, people(), "city", "Berlin")
    assert cities() == {"Li Na": "Berlin", "Jonas Weber": "Berlin"}
    change_person(cast.as_mei, Person.objects.get(name="Li Na"), values={"city": "Wuxi"})
    undone = undo_change(cast.as_mei, people(), outcome)
    assert [one.sentence for one in undone.refused] == ["This was changed again since."]
    assert cities() == {"Li Na": "Wuxi", "Jonas Weber": ""}


def test_who_is_needed_stays_and_is_told(cast):
    Person.objects.create(name="Alone")
    outcome = delete_parties(cast.as_mei, people())
    assert outcome.number == 1
    assert [one.title for one in outcome.refused] == ["Li Na", "Jonas Weber"]
    undone = restore_parties(cast.as_mei, list(Person.with_bin.filter(pk__in=outcome.done)))
    assert undone.number == 1
    assert Person.objects.count() == 3


def test_nothing_is_done_without_the_right(cast):
    Company.objects.create(name="Alone")
    outcome = delete_parties(person(cast.kai), list(Company.objects.all()))
    assert outcome.number == 0
    assert restore_parties(cast.as_mei, []).number == 0
    assert undo_change(cast.as_mei, [], outcome).number == 0


def test_many_cost_as_many_queries_as_one(cast):
    def cost(number):
        rows = [Person.objects.create(name=f"Nr {number} {n}") for n in range(number)]
        with CaptureQueriesContext(connection) as asked:
            change_parties(cast.as_mei, rows, "city", f"City {number}")
            delete_parties(cast.as_mei, rows)
        return len(asked)

    assert cost(1) == cost(20)
