"""What fades says what it is worth at any moment, and the very moment at which it falls."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.conditions.catalogue import Catalogue, Field, Kind
from leadline.conditions.context import Context
from leadline.conditions.evaluate import holds
from leadline.conditions.fading import TICK, Fading, as_of, rounded
from leadline.conditions.flips_at import can_flip, flips_at
from leadline.conditions.grammar import parse

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)
FIELDS = Catalogue([Field("score", Kind.NUMBER, fades=True), Field("size", Kind.NUMBER)])


def halving(points: float, days: float, rest: float = 0.0) -> Fading:
    return Fading(lambda at: rest + points * 2 ** (-(at - NOW) / (days * DAY)), NOW, rest)


def test_as_a_number_it_is_what_it_was_worth_when_it_was_read() -> None:
    score = halving(40, 30)
    assert score == 40
    assert (score.at(NOW + 30 * DAY), score.at(NOW + 60 * DAY)) == (20, 10)
    assert [rounded(one) for one in (0.4, 0.5, 1.5, -0.5)] == [0, 1, 2, 0]


@given(
    points=st.floats(1, 500), days=st.floats(0.01, 400), rest=st.integers(-50, 50),
    line=st.integers(-60, 560),
)  # fmt: skip
def test_the_moment_of_falling_is_exact(points: float, days: float, rest: int, line: int) -> None:
    score = halving(points, days, rest)
    when = score.falls_below(line, NOW)
    if when is None:
        assert score < line or score.at(NOW + timedelta(days=days * 60)) >= line
    else:
        assert score.at(when) < line <= score.at(when - TICK)


@pytest.mark.parametrize(
    "text",
    ["score at least 30", "score above 29", "score below 30", "score at most 29",
     "score between 30 and 60", "not (score at least 30)", "score at least 30 and size above 3"],
)  # fmt: skip
def test_a_condition_knows_when_decay_turns_it(text: str) -> None:
    condition, score = parse(text, FIELDS), halving(40, 30)
    values = {"score": score, "size": 5}
    assert can_flip(condition)
    when = flips_at(condition, values, Context(NOW))
    assert when is not None
    ask = holds(condition)
    before, after = (ask(as_of(values, at), Context(at)) for at in (when - TICK, when))
    assert before is not after
    assert score.at(when) == 29


def test_only_a_line_between_now_and_the_rest_is_ever_passed() -> None:
    score = halving(40, 30, 10)
    assert score.falls_below(10, NOW) is None
    assert score.falls_below(60, NOW) is None
    assert flips_at(parse("score at least 5", FIELDS), {"score": score}, Context(NOW)) is None


def test_a_number_that_stays_never_turns_anything() -> None:
    assert flips_at(parse("score at least 5", FIELDS), {"score": 40}, Context(NOW)) is None
