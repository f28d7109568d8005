"""Every wall time in a zone names exactly one moment, and later wall times never earlier ones."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

FIRST_DAY = date(1970, 1, 1)
LAST_DAY = date(2199, 12, 31)
MIDNIGHT = time()

_SECOND = timedelta(seconds=1)
_PROBE = timedelta(days=7)  # no zone has changed its clocks twice within one week since 1970


def moment_of(wall: datetime, zone: ZoneInfo) -> datetime:
    """The UTC moment of a naive wall time in a zone.

    A wall time that comes twice means its first coming. One that is skipped means the moment of
    the skip, so that the order of wall times is kept.
    """
    first = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    other = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    return first if first <= other else _change(other, first, zone)


def wall_of(moment: datetime, zone: ZoneInfo) -> datetime:
    """The naive wall time in a zone at an aware moment."""
    return moment.astimezone(zone).replace(tzinfo=None, fold=0)


def start_of(day: date, zone: ZoneInfo) -> datetime:
    """The UTC moment at which a local day begins."""
    return moment_of(datetime.combine(day, MIDNIGHT), zone)


@lru_cache(maxsize=64)
def clock_changes(zone: ZoneInfo) -> tuple[tuple[datetime, datetime], ...]:
    """The stretches of wall time that a zone skips or repeats, 1970 to 2199, in order, naive."""
    found = []
    at = datetime.combine(FIRST_DAY, MIDNIGHT, UTC)
    end = datetime.combine(LAST_DAY, MIDNIGHT, UTC)
    while at < end:
        after = at + _PROBE
        if _offset(at, zone) != _offset(after, zone):
            change = _change(at, after, zone)
            before = wall_of(change - _SECOND, zone) + _SECOND
            found.append((min(before, wall_of(change, zone)), max(before, wall_of(change, zone))))
        at = after
    return tuple(found)


def _change(low: datetime, high: datetime, zone: ZoneInfo) -> datetime:
    """The first whole second after `low` at which the zone's offset is already that of `high`."""
    low, high = low.replace(microsecond=0), high.replace(microsecond=0)
    offset = _offset(high, zone)
    while high - low > _SECOND:
        middle = low + timedelta(seconds=(high - low) // _SECOND // 2)
        if _offset(middle, zone) == offset:
            high = middle
        else:
            low = middle
    return high


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta | None:
    return moment.astimezone(zone).utcoffset()
