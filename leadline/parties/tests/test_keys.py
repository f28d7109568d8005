"""Records of one party share a key although they were typed differently."""

from dataclasses import replace
from datetime import date

import pytest

from leadline.parties.candidates import Candidate, read
from leadline.parties.keys import all_hashes, keys_of_company, keys_of_person
from leadline.parties.tests.cast import ANNA, FANG


@pytest.mark.parametrize(
    ("a", "b", "key"),
    [
        (ANNA, replace(ANNA, name="Koch, Ana", company="ACME AG"), "key_company"),
        (FANG, replace(FANG, name="Wang Fang", company="華為技術（深圳）"), "key_company"),
        (ANNA, replace(ANNA, name="A. Kohc", emails=("ak@mail.acme.de",)), "key_domain"),
        (
            Candidate(born_on=date(1980, 1, 2)),
            Candidate(name="Anyone", born_on=date(1980, 1, 2)),
            "key_birth",
        ),
        (
            Candidate(postcode="AB1 2CD", street="Main Street 5"),
            Candidate(postcode="ab12cd", street="main str. 5"),
            "key_place",
        ),
    ],
)
def test_a_key_survives_slips(a: Candidate, b: Candidate, key: str) -> None:
    first, second = (getattr(keys_of_person(read(one)), key) for one in (a, b))
    assert first == second is not None


def test_what_is_missing_has_no_key() -> None:
    assert set(vars(keys_of_person(read(Candidate(name="Anna Koch")))).values()) == {None}
    assert set(vars(keys_of_company(read(Candidate(name="Anna Koch")))).values()) == {None}


def test_all_hashes_are_what_is_locked() -> None:
    assert len(all_hashes(read(replace(ANNA, external=(("crm", "1"),))))) == 7
