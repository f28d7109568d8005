"""A window holds exactly the days and moments for which the test on a row says yes."""

from datetime import date, datetime
from operator import ge, gt, le, lt

from hypothesis import example, given, settings
from hypothesis import strategies as st

from leadline.conditions.catalogue import Kind
from leadline.conditions.tests import cast
from leadline.conditions.timing import in_period, lapsed, later, ordered
from leadline.conditions.tree import Lapse, Order, Period
from leadline.conditions.windows import (
    Window,
    day_window,
    first_day_reaching,
    lapse_window,
    period_window,
)
from leadline.core.durations import Duration, Unit

COMPARE = {"gt": gt, "gte": ge, "lt": lt, "lte": le}


def _inside(when: date, window: Window) -> bool:
    return all(COMPARE[how](when, edge) for how, edge in window.items())


def _kind(when: date) -> Kind:
    return Kind.MOMENT if isinstance(when, datetime) else Kind.DAY


whens = st.one_of(cast.days, cast.moments)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(list(Lapse)), st.one_of(cast.lengths, cast.short), whens)
def test_lapses(how: Lapse, length: Duration, when: date) -> None:
    window = lapse_window(how, length, _kind(when), cast.NOON)
    assert _inside(when, window) is lapsed(how, length, when, cast.NOON)


@given(st.sampled_from(list(Order)), cast.days, whens)
def test_days(how: Order, day: date, when: date) -> None:
    window = day_window(how, day, _kind(when), cast.NOON)
    assert _inside(when, window) is ordered(how, when, day, cast.NOON)


@given(st.one_of(cast.spans, cast.fixed), whens)
def test_periods(period: Period, when: date) -> None:
    window = period_window(period, _kind(when), cast.NOON)
    assert _inside(when, window) is in_period(period, when, cast.NOON)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), cast.lengths)
@example(date(2026, 5, 31), Duration(3, Unit.MONTH))
@example(date(2024, 2, 29), Duration(1, Unit.YEAR))
def test_the_first_day_reaching_another(target: date, length: Duration) -> None:
    first = first_day_reaching(target, length)
    assert later(first, length) >= target
    assert later(date.fromordinal(first.toordinal() - 1), length) < target
