"""When the worker must wait for a person before it lets anything leave, as a pure decision."""

from datetime import datetime, timedelta

OUTAGE = timedelta(hours=1)
BACKWARDS = timedelta(minutes=1)


def reason_to_hold(now: datetime, seen_at: datetime | None, place: str, seen_place: str) -> str:
    """The name of the reason, "" when the worker may start as usual.

    seen_at, seen_place: when and where it was last seen; None and "" at the very first start.
    """
    if seen_at is None:
        return ""
    if seen_place and place != seen_place:
        return "copy"
    if now < seen_at - BACKWARDS:
        return "clock"
    if now - seen_at > OUTAGE:
        return "outage"
    return ""


def next_try(tries: int) -> timedelta | None:
    """How long to wait after so many failures: 1, 5, 30 minutes, 6 hours; None after five."""
    waits = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=6))
    return waits[tries - 1] if tries <= len(waits) else None
