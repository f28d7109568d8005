"""Rows hold what was read, and their keys stay those of the arrival."""

from dataclasses import replace

import pytest

from leadline.parties.candidates import Candidate, read
from leadline.parties.keys import keys_of_company, keys_of_person
from leadline.parties.rows import (
    keys_of_company_row,
    keys_of_row,
    new_company,
    new_email,
    new_person,
    new_phone,
)
from leadline.parties.tests.cast import ANNA, FANG


@pytest.mark.parametrize("who", [ANNA, FANG, replace(ANNA, company="")])
def test_a_changed_row_keeps_the_keys_of_its_arrival(who: Candidate) -> None:
    profile = read(who)
    company = new_company(profile)
    assert keys_of_company_row(company) == vars(keys_of_company(profile))
    assert keys_of_row(new_person(profile, company)) == vars(keys_of_person(profile))


def test_a_company_known_by_its_domain_is_called_so() -> None:
    assert new_company(read(Candidate(emails=("a@acme.de",)))).name == "acme.de"


def test_what_cannot_be_reached_is_kept_with_its_flaw() -> None:
    profile = read(Candidate(emails=("nonsense",), phones=("12",), country="US"))
    person = new_person(profile, None)
    assert new_phone(person, profile.phones[0]).flaw == "too short"
    email = new_email(person, profile.emails[0], {})
    assert (email.text, email.address, email.kind) == ("nonsense", "", "")
