"""What comes from outside is counted per sender and window."""

from datetime import UTC, datetime

from leadline.access.limits import address_of, counted
from leadline.core.clock import Driven

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_a_window_is_counted_by_itself() -> None:
    with Driven(NINE) as clock:
        assert [counted("x", "a", 60) for _ in range(3)] == [1, 2, 3]
        assert (counted("x", "b", 60), counted("y", "a", 60)) == (1, 1)
        clock.advance(seconds=60)
        assert counted("x", "a", 60) == 1


def test_behind_a_proxy_its_word_counts_and_only_its_last(rf, settings) -> None:
    request = rf.get("/", REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": "8.8.8.8, 9.9.9.9"})
    settings.SECURE_PROXY_SSL_HEADER = None
    assert address_of(request) == "10.0.0.1"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert address_of(request) == "9.9.9.9"
