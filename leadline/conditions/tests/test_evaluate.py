"""Row reading: two values for every row, whatever shape a value has."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadline.conditions.evaluate import Context, holds, unknown_inputs
from leadline.conditions.tests import cast
from leadline.conditions.tree import Condition, Negation
from leadline.core.durations import Duration, Unit
from leadline.core.money import Money


@pytest.mark.parametrize(
    ("text", "values", "held"),
    [
        ("score above 3", {"score": 4}, True),
        ("score above 3", {"score": 3}, False),
        ("score at least 3", {"score": Decimal(3)}, True),
        ("score between 1 and 3", {"score": 3}, True),
        ("score above rounds here", {"score": 3, "rounds here": 2}, True),
        ("score above rounds here", {"score": 3}, False),
        ("score is 3", {"score": 3.0}, True),
        ("score is not 3", {"score": None}, False),
        ("not (score is 3)", {}, True),
        ("score unknown", {"score": float("nan")}, True),
        ("discount above 15 %", {"discount": Decimal("15.01")}, True),
        ("deal amount above 100 GBP", {"deal amount": Money(10_001, "GBP")}, True),
        ("deal amount above 100 GBP", {"deal amount": (11_700, "EUR")}, False),
        ("deal amount at least 100 GBP", {"deal amount": (11_700, "EUR")}, True),
        ("deal amount above 1 GBP", {"deal amount": (10_000, "USD")}, False),
        ("deal amount is not 1 GBP", {"deal amount": (10_000, "USD")}, False),
        ("deal amount known", {"deal amount": (10_000, "no currency")}, False),
        ("service term above 1 year", {"service term": Duration(12, Unit.MONTH)}, False),
        ("service term more than 1 year", {"service term": timedelta(days=366)}, True),
        ("trial is open", {"trial is open": True}, True),
        ("trial is not open", {"trial is open": False}, True),
        ("trial is not open", {}, False),
        ("not (trial is open)", {}, True),
        ("not renewed", {"renewed": "no"}, True),
        ("fit band one of A, B", {"fit band": "b"}, True),
        ("fit band not one of A, B", {}, False),
        ('name is "straße"', {"name": " STRASSE "}, True),
        ('name contains "fang"', {"name": "Wang  FANG"}, True),
        ('name not contains "fang"', {"name": ""}, False),
        ("product includes AC, SG", {"product": ["AC"]}, False),
        ("product includes any of AC, SG", {"product": {"ac"}}, True),
        ("product includes none of SG", {"product": ("AC",)}, True),
        ("product includes none of SG", {"product": ()}, False),
        ("deal is large", {"deal amount": Money(10_000_001, "GBP")}, True),
        ("deal is not large", {}, True),
        ("deal is not large", {"deal is large": True}, False),
        ("offer known", {"offer": "a.pdf"}, True),
        ("wake up when holds", {"wake up when": cast.read("score above 3"), "score": 4}, True),
        ("wake up when holds", {"wake up when": cast.read("wake up when holds")}, False),
        ("last response after arrival", {"arrival": cast.NOON.now, "last response": None}, False),
        ("due day on today", {"due day": date(2026, 3, 29)}, True),
        ("arrival on tomorrow", {"arrival": cast.at("2026-03-30T00:00+02:00").now}, True),
        ("arrival on arrival", {"arrival": cast.NOON.now.replace(tzinfo=None)}, False),
    ],
)
def test_the_answer_to(text: str, values: dict[str, Any], held: bool) -> None:
    assert holds(cast.read(text))(values, cast.NOON) is held


_anything = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.dates(), st.datetimes(),
    st.tuples(st.integers(), st.text()), st.lists(st.text()), st.timedeltas(), st.decimals(),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    condition=cast.conditions,
    values=st.fixed_dictionaries({}, optional=dict.fromkeys(cast.CATALOGUE.names, _anything)),
)
def test_every_row_gets_an_answer_and_not_turns_it(condition: Any, values: Any) -> None:
    answer = holds(condition)(values, cast.NOON)
    turned = holds(Condition(Negation(condition.tree), "not"))(values, cast.NOON)
    assert (answer, turned) in {(True, False), (False, True)}


@pytest.mark.parametrize(
    ("text", "values", "unknown"),
    [
        ("score above 3 and fit band is A", {"score": 1}, ("fit band",)),
        ("deal is large", {}, ("deal amount",)),
        ("deal is large", {"deal is large": True}, ()),
        ("deal amount known", {}, ()),
        ("score above rounds here", {"score": 1}, ("rounds here",)),
        ("wake up when holds", {"wake up when": cast.read("score is 1")}, ("score",)),
    ],
)
def test_what_a_strict_guard_misses(
    text: str, values: dict[str, Any], unknown: tuple[str, ...]
) -> None:
    assert unknown_inputs(cast.read(text), values) == unknown


def test_working_time_needs_hours() -> None:
    ask = holds(cast.read("arrival more than 3 working days ago"))
    with pytest.raises(ValueError, match="hours"):
        ask({"arrival": cast.NOON.now}, Context(cast.NOON.now))
