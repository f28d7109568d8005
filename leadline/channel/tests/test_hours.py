"""A partner's day is theirs: their zone, hours and holidays."""

from datetime import UTC, datetime, timedelta

import pytest

from leadline.channel.hours import answer_due_at, schedule_of
from leadline.channel.models import Partner
from leadline.channel.tests.conftest import MONDAY
from leadline.core.worktime import is_working


@pytest.mark.parametrize(
    ("within", "handed_at", "due_at"),
    [
        ("1 working day", MONDAY, MONDAY + timedelta(days=1)),
        ("4 working hours", MONDAY, datetime(2026, 3, 3, 4, tzinfo=UTC)),  # 1 + 3 from 9:00 there
        ("1 working day", datetime(2026, 3, 6, 12, tzinfo=UTC),  # Friday evening: Tuesday 9:00
         datetime(2026, 3, 10, 1, tzinfo=UTC)),
    ],
)  # fmt: skip
def test_the_answer_is_due_in_their_working_time(
    nordic: Partner, within: str, handed_at: datetime, due_at: datetime
) -> None:
    nordic.within = within
    assert answer_due_at(nordic, handed_at) == due_at


def test_their_holidays_are_free(nordic: Partner) -> None:
    festival = datetime(2026, 2, 17, 3, tzinfo=UTC)
    assert not is_working(schedule_of(nordic, 2026), festival)
    nordic.country = ""
    assert is_working(schedule_of(nordic, 2026), festival)
