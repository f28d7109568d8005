"""What is known is read as it is compared, and one who was merged lives on in the other."""

from dataclasses import replace

import pytest

from leadline.parties.actions.merging import merge_people
from leadline.parties.candidates import read
from leadline.parties.duplicates import traits_of
from leadline.parties.keys import keys_of_company, keys_of_person
from leadline.parties.known import companies_by_key, company_traits, people_by_key, person_traits
from leadline.parties.models import Company
from leadline.parties.tests.cast import ANNA, BEN, FANG, MEI, enter

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", [ANNA, FANG, replace(ANNA, street="Main 5", postcode="1")])
def test_a_row_is_compared_as_the_arrival_was(who: object) -> None:
    [entered] = enter(who)
    assert person_traits([entered.person.pk])[entered.person.pk].traits == traits_of(read(who))


def test_people_and_companies_are_found_by_key() -> None:
    [entered] = enter(ANNA)
    key = ("key_company", keys_of_person(read(ANNA)).key_company)
    assert people_by_key({key}) == {key: [entered.person.pk]}
    name = ("key_name", keys_of_company(read(ANNA)).key_name)
    assert companies_by_key({name}) == {name: [Company.objects.get().pk]}


def test_a_company_as_it_is_compared() -> None:
    enter(ANNA)
    company = Company.objects.get()
    assert company_traits([company.pk])[company.pk].traits.domain == "acme.de"


def test_who_was_merged_lives_on() -> None:
    anna, ben = (one.person for one in enter(ANNA, BEN))
    merge_people(MEI, anna, losers=[ben])
    assert person_traits([ben.pk])[ben.pk].lives_as == anna.pk


def test_nobody_costs_nothing() -> None:
    assert (person_traits([]), company_traits([]), people_by_key([])) == ({}, {}, {})
