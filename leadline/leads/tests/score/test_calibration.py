"""What earlier leads promise is what later ones of the same kind keep, and a change is noticed."""

import random

import pytest

from leadline.leads.score.calibration import curve, promises, ranges

NAMES = ("low", "high")


def drawn(number: int, chance_of_high: float, seed: int = 1) -> tuple[list[float], list[bool]]:
    """Half of them score 10 and are won in one of ten; the others score 60."""
    dice = random.Random(seed)
    scores = [60.0 if n % 2 else 10.0 for n in range(number)]
    won = [dice.random() < (chance_of_high if score > 50 else 0.1) for score in scores]
    return scores, won


def test_the_curve_says_what_two_groups_did() -> None:
    scores = [10.0] * 100 + [60.0] * 100
    won = [n < 10 for n in range(100)] + [n < 80 for n in range(100)]
    learned = curve(scores, won)
    assert learned is not None
    assert learned(10) == pytest.approx(0.1, abs=0.01)
    assert learned(60) == pytest.approx(0.8, abs=0.01)
    assert learned(10) < learned(35) < learned(60)


def test_a_score_that_keeps_its_promise_and_one_that_does_not() -> None:
    learned = curve(*drawn(2000, 0.8))
    assert learned is not None
    for chance, is_off in ((0.8, False), (0.4, True)):
        scores, won = drawn(1000, chance, seed=2)
        labels = [NAMES[score > 50] for score in scores]
        found = promises(learned, scores, won, labels)
        assert sum(one.leads for one in found.values()) == 1000
        assert sum(one.won for one in found.values()) == sum(won)
        assert (found["high"].is_off, found["low"].is_off) == (is_off, False)
        assert found["high"].promised == pytest.approx(0.8, abs=0.05)
        assert found["high"].rate == pytest.approx(chance, abs=0.05)


def test_nothing_is_promised_by_one_end_alone() -> None:
    assert curve([1.0, 2.0], [True, True]) is None
    assert curve([], []) is None


def test_all_of_one_score_promise_their_share() -> None:
    learned = curve([5.0] * 10, [n < 3 for n in range(10)])
    assert learned is not None
    assert learned(5) == pytest.approx(0.3, abs=0.06)


def test_ranges_hold_every_score() -> None:
    scores = [float(n % 37) for n in range(500)]
    found = ranges(scores, 5)
    assert all(low <= score <= high for score, (low, high) in zip(scores, found, strict=True))
    assert len(set(found)) == 5
    assert ranges([], 5) == []
