"""The time in which a promise runs: a team's hours without leave, and without pauses."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Protocol
from zoneinfo import ZoneInfo

from leadline.core.shifts import DAY, Shift
from leadline.core.workdays import FIRST, LAST, WorkingDays

Span = tuple[datetime, datetime | None]  # from, until; None: it has not ended
_NOTHING = timedelta()


class Running(Protocol):
    """Time that runs only now and then, as a rising function of the moment and its two inverses."""

    def worked(self, moment: datetime) -> timedelta: ...
    def earliest(self, work: timedelta, near: datetime) -> datetime: ...
    def latest(self, work: timedelta, near: datetime) -> datetime: ...


class Without:
    """A running time with spans cut out of it; each question costs O(log n) in the spans."""

    def __init__(self, time: Running, spans: Iterable[Span]) -> None:
        self.time = time
        self.cuts = [
            (since, until, time.worked(since), time.worked(until))
            for since, until in _joined(spans, time)
        ]
        self._starts = [since for since, *_ in self.cuts]
        self._removed = [_NOTHING]
        self._left_at_start = []
        for *_, before, after in self.cuts:
            self._left_at_start.append(before - self._removed[-1])
            self._removed.append(self._removed[-1] + after - before)

    def worked(self, moment: datetime) -> timedelta:
        """All time that ran before an aware moment; only differences mean anything."""
        begun = bisect_right(self._starts, moment)
        work = self.time.worked(moment) - self._removed[begun]
        if begun and moment < self.cuts[begun - 1][1]:
            return self._left_at_start[begun - 1]
        return work

    def earliest(self, work: timedelta, near: datetime) -> datetime:
        """The first moment at which `worked` is this much."""
        passed = bisect_left(self._left_at_start, work)
        return self.time.earliest(work + self._removed[passed], near)

    def latest(self, work: timedelta, near: datetime) -> datetime:
        """The last moment at which `worked` is still this much."""
        passed = bisect_right(self._left_at_start, work)
        return self.time.latest(work + self._removed[passed], near)


@dataclass(frozen=True, eq=False)
class Schedule:
    """A team's working days less somebody's leave. Keep `days` and make schedules from it freely.

    Leave and pauses may overlap and come in any order. A day is a working day unless leave takes
    all of its working time.
    """

    days: WorkingDays
    leave: tuple[Span, ...] = ()

    @property
    def zone(self) -> ZoneInfo:
        return self.days.zone

    def worked(self, moment: datetime) -> timedelta:
        return self._time.worked(moment)

    def earliest(self, work: timedelta, near: datetime) -> datetime:
        return self._time.earliest(work, near)

    def latest(self, work: timedelta, near: datetime) -> datetime:
        return self._time.latest(work, near)

    def runs_at(self, moment: datetime) -> bool:
        """Whether working time runs: from an opening until just before a closing or leave."""
        away = any(
            since <= moment and (until is None or moment < until) for since, until in self.leave
        )
        return not away and self.days.runs_at(moment)

    def days_before(self, day: int) -> int:
        """How many working days lie before a day (ordinal); only differences mean anything."""
        begun = bisect_left(self._days_off, (day, 0, 0))
        count = self.days.days_before(day)
        if begun:
            first, end, before = self._days_off[begun - 1]
            off = self.days.days_before(min(day, end)) - self.days.days_before(first)
            count -= before + off
        return count

    def working_day(self, moment: datetime) -> int:
        """The day (ordinal) whose shift a working moment belongs to."""
        day = moment.astimezone(self.zone).toordinal()
        for near in (day, day - 1, day + 1):
            if any(opens <= moment < closes for opens, closes in self.days.stretches(near)):
                return near
        raise ValueError(f"{moment} is not in working time")

    @cached_property
    def _time(self) -> Running:
        return Without(self.days, self.leave) if self.leave else self.days

    @cached_property
    def _days_off(self) -> list[tuple[int, int, int]]:
        """Days that leave takes whole: first, the one after the last, and how many came before."""
        found, before = [], 0
        cuts = self._time.cuts if isinstance(self._time, Without) else []
        for since, until, start, end in cuts:
            first = self.days.day_reaching(start, since) + 1
            after = self.days.day_passing(end, until)
            if first < after:
                found.append((first, after, before))
                before += self.days.days_before(after) - self.days.days_before(first)
        return found


def round_the_clock(zone: ZoneInfo) -> Schedule:
    """All time is working time: for promises in plain hours and days that may be paused."""
    all_day = (Shift(0, DAY),)
    return Schedule(WorkingDays(zone, (all_day,) * 7))


def _joined(spans: Iterable[Span], time: Running) -> list[tuple[datetime, datetime]]:
    """Spans in order within 1970 to 2199; those with no running time between them become one."""
    joined: list[tuple[datetime, datetime]] = []
    for since, until in sorted((_clipped(s), _clipped(u or LAST)) for s, u in spans):
        if joined and time.worked(since) <= time.worked(joined[-1][1]):
            joined[-1] = (joined[-1][0], max(until, joined[-1][1]))
        elif since < until:
            joined.append((since, until))
    return joined


def _clipped(moment: datetime) -> datetime:
    return min(max(moment.astimezone(UTC), FIRST), LAST)
