"""Shares hold at every moment, whatever the weights; who is away gets none and no echo."""

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadline.records.routing.turns import UNIT, Member, State, next_turn, parts, shares


class Line:
    """A pool that is played turn by turn."""

    def __init__(self, *weights: int) -> None:
        self.weights = dict(enumerate(weights, 1))
        self.credit, self.got = dict.fromkeys(self.weights, 0), Counter[int]()

    def turn(self, **states: State) -> int | None:
        """states: of member n as m<n>; the others are there."""
        members = [
            Member(n, w, self.credit[n], states.get(f"m{n}", State.HERE) if w else State.OUT)
            for n, w in self.weights.items()
        ]
        outcome = next_turn(members)
        if outcome is None:
            return None
        for n, due in outcome.due.items():
            self.credit[n] += due
        self.credit[outcome.chosen] -= UNIT
        self.got[outcome.chosen] += 1
        return outcome.chosen


weights = st.lists(st.integers(1, 100), min_size=1, max_size=20)


@settings(max_examples=60, deadline=None)
@given(weights, st.integers(1, 400))
def test_each_share_is_within_one_of_the_exact_one_at_every_moment(
    given: list[int], turns: int
) -> None:
    line, whole = Line(*given), sum(given)
    for number in range(1, turns + 1):
        line.turn()
        for n, weight in line.weights.items():
            assert abs(line.got[n] - Fraction(number * weight, whole)) < 1, (n, number)


@settings(max_examples=60, deadline=None)
@given(weights, st.data())
def test_nobody_who_is_away_gets_one_and_nobody_catches_up(
    given: list[int], data: st.DataObject
) -> None:
    """After any past, a stretch gives each less than three turns more than its share of it."""
    line = Line(*given)
    for _ in range(data.draw(st.integers(0, 30))):
        away = data.draw(st.sets(st.integers(1, len(given))))
        assert line.turn(**{f"m{n}": State.AWAY for n in away}) not in away
    before, whole = Counter(line.got), sum(given)
    for number in range(1, 60):
        line.turn()
        for n, weight in line.weights.items():
            assert line.got[n] - before[n] < Fraction(number * weight, whole) + 3


def test_equal_weights_go_round() -> None:
    line = Line(1, 1, 1)
    assert [line.turn() for _ in range(7)] == [1, 2, 3, 1, 2, 3, 1]


def test_weights_are_mixed_and_not_dealt_in_blocks() -> None:
    line = Line(3, 1)
    first = [line.turn() for _ in range(8)]
    assert Counter(first) == {1: 6, 2: 2}
    assert first[:4].count(2) == first[4:].count(2) == 1


def test_three_weeks_of_leave_have_no_echo() -> None:
    line = Line(1, 1)
    line.turn()
    for _ in range(100):
        assert line.turn(m2=State.AWAY) == 1
    assert sorted(filter(None, (line.turn() for _ in range(4)))) == [1, 1, 2, 2]


@pytest.mark.parametrize("state", [State.AWAY, State.FULL, State.OUT, State.NOT])
def test_who_cannot_take_it_has_no_part(state: State) -> None:
    assert next_turn([Member(1, 1, 0, state)]) is None


def test_those_off_shift_wait_while_somebody_works_and_only_then() -> None:
    here, off = Member(2, 1, -UNIT, State.HERE), Member(1, 1, UNIT, State.OFF)
    assert parts([here, off]) == [here]
    assert parts([off]) == [off]
    assert next_turn([]) is None


@given(weights)
def test_shares_are_whole(given: list[int]) -> None:
    found = shares(given)
    assert sum(found) == UNIT
    assert all(
        abs(one - Fraction(UNIT * weight, sum(given))) < 1
        for one, weight in zip(found, given, strict=True)
    )
