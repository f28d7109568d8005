from datetime import UTC, datetime, timedelta

import pytest

from leadline.automation.rules import next_try, reason_to_hold

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seen_at", "place", "reason"),
    [
        (None, "here", ""),
        (NOON - timedelta(minutes=59), "here", ""),
        (NOON - timedelta(minutes=61), "here", "outage"),
        (NOON + timedelta(minutes=2), "here", "clock"),
        (NOON + timedelta(seconds=30), "here", ""),
        (NOON, "elsewhere", "copy"),
    ],
)
def test_the_worker_waits_after_an_outage_a_clock_change_or_a_copy(
    seen_at: datetime | None, place: str, reason: str
) -> None:
    assert reason_to_hold(NOON, seen_at, place, "here") == reason


def test_five_failures_are_enough() -> None:
    waits = [next_try(tries) for tries in range(1, 6)]
    assert waits[:4] == [timedelta(minutes=m) for m in (1, 5, 30, 360)]
    assert waits[4] is None
