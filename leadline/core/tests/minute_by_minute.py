"""Working time counted the slow way, one minute after the other, to hold the fast way against."""

from bisect import bisect_left
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate

from leadline.core.schedules import Schedule

MINUTE = timedelta(minutes=1)
WINDOW = 12 * 24 * 60


class Minutes:
    """Twelve days of a schedule from a UTC midnight; moments are indexes of whole minutes."""

    def __init__(self, schedule: Schedule, begin: datetime) -> None:
        self.schedule, self.begin = schedule, begin
        moments = [begin + n * MINUTE for n in range(WINDOW)]
        self.walls = [m.astimezone(schedule.zone).replace(tzinfo=None) for m in moments]
        self.furthest = list(accumulate(self.walls, max))
        first = self.walls[0].date()
        self.shifts = {
            day: self._minutes_of(day) for day in (first + timedelta(days=n) for n in range(1, 11))
        }
        working = {n for minutes in self.shifts.values() for n in minutes}
        self.before = list(accumulate((n in working for n in range(WINDOW)), initial=0))
        self.working = working

    def index(self, wall: datetime) -> int:
        """The first minute at which the wall clock has come this far."""
        return bisect_left(self.furthest, wall)

    def moment(self, index: int) -> datetime:
        return self.begin + index * MINUTE

    def between(self, start: int, end: int) -> int:
        return self.before[end] - self.before[start]

    def add(self, start: int, minutes: int) -> int:
        return next(n for n in range(start, WINDOW) if self.between(start, n) >= minutes)

    def add_days(self, start: int, days: int) -> int:
        start = next(n for n in range(start, WINDOW) if n in self.working)
        day = next(day for day, minutes in self.shifts.items() if start in minutes)
        later = [d for d, minutes in self.shifts.items() if d > day and minutes]
        target = later[days - 1]
        since_midnight = self.walls[start] - datetime.combine(day, time())
        wanted = self.index(datetime.combine(target, time()) + since_midnight)
        minutes = self.shifts[target]
        if wanted in minutes:
            return wanted
        earlier = [n for n in minutes if n < wanted]
        return max(earlier) + 1 if earlier else min(minutes)

    def _minutes_of(self, day: date) -> set[int]:
        midnight = datetime.combine(day, time())
        found: set[int] = set()
        for shift in self.schedule.days.shifts_of(day):
            opens = self.index(midnight + shift.opens * MINUTE)
            found |= set(range(opens, self.index(midnight + shift.closes * MINUTE)))
        for since, until in self.schedule.leave:
            end = until or datetime.max.replace(tzinfo=UTC)
            found -= {n for n in found if since <= self.moment(n) < end}
        return found
