from datetime import UTC, datetime, timedelta, timezone
from threading import Thread

import pytest

from leadline.core.clock import Driven, now, standing_at

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
TEN = NINE + timedelta(hours=1)


def in_another_thread() -> datetime:
    seen: list[datetime] = []
    thread = Thread(target=lambda: seen.append(now()))
    thread.start()
    thread.join()
    return seen[0]


def test_the_present_is_the_machines_in_utc() -> None:
    before = datetime.now(UTC)
    assert before <= now() <= datetime.now(UTC)
    assert now().tzinfo is UTC


def test_the_clock_stands_for_the_code_inside_only() -> None:
    with standing_at(NINE) as moment:
        assert now() == moment == NINE
        with standing_at(TEN):
            assert now() == TEN
        assert now() == NINE
        assert in_another_thread() != NINE
    assert now() > TEN


def test_a_driven_clock_is_read_by_every_thread_and_moves_only_when_driven() -> None:
    with Driven(NINE) as clock:
        assert now() == in_another_thread() == NINE
        assert clock.advance(hours=1) == now() == TEN
        assert clock.set(NINE) == now() == NINE
        with Driven(TEN):
            assert now() == TEN
        assert now() == NINE
    assert now() > TEN


def test_a_standing_clock_goes_before_a_driven_one() -> None:
    with Driven(NINE), standing_at(TEN):
        assert now() == TEN


def test_it_goes_back_to_the_real_clock_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError), Driven(NINE), standing_at(TEN):
        _ = 1 / 0
    assert now() > TEN


def test_any_zone_is_taken_and_none_refused() -> None:
    shanghai = timezone(timedelta(hours=8))
    with standing_at(NINE.astimezone(shanghai)):
        assert now() == NINE
        assert now().tzinfo is UTC
    with pytest.raises(ValueError, match="no time zone"):
        Driven(datetime(2026, 3, 2, 9))
