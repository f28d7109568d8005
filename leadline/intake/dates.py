"""Days as people write them, read in one order for a whole column and never guessed row by row."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo


class Order(StrEnum):
    DAY = "day first"
    MONTH = "month first"
    YEAR = "year first"


_DAY = re.compile(r"\s*(\d{1,4})[-/.年](\d{1,2})[-/.月](\d{1,4})日?(?:[T ]+(.+?))?\s*")
_ISO = re.compile(r"\s*\d{4}\D")
_PLACES = {Order.DAY: (2, 1, 0), Order.MONTH: (2, 0, 1), Order.YEAR: (0, 1, 2)}


def orders_of(texts: Iterable[str]) -> set[Order]:
    """The orders in which every one of the texts is a day; blank texts say nothing.

    Empty: they are not days. More than one: a person must say which. A day that begins with its
    year says nothing about the others, since it is read as such in any order.
    """
    told = [text for text in texts if text.strip()]
    loose = [text for text in told if not _ISO.match(text)]
    if not loose:  # written so that nobody can take it otherwise
        years = all(_parts(text, Order.YEAR) for text in told)
        return {Order.YEAR} if told and years else set(Order) if not told else set()
    return {order for order in Order if all(_parts(text, order) for text in loose)}


def read_moment(text: str, order: Order, zone: ZoneInfo) -> datetime:
    """The moment in UTC; a day without a time begins at midnight in the zone.

    Raises ValueError when the text is none in this order.
    """
    found = _parts(text, order)
    if found is None:
        raise ValueError(text)
    day, clock = found
    local = datetime.combine(day, clock)
    return (local if local.tzinfo else local.replace(tzinfo=zone)).astimezone(UTC)


def _parts(text: str, order: Order) -> tuple[date, time] | None:
    match = _DAY.fullmatch(text)
    if match is None:
        return None
    places = _PLACES[Order.YEAR if _ISO.match(text) else order]
    year, month, day = (match[place + 1] for place in places)
    if len(year) != 4:
        return None
    try:
        return date(int(year), int(month), int(day)), _time(match[4] or "")
    except ValueError:
        return None


def _time(text: str) -> time:
    """ "14:05", "14:05:09.5", "2:05 PM", "14:05+02:00"; blank is midnight."""
    if not text:
        return time()
    half = re.fullmatch(r"(\d{1,2})(:\d{2}(?::\d{2})?)\s*([AaPp])\.?[Mm]\.?", text)
    if half:
        hour = int(half[1]) % 12 + (12 if half[3] in "Pp" else 0)
        return time.fromisoformat(f"{hour:02}{half[2]}")
    return time.fromisoformat(text.zfill(5) if re.fullmatch(r"\d:\d{2}", text) else text)
