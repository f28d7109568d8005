"""Every room declares what points at a party, once."""

import pytest

from leadline.parties.lineage import Pointer, identity_of, pointers_at, points_at_person
from leadline.parties.models import Basis, Company, Person
from leadline.parties.tests.cast import ANNA, enter


def test_a_pointer_is_declared_once() -> None:
    before = len(pointers_at(Person))
    points_at_person(Pointer(Basis, "person", "Basis"))
    assert len(pointers_at(Person)) == before


def test_all_tables_of_this_room_that_point_at_a_party_are_declared() -> None:
    for party in (Person, Company):
        declared = {(one.table, one.field) for one in pointers_at(party)}
        relations = {
            (one.related_model._meta.label_lower, one.field.name)
            for one in party._meta.related_objects
            if one.related_model._meta.app_label == "parties"
        }
        apart = {"parties.merge", "parties.possibleduplicate"}  # they tell what was, and stay
        assert {one for one in relations if one[0] not in apart} <= declared


@pytest.mark.django_db
def test_who_somebody_is_from_outside() -> None:
    [anna] = enter(ANNA)
    assert len(identity_of(anna.person)) == 1
    assert anna.company is not None
    assert len(identity_of(anna.company)) == 1
