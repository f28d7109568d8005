"""Just before the flip the present answer holds, from the flip on the other one, none between."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leadline.conditions.catalogue import Catalogue, Field, Kind
from leadline.conditions.evaluate import holds
from leadline.conditions.flips_at import can_flip, flips_at, time_shape_ok
from leadline.conditions.grammar import parse
from leadline.conditions.tests import cast

TICK = timedelta(microseconds=1)
_DECEMBER = date(2025, 12, 31)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


@pytest.mark.parametrize(
    ("text", "values", "flip"),
    [
        # Whole days in Berlin: 31 December + 3 months is 31 March, so more than that from 1 April.
        ("shipped more than 3 months ago", {"shipped": _DECEMBER}, "2026-04-01T00:00+02:00"),
        ("shipped less than 3 months ago", {"shipped": _DECEMBER}, "2026-03-31T00:00+02:00"),
        ("due day after today", {"due day": date(2026, 4, 2)}, "2026-04-02T00:00+02:00"),
        ("due day in the next 3 days", {"due day": date(2026, 4, 9)}, "2026-04-06T00:00+02:00"),
        ("shipped in last year", {"shipped": date(2026, 2, 1)}, "2027-01-01T00:00+01:00"),
        ("due day in May 2016", {"due day": date(2026, 4, 9)}, None),
        ("due day before 2026-05-01", {"due day": date(2026, 4, 9)}, None),
        ("shipped more than 3 months ago", {}, None),
        ("shipped more than 3 months ago and score above 3", {"shipped": date(2026, 1, 1)}, None),
        ("not (shipped more than 3 months ago)", {"shipped": date(2026, 1, 1)},
         "2026-04-02T00:00+02:00"),
    ],
)  # fmt: skip
def test_the_flip_of(text: str, values: dict[str, Any], flip: str | None) -> None:
    expected = None if flip is None else _moment(flip)
    assert flips_at(cast.read(text), values, cast.NOON) == expected


def test_hours_and_working_time_flip_to_the_microsecond() -> None:
    values = {"arrival": cast.NOON.now}
    exact = flips_at(cast.read("arrival more than 3 hours ago"), values, cast.NOON)
    assert exact == cast.NOON.now + timedelta(hours=3) + TICK
    working = flips_at(cast.read("arrival more than 2 working days ago"), values, cast.NOON)
    assert working == cast.NOON.now + timedelta(hours=16) + TICK


def test_a_kept_condition_is_looked_into() -> None:
    values = {"wake up when": cast.read("due day on today"), "due day": date(2026, 4, 2)}
    flip = flips_at(cast.read("wake up when holds"), values, cast.NOON)
    assert flip == _moment("2026-04-02T00:00+02:00")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(condition=cast.conditions, values=cast.rows, later=st.floats(0.001, 1))
def test_time_alone_changes_the_answer_at_the_flip_and_not_before(
    condition: Any, values: Any, later: float
) -> None:
    ask, flip = holds(condition), flips_at(condition, values, cast.NOON)
    present = ask(values, cast.NOON)
    if flip is None:
        somewhen = cast.NOON.now + later * timedelta(days=36_000)
        assert ask(values, replace(cast.NOON, now=somewhen)) is present
        return
    assert can_flip(condition)
    between = cast.NOON.now + (flip - TICK - cast.NOON.now) * later
    assert flip > cast.NOON.now
    assert ask(values, replace(cast.NOON, now=flip - TICK)) is present
    assert ask(values, replace(cast.NOON, now=between)) is present
    assert ask(values, replace(cast.NOON, now=flip)) is not present


def test_what_never_looks_at_the_present_never_flips() -> None:
    assert not can_flip(cast.read("score above 3 and due day in May 2016"))
    assert can_flip(cast.read("score above 3 and due day in this month"))


def test_only_a_field_that_drifts_has_no_time_shape() -> None:
    visits = Field("visits in the last month", Kind.NUMBER, drifts=True)
    catalogue = Catalogue([visits, cast.DUE])
    assert time_shape_ok(parse("due day more than 3 days ago", catalogue)) == ()
    problems = time_shape_ok(parse("visits in the last month above 3", catalogue))
    assert [problem.message for problem in problems] == [
        "“visits in the last month” changes by time alone, and nobody can say when."
    ]
