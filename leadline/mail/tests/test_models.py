"""A letter knows how long it still waits and whether it can be taken back."""

from datetime import timedelta

import pytest

from leadline.mail.models import Letter, State
from leadline.mail.tests.conftest import NOON


@pytest.mark.parametrize(
    ("state", "passed", "left"),
    [
        (State.WAITING, 0, 30),
        (State.WAITING, 29.2, 1),
        (State.WAITING, 30, 0),
        (State.WAITING, 90, 0),
        (State.HELD, 0, 0),
        (State.SENT, 0, 0),
    ],
)
def test_the_seconds_left(state: State, passed: float, left: int) -> None:
    letter = Letter(state=state, send_after=NOON + timedelta(seconds=30))
    assert letter.seconds_left(NOON + timedelta(seconds=passed)) == left


def test_what_can_be_taken_back() -> None:
    able = {state for state in State if Letter(state=state).can_be_taken_back()}
    assert able == {State.HELD, State.WAITING}


def test_a_letter_is_called_by_its_subject_or_its_template() -> None:
    assert str(Letter(template="welcome")) == "welcome"
    assert str(Letter(template="welcome", subject="Hello")) == "Hello"
    assert not Letter(template="welcome").is_by_person
