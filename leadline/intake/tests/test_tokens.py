"""Slips are of one form and one day; tokens are kept as hashes."""

from datetime import timedelta

from leadline.intake.models import Door
from leadline.intake.tests.conftest import NINE
from leadline.intake.tokens import hash_of, is_token_of, new_slip, new_token, read_slip


def test_a_slip_says_where_the_visitor_came_from() -> None:
    sealed = new_slip(Door(pk=1), NINE, {"page": {"referrer": "x"}})
    slip = read_slip(Door(pk=1), sealed, NINE + timedelta(hours=23))
    assert slip is not None
    assert (slip.shown_at, slip.page) == (NINE, {"page": {"referrer": "x"}})
    assert slip.nonce not in sealed


def test_a_slip_of_another_form_another_day_or_another_hand_is_none() -> None:
    sealed = new_slip(Door(pk=1), NINE, {})
    assert read_slip(Door(pk=2), sealed, NINE) is None
    assert read_slip(Door(pk=1), sealed, NINE + timedelta(hours=25)) is None
    assert read_slip(Door(pk=1), sealed, NINE - timedelta(seconds=1)) is None
    assert read_slip(Door(pk=1), f"{sealed}x", NINE) is None


def test_only_its_token_opens_a_door() -> None:
    token = new_token()
    assert len({new_token() for _time in range(10)}) == 10
    assert is_token_of(Door(token_hash=hash_of(token)), token)
    assert not is_token_of(Door(token_hash=hash_of(token)), "")
    assert not is_token_of(Door(), "")
