"""Numbers are kept as given beside E.164, and an impossible one says why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.parties.normalise.phones import read_phone


@pytest.mark.parametrize(
    ("text", "country", "number", "is_mobile"),
    [
        ("138 1234 5678", "CN", "+8613812345678", True),
        ("１３８１２３４５６７８", "cn", "+8613812345678", True),
        ("+49 (0)30 901820", "", "+4930901820", False),
        ("0044 20 7946 0958", "GB", "+442079460958", False),
        ("00819058271607", "JP", "+819058271607", True),
        ("008613812345678", "US", "+8613812345678", True),
    ],
)
def test_numbers(text: str, country: str, number: str, is_mobile: bool) -> None:
    phone = read_phone(text, country)
    assert (phone.text, phone.number, phone.is_mobile) == (text, number, is_mobile)
    assert not phone.is_impossible


@pytest.mark.parametrize(
    ("text", "country", "code"),
    [
        ("12", "US", "too short"),
        ("99999999999999999999", "US", "too long"),
        ("000819058271607", "JP", "too long"),
        ("call me", "US", "not a number"),
        ("138 1234 5678", "", "no country"),
        ("555-1234", "US", "no area code"),
        ("8.613812E+12", "CN", "rounded"),
    ],
)
def test_impossible_numbers_are_kept_with_the_reason(text: str, country: str, code: str) -> None:
    phone = read_phone(text, country)
    assert (phone.text, phone.hash, phone.is_impossible) == (text, None, True)
    assert [problem.code for problem in phone.problems] == [code]


def test_extensions_tell_desks_apart() -> None:
    one, other = read_phone("+49 30 901820 ext 1"), read_phone("+49 30 901820 ext 2")
    assert one.number == other.number
    assert one.hash != other.hash


@given(st.text(st.characters(codec=None), max_size=100), st.text(max_size=3))
def test_nothing_makes_it_fail(text: str, country: str) -> None:
    read_phone(text, country).text.encode()
