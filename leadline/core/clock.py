"""One clock: every part of Leadline reads the present here, so that it can be set in tests."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import ClassVar, Self


def now() -> datetime:
    """The present as an aware UTC datetime: standing, else driven, else this process's source."""
    standing = _standing.get()
    if standing is not None:
        return standing
    driven = Driven.running
    return driven.at if driven is not None else _Source.read()


def of_the_machine() -> datetime:
    """What the machine's own clock says, whatever anybody else reads."""
    return datetime.now(UTC)


def read_from(source: Callable[[], datetime]) -> None:
    """From here on this process reads the present from `source` (aware, UTC).

    For an installation whose time is not the machine's: the demo.
    """
    _Source.read = staticmethod(source)


class _Source:
    read: Callable[[], datetime] = staticmethod(of_the_machine)


@contextmanager
def standing_at(moment: datetime) -> Iterator[datetime]:
    """Hold the clock at an aware moment for the code inside, in this thread or task alone."""
    token = _standing.set(_in_utc(moment))
    try:
        yield _in_utc(moment)
    finally:
        _standing.reset(token)


class Driven:
    """A clock that a story drives by hand; while entered, every thread of the process reads it.

    For tests only, live servers in other threads included. It may go back as well as forward,
    as a machine's clock may.

        with Driven(monday_at_nine) as clock:
            clock.advance(hours=2)
    """

    running: ClassVar["Driven | None"] = None

    def __init__(self, at: datetime) -> None:
        self.at = _in_utc(at)
        self._before: Driven | None = None

    def set(self, at: datetime) -> datetime:
        """Put the clock to an aware moment and return it."""
        self.at = _in_utc(at)
        return self.at

    def advance(
        self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0
    ) -> datetime:
        """Move the clock on by absolute time (a day is 24 hours) and return the new present."""
        step = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
        return self.set(self.at + step)

    def __enter__(self) -> Self:
        self._before = Driven.running
        Driven.running = self
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        Driven.running = self._before


_standing: ContextVar[datetime | None] = ContextVar("leadline_standing_clock", default=None)


def _in_utc(moment: datetime) -> datetime:
    if moment.utcoffset() is None:
        raise ValueError(f"{moment} has no time zone")
    return moment.astimezone(UTC)
