"""The worker: breathes, looks who is due, and does it; held, it only breathes."""

import logging
import platform
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import OperationalError, close_old_connections

from leadline.automation import holding
from leadline.core import clock
from leadline.core.batch_size import let_others_in

log = logging.getLogger(__name__)

PAUSE = 1.0  # seconds between two rounds that found nothing to do


@dataclass(frozen=True)
class Job:
    """One kind of work of a round.

    run: does what is due at a moment and returns how many; when_held: whether it runs held, too.
    """

    name: str
    run: Callable[[datetime], int]
    when_held: bool = False


def place() -> str:
    """Names this installation, so that a copy of its data on another machine is noticed."""
    return f"{platform.node()} {settings.URL} {settings.DATA}"[:300]


def run_round(jobs: list[Job], now: datetime, *, held: bool) -> int:
    """Every job once; one that fails is logged and does not keep the others from running."""
    done = 0
    for job in jobs:
        if held and not job.when_held:
            continue
        try:
            done += job.run(now)
        except Exception:  # whatever breaks one job must not stop the others
            log.exception("The job %s failed; it is tried again in the next round.", job.name)
            close_old_connections()
    return done


class Loop:
    """Rounds until somebody asks it to stop; the round that runs is finished first."""

    def __init__(self, jobs: list[Job]) -> None:
        self.jobs = jobs
        self.stopping = threading.Event()

    def run(self) -> None:
        """Begins held where a person should look first; ends after `stop`."""
        holding.begin(clock.now(), place())
        while not self.stopping.is_set():
            if self._round() == 0:
                self.stopping.wait(PAUSE)
            else:
                let_others_in()

    def _round(self) -> int:
        """A database that is away for a moment is waited for."""
        now = clock.now()
        try:
            held = holding.breathe(now, place())
        except OperationalError:
            log.exception("The database cannot be reached; it is tried again.")
            close_old_connections()
            return 0
        return run_round(self.jobs, now, held=held)

    def stop(self, *_: object) -> None:
        self.stopping.set()

    def stop_on_signals(self) -> None:
        """SIGTERM and SIGINT ask for a clean stop."""
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
