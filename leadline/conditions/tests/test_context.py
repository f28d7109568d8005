"""The present is seen from the company's zone."""

from datetime import date

import pytest

from leadline.conditions.context import Context
from leadline.conditions.tests import cast
from leadline.core.durations import Duration, Unit


def test_today_is_the_companys_day() -> None:
    late = cast.at("2026-03-28T23:30+00:00")
    assert late.today == date(2026, 3, 29)
    assert late.day_of(late.now) == date(2026, 3, 29)
    assert late.day_of(date(2026, 1, 1)) == date(2026, 1, 1)
    assert Context(late.now).today == date(2026, 3, 28)


def test_working_time_needs_a_teams_hours() -> None:
    with pytest.raises(ValueError, match="hand in"):
        Context(cast.NOON.now).after_working(cast.NOON.now, Duration(1, Unit.DAY, working=True))
