"""A team's working days: the work before any day and the day of any work, never walked through."""

from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, lru_cache
from itertools import accumulate
from types import MappingProxyType
from zoneinfo import ZoneInfo

from leadline.core.shifts import MINUTE, Shifts, Week, refuse_overlap, work_in
from leadline.core.zones import FIRST_DAY, LAST_DAY, MIDNIGHT, clock_changes, moment_of

FIRST = datetime.combine(FIRST_DAY, MIDNIGHT, UTC) + timedelta(days=30)
LAST = datetime.combine(LAST_DAY, MIDNIGHT, UTC) - timedelta(days=30)
_A_DAY = timedelta(days=1)
_NOTHING = timedelta()

Stretch = tuple[datetime, datetime]


class NeverOpens(ValueError):
    """The working time asked for does not exist between 1970 and 2199."""


@dataclass(frozen=True, eq=False)
class WorkingDays:
    """The hours of a team in its zone; a date in `working_days` has those shifts, come what may.

    A shift belongs to the date on which it begins, to its end. Otherwise a holiday has no shifts,
    and any other date those of its weekday. Build it once per team and keep it: its tables are
    made on first use, and each question then costs O(log n) in the number of exceptions.
    """

    zone: ZoneInfo
    week: Week
    holidays: frozenset[date] = frozenset()
    working_days: Mapping[date, Shifts] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        if len(self.week) != 7:
            raise ValueError("a week has seven days, Monday first")
        for weekday, shifts in enumerate(self.week):
            refuse_overlap(shifts, self.week[(weekday + 1) % 7])
        for day in self.working_days:
            refuse_overlap(self.shifts_of(day - _A_DAY), self.working_days[day])
            refuse_overlap(self.working_days[day], self.shifts_of(day + _A_DAY))

    def shifts_of(self, day: date) -> Shifts:
        """The shifts that begin on a date."""
        if day in self.working_days:
            return self.working_days[day]
        return () if day in self.holidays else self.week[day.weekday()]

    def stretches(self, day: int) -> tuple[Stretch, ...]:
        """The real working time of a day (by ordinal) as UTC moments, empty shifts left out."""
        return self._stretches(day)

    def work_before(self, day: int) -> timedelta:
        """All working time of the days before this one; only differences mean anything."""
        weeks, weekday = divmod(day - 1, 7)  # day 1, 0001-01-01, was a Monday
        pattern = weeks * self._to_weekday[7][0] + self._to_weekday[weekday][0]
        return pattern + self._exceptions.work[bisect_left(self._exceptions.days, day)]

    def days_before(self, day: int) -> int:
        """How many days with working time lie before this one; only differences mean anything."""
        weeks, weekday = divmod(day - 1, 7)
        pattern = weeks * self._to_weekday[7][1] + self._to_weekday[weekday][1]
        return pattern + self._exceptions.count[bisect_left(self._exceptions.days, day)]

    def worked(self, moment: datetime) -> timedelta:
        """All working time before an aware moment; only differences mean anything."""
        if not FIRST <= moment <= LAST:
            raise NeverOpens(f"{moment} is not between 1970 and 2199")
        day = moment.astimezone(self.zone).toordinal()
        done = self.work_before(day - 1)
        for near in (day - 1, day, day + 1):  # a shift may reach over midnight, either way
            for opens, closes in self._stretches(near):
                if opens < moment:
                    done += min(closes, moment) - opens
        return done

    def runs_at(self, moment: datetime) -> bool:
        """Whether working time runs: from an opening until just before the closing."""
        if not FIRST <= moment <= LAST:
            return False
        day = moment.astimezone(self.zone).toordinal()
        return any(
            opens <= moment < closes
            for near in (day, day - 1, day + 1)
            for opens, closes in self._stretches(near)
        )

    def day_reaching(self, work: timedelta, near: datetime) -> int:
        """The first day (ordinal) by whose end there is this much work since the beginning."""
        return first_day(lambda day: self.work_before(day + 1) >= work, near.toordinal())

    def day_passing(self, work: timedelta, near: datetime) -> int:
        """The first day (ordinal) by whose end there is more than this much work."""
        return first_day(lambda day: self.work_before(day + 1) > work, near.toordinal())

    def earliest(self, work: timedelta, near: datetime) -> datetime:
        """The first moment at which `worked` is this much; `near` is where to begin to look."""
        day = self.day_reaching(work, near)
        rest = work - self.work_before(day)
        for opens, closes in self._stretches(day):
            if rest <= closes - opens:
                return opens + rest
            rest -= closes - opens
        raise AssertionError("a day's stretches add up to its work")

    def latest(self, work: timedelta, near: datetime) -> datetime:
        """The last moment at which `worked` is still this much."""
        day = self.day_passing(work, near)
        rest = work - self.work_before(day)
        for opens, closes in self._stretches(day):
            if rest < closes - opens:
                return opens + rest
            rest -= closes - opens
        raise AssertionError("a day's stretches add up to its work")

    @cached_property
    def _to_weekday(self) -> list[tuple[timedelta, int]]:
        """Working time and working days of a plain week before each weekday, and of all of it."""
        work = accumulate((work_in(shifts) for shifts in self.week), initial=_NOTHING)
        return list(zip(work, accumulate((bool(s) for s in self.week), initial=0), strict=True))

    @cached_property
    def _exceptions(self) -> "_Exceptions":
        """The days that differ from the plain week, with running sums of by how much."""
        named = {day.toordinal() for day in self.holidays | self.working_days.keys()}
        days = sorted(named | self._days_with_a_clock_change())
        work, count = [_NOTHING], [0]
        for day in days:
            plain = self.week[(day - 1) % 7]
            real = self._stretches(day)
            length = sum((closes - opens for opens, closes in real), _NOTHING)
            work.append(work[-1] + length - work_in(plain))
            count.append(count[-1] + bool(real) - bool(plain))
        return _Exceptions(days, work, count)

    def _days_with_a_clock_change(self) -> set[int]:
        """The days on which a shift meets wall time that is skipped or repeated."""
        found = set()
        for low, high in clock_changes(self.zone):
            for day in range(low.toordinal() - 1, high.toordinal() + 1):
                midnight = datetime.combine(date.fromordinal(day), MIDNIGHT)
                since, until = (low - midnight) // MINUTE, (high - midnight) // MINUTE
                shifts = self.shifts_of(midnight.date())
                if any(s.opens <= until and since <= s.closes for s in shifts):
                    found.add(day)
        return found

    @cached_property
    def _stretches(self) -> Callable[[int], tuple[Stretch, ...]]:
        def stretches(day: int) -> tuple[Stretch, ...]:
            midnight = datetime.combine(date.fromordinal(day), MIDNIGHT)
            real = (
                (
                    moment_of(midnight + shift.opens * MINUTE, self.zone),
                    moment_of(midnight + shift.closes * MINUTE, self.zone),
                )
                for shift in self.shifts_of(midnight.date())
            )
            return tuple((opens, closes) for opens, closes in real if opens < closes)

        return lru_cache(maxsize=4096)(stretches)


def first_day(reached: Callable[[int], bool], near: int) -> int:
    """The first day (ordinal, 1970 to 2199) from which `reached` holds, sought outward from near.

    NeverOpens where it never does.
    """
    low = high = near = min(max(near, _FIRST), _LAST)
    step = 1
    while low > _FIRST and reached(low):
        low, step = max(_FIRST, low - step), step * 2
    step = 1
    while high < _LAST and not reached(high):
        high, step = min(_LAST, high + step), step * 2
    if not reached(high) or reached(_FIRST):
        raise NeverOpens("there is no such working time between 1970 and 2199")
    return low + bisect_left(range(low, high), True, key=reached)


@dataclass(frozen=True, slots=True)
class _Exceptions:
    days: list[int]
    work: list[timedelta]
    count: list[int]


_FIRST, _LAST = FIRST_DAY.toordinal(), LAST_DAY.toordinal()
