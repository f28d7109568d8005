"""The demo's clock is moved forward from one due moment to the next, each worked at its own time.

A person names the goal; the worker goes there. Between two jumps it does all that is due, as it
always does, so that what happens is what would have happened had one waited.
"""

from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.db.models import Max

from leadline.access.models import Firm
from leadline.core import clock
from leadline.core.models import Event
from leadline.demo import memory
from leadline.demo.moments import Firsts, due, firsts
from leadline.records.models import Record

FARTHEST = timedelta(weeks=4)  # in which the next event is looked for
AFTERWARDS = timedelta(seconds=35)  # then the letters of an event have left, too
MORNING = time(9)


class Step(StrEnum):
    """How far the clock can be moved at once."""

    EVENT = "event"
    HOUR = "hour"
    MORNING = "morning"
    WEEKS = "weeks"


def begin(step: Step) -> bool:
    """Sends the clock on its way; False while it is on its way already."""
    if memory.recall().until is not None:
        return False
    now = clock.now()
    memory.keep(
        since=_last_event(),
        began_at=now,
        until=goal(step, now, ZoneInfo(Firm.current().zone)),
        at_first=step is Step.EVENT,
    )
    return True


def goal(step: Step, now: datetime, zone: ZoneInfo) -> datetime:
    """Where this step leads, always ahead."""
    if step is Step.MORNING:
        day = now.astimezone(zone).date() + timedelta(days=1)
        return datetime.combine(day, MORNING, zone)
    lengths = {Step.EVENT: FARTHEST, Step.HOUR: timedelta(hours=1), Step.WEEKS: timedelta(weeks=2)}
    return now + lengths[step]


def move_on(now: datetime) -> int:
    """The worker's part: one jump, when all that is due has been done; 0 where nobody asked."""
    kept = memory.recall()
    if kept.until is None:
        return 0
    undone = due(firsts(), now)
    if undone and undone != _Seen.undone:
        _Seen.undone = undone  # the next round does it; what stays undone twice is not waited for
        return 1
    if kept.at_first and _happened_since(kept.since):
        kept = memory.keep(until=min(kept.until, clock.now() + AFTERWARDS), at_first=False)
    _jump(kept.until or now, min(firsts(after=now).values(), default=None))
    return 1


def _jump(until: datetime, coming: datetime | None) -> None:
    """To what comes next or to the goal, whichever is first; never back."""
    if clock.now() >= until:
        memory.keep(until=None, at_first=False)
    else:
        at = min(until, coming) if coming else until
        if at > clock.now():
            memory.stand_at(at)


class _Seen:
    undone: Firsts = {}


def _last_event() -> int:
    return int(Event.objects.aggregate(last=Max("pk"))["last"] or 0)


def _happened_since(event: int) -> bool:
    return Event.objects.filter(pk__gt=event, stream=Record.stream).exists()
