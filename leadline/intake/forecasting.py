"""Works out what would come of a file, a little at a time, so that nothing has to wait for it."""

import logging
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from datetime import datetime

from django.conf import settings
from django.db import DatabaseError
from django.utils.translation import gettext_noop as _

from leadline.core import clock
from leadline.core.actor import AUTOMATION
from leadline.core.apart import Copy, can_be_copied
from leadline.core.errors import Refused, Stale
from leadline.core.remembered import remembering
from leadline.intake.actions.forecasting import SHOWN, note_forecast
from leadline.intake.doubts import doubts_of
from leadline.intake.forecasts import About, Tally, new_follower, told_of
from leadline.intake.ground import entry_of
from leadline.intake.models import Forecast, State
from leadline.intake.rehearsing import rehearse
from leadline.intake.rows import Row
from leadline.intake.runs import actor_of, in_words_of, lines_of
from leadline.intake.together import together
from leadline.leads.incoming import Door, How
from leadline.parties.candidates import read

log = logging.getLogger(__name__)

REACH = 5_000  # rows; of a longer file the forecast tells of the first so many
MOST_WRITTEN = 10_000_000  # characters of messages that are kept in memory meanwhile
LOCKED = 0.3  # seconds that one transaction should last: it locks the rows that it meets, no table
ALONE = 1.0  # on a copy, where nobody waits for it
FEWEST, MOST = 25, 100  # rows of one transaction; its queries cost as much for one as for all
LINES = 500  # read in one step
TURN = 2.0  # seconds of one turn of the worker
TRIES = 3
UNTOLD = _("something went wrong")


class Forecaster:
    """Works on one file's forecast, step by step; begun anew, it begins from the start.

    On SQLite it works on a copy of the database; else in it, in transactions shorter than those of
    an import. Either way all of it is taken back.
    """

    def __init__(self, forecast: Forecast) -> None:
        self.forecast, self.begun = forecast, forecast.imported
        self.actor, self.follower = actor_of(self.begun), new_follower()
        self.now = clock.now()
        self.rows = self.bad = self.done = self.written = 0
        self.wrong: list[tuple[int, str]] = []
        self.good: list[Row] = []
        self.tally: Tally = Counter()
        self.copy = Copy(settings.DATA / "tmp", "forecast") if can_be_copied() else None
        self.locked = LOCKED if self.copy is None else ALONE
        self.size = FEWEST
        self.reason, self.is_finished = "", False
        self.steps = self._steps()

    def work(self, seconds: float | None = None) -> None:
        """To the end, or for so long; then what is known is noted."""
        until = time.monotonic() + seconds if seconds is not None else None
        used = self.copy.used() if self.copy is not None else nullcontext()
        with used, remembering(), in_words_of(self.begun):
            self._go_on(until)
        self._note()
        if self.is_finished:
            self.close()

    def close(self) -> None:
        if self.copy is not None:
            self.copy.remove()

    def _go_on(self, until: float | None) -> None:
        try:
            for _step in self.steps:
                if until is not None and time.monotonic() > until:
                    return
        except Refused as refused:
            self.reason = refused.sentence
        self.is_finished = True

    def _note(self) -> None:
        note_forecast(
            AUTOMATION,
            self.begun,
            forecast=self.forecast,
            rows=self.rows,
            bad=self.bad,
            reach=len(self.good),
            done=self.done,
            told=told_of(self.tally),
            wrong=self.wrong,
            reason=self.reason,
            is_finished=self.is_finished,
        )

    def _steps(self) -> Iterator[None]:
        door = entry_of(self.begun.door).as_door(self.begun.door, How(self.begun.how))
        yield from self._read()
        profiles = [read(row.incoming.candidate) for row in self.good]
        for profile in profiles:
            self.tally.update((About.DOUBT, doubt) for doubt in doubts_of(profile))
        yield
        for rows in self._slices(together(self.good, profiles)):
            self._rehearse(door, rows)
            yield

    def _read(self) -> Iterator[None]:
        for line in lines_of(self.begun):
            self.rows += 1
            if line.row is None:
                self.bad += 1
                if len(self.wrong) < SHOWN:
                    self.wrong.append((line.number, line.wrong))
            elif len(self.good) < REACH and self.written < MOST_WRITTEN:
                self.good.append(line.row)
                self.written += len(line.row.incoming.message)
            if self.rows % LINES == 0:
                yield

    def _slices(self, groups: Sequence[Sequence[int]]) -> Iterator[list[Row]]:
        """Whole groups, as many as one transaction may take by now."""
        waiting: list[Row] = []
        for group in groups:
            waiting += [self.good[at] for at in group]
            if len(waiting) >= self.size:
                yield waiting
                waiting = []
        if waiting:
            yield waiting

    def _rehearse(self, door: Door, rows: Sequence[Row]) -> None:
        """A sixth as long as rows of others were locked, they are left to them."""
        began = time.perf_counter()
        self.tally += self._tried(door, rows)
        took = time.perf_counter() - began
        self.done += len(rows)
        self.size = max(FEWEST, min(MOST, int(len(rows) * self.locked / took * 0.9)))
        if self.copy is None:
            time.sleep(min(took, LOCKED) / 6)

    def _tried(self, door: Door, rows: Sequence[Row]) -> Tally:
        """A clash is tried again; whatever else goes wrong is told as such."""
        for _attempt in range(TRIES):
            try:
                return rehearse(self.actor, self.begun, door, rows, self.follower, self.now)
            except (Stale, DatabaseError):
                log.warning("Import %s: some rows are rehearsed again.", self.begun.pk)
                time.sleep(LOCKED)
            except Exception:  # the forecast says of how many rows it cannot tell
                log.exception("Import %s: some rows cannot be rehearsed.", self.begun.pk)
                break
        if len(rows) > 1:
            return sum((self._tried(door, [row]) for row in rows), Counter())
        return Counter({(About.UNKNOWN, UNTOLD): 1})


_working: dict[tuple[int, datetime], Forecaster] = {}  # the one that this process works on


def forecast_due(now: datetime) -> int:
    """One turn of the worker at the forecast that was asked for first; how many it worked on."""
    due = Forecast.objects.filter(finished_at=None, imported__state=State.READY)
    forecast = due.select_related("imported__door__playbook", "imported__user").order_by(
        "asked_at", "pk"
    ).first()  # fmt: skip
    if forecast is None:
        _let_go()
        return 0
    key = (forecast.pk, forecast.asked_at)
    if key not in _working:
        _let_go()
        _working[key] = Forecaster(forecast)
    _working[key].work(TURN)
    return 1


def _let_go() -> None:
    for forecaster in _working.values():
        forecaster.close()
    _working.clear()
