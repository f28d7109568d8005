"""Days are counted whole in the company's zone, hours exactly, periods by the calendar."""

from datetime import date, datetime

import pytest

from leadline.conditions.tests import cast
from leadline.conditions.timing import earlier, lapsed, later, ordered
from leadline.conditions.tree import Lapse, Order
from leadline.core.durations import Duration, Unit

DAYS, MONTH = Duration(3, Unit.DAY), Duration(1, Unit.MONTH)
HOURS, NIGHT = Duration(3, Unit.HOUR), Duration(1, Unit.DAY, working=True)


def _at(text: str) -> datetime:
    return cast.at(text).now


@pytest.mark.parametrize(
    ("how", "length", "when", "answer"),
    [
        (Lapse.MORE_AGO, DAYS, date(2026, 3, 25), True),
        (Lapse.MORE_AGO, DAYS, date(2026, 3, 26), False),
        (Lapse.LESS_AGO, DAYS, date(2026, 3, 27), True),
        (Lapse.LESS_AGO, DAYS, date(2026, 3, 30), False),
        (Lapse.IN_LAST, DAYS, date(2026, 3, 26), True),
        (Lapse.IN_NEXT, DAYS, date(2026, 4, 1), True),
        (Lapse.LESS_AHEAD, DAYS, date(2026, 4, 1), False),
        (Lapse.MORE_AHEAD, DAYS, date(2026, 4, 2), True),
        (Lapse.MORE_AGO, MONTH, date(2026, 2, 27), True),  # 27 March was the last day in time
        (Lapse.IN_LAST, MONTH, date(2026, 2, 28), False),
        (Lapse.IN_LAST, DAYS, _at("2026-03-26T00:00+01:00"), True),
        (Lapse.IN_LAST, DAYS, _at("2026-03-25T23:59+01:00"), False),
        (Lapse.MORE_AGO, HOURS, _at("2026-03-29T08:59+02:00"), True),
        (Lapse.LESS_AGO, HOURS, _at("2026-03-29T09:00+02:00"), False),
        (Lapse.MORE_AGO, NIGHT, _at("2026-03-29T03:59+02:00"), True),
        (Lapse.IN_NEXT, NIGHT, _at("2026-03-29T20:00+02:00"), True),
    ],
)
def test_a_lapse(how: Lapse, length: Duration, when: date, answer: bool) -> None:
    assert lapsed(how, length, when, cast.NOON) is answer


def test_a_day_and_a_moment_are_compared_by_days() -> None:
    moment, day = _at("2026-03-29T00:30+01:00"), date(2026, 3, 29)
    assert ordered(Order.ON, moment, day, cast.NOON)
    assert not ordered(Order.AFTER, moment, day, cast.NOON)
    assert ordered(Order.AFTER, cast.NOON.now, moment, cast.NOON)


def test_months_end_on_their_last_day_and_the_calendar_has_ends() -> None:
    assert later(date(2025, 12, 31), Duration(2, Unit.MONTH)) == date(2026, 2, 28)
    assert later(date(9998, 1, 1), Duration(100, Unit.YEAR)) == date.max
    assert earlier(date(2, 1, 1), Duration(100, Unit.YEAR)) == date.min
