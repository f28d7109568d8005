"""Two people who change one answer do not overwrite each other."""

import pytest

from leadline.core.errors import Stale
from leadline.parties.stale_answers import plainly, refuse_stale_answers


def test_what_was_changed_since_is_refused_and_told() -> None:
    with pytest.raises(Stale, match="it says “5” now"):
        refuse_stale_answers({"users": "5"}, {"users": "7"}, {"users": "3"})
    with pytest.raises(Stale, match="it says “–” now"):
        refuse_stale_answers({}, {"users": "7"}, {"users": "3"})


def test_what_is_as_it_was_or_says_the_same_goes_on() -> None:
    refuse_stale_answers({"users": "5"}, {"users": "7"}, {"users": "5"})
    refuse_stale_answers({"users": "7"}, {"users": "7"}, {"users": "5"})
    refuse_stale_answers({"users": "5"}, {"users": "7"}, {})


def test_answers_are_told_plainly() -> None:
    assert plainly({"amount": 125000, "currency": "GBP"}) == "1,250.00 GBP"
    assert plainly(["A", "B"]) == "A, B"
    assert plainly(True) == "yes"
