"""Settles what was received: by the same request, and after a crash by the worker."""

import logging
import time
from collections.abc import Sequence
from datetime import datetime

from django.db import DatabaseError
from django.db.models import Q

from leadline.core.actor import AUTOMATION, CUSTOMER, Actor, ActorKind
from leadline.core.batch_size import at_once, let_others_in
from leadline.core.errors import Refused, Stale
from leadline.intake.actions.arriving import put_off_arrival, settle_arrivals
from leadline.intake.actions.restoring import moments_of
from leadline.intake.actions.undoing import put_off_undo, take_back_import, take_back_rows
from leadline.intake.actions.viewing import tell_page_views, views_over
from leadline.intake.models import Arrival, Door, DoorKind, Import, Outcome, State
from leadline.intake.runs import run_import

log = logging.getLogger(__name__)

SLICES = 10  # of one file in one turn
SLICE, FEW = 500, 40  # leads in one transaction; few where it keeps every writer waiting
TURN = 2.0  # seconds in one turn for an import that is being taken back
CLASHES = 3  # so often a batch is matched again before it is taken apart


def finish_waiting(now: datetime, limit: int = 100) -> int:
    """Settles what is due after a crash or a failure; returns how many it tried."""
    due = Arrival.objects.filter(outcome=Outcome.WAITING, try_at__lte=now).order_by("try_at")
    doors: dict[Door, list[int]] = {}
    for arrival in due.select_related("door")[:limit]:
        doors.setdefault(arrival.door, []).append(arrival.pk)
    for door, ids in doors.items():
        settle(actor_at(door), ids)
    return sum(map(len, doors.values()))


def tell_viewed(now: datetime) -> int:
    """Puts visits that are over on the timelines; returns how many leads were told of."""
    if not views_over(now).exists():  # beginning to write makes others wait
        return 0
    return tell_page_views(AUTOMATION, None, most=at_once(SLICE, FEW))


def read_in(now: datetime, limit: int = 1) -> int:
    """Reads on in files that have begun; returns in how many. Others get their turn in between."""
    running = list(Import.objects.filter(state=State.RUNNING).order_by("pk")[:limit])
    for begun in running:
        run_import(begun, SLICES)
    return len(running)


def take_back(actor: Actor, begun: Import, seconds: float | None = None) -> bool:
    """Undoes an import, to its end or for so long; whether it is done. The worker does the rest."""
    take_back_import(actor, begun)
    return _taken_back(begun, seconds) is True


def take_back_due(now: datetime) -> int:
    """Goes on with what is being taken back; with how many imports."""
    due = Import.objects.filter(Q(undo__tries=0) | Q(undo__try_at__lte=now), state=State.UNDOING)
    return sum(_taken_back(begun, TURN) is not None for begun in due.order_by("pk"))


def _taken_back(begun: Import, seconds: float | None) -> bool | None:
    """Whether it is done; None where it broke, which keeps nobody else's from being taken back."""
    try:
        return _go_on_taking_back(begun, seconds)
    except Exception as problem:  # whatever it is, a person sees why on the import's page
        log.exception("%s could not be taken back further.", begun)
        put_off_undo(AUTOMATION, begun, reason=_told(problem))
        return None


def _go_on_taking_back(begun: Import, seconds: float | None) -> bool:
    until = None if seconds is None else time.monotonic() + seconds
    moments = moments_of(begun)
    while take_back_rows(AUTOMATION, begun, moments=moments):
        if until is not None and time.monotonic() > until:
            return False
        let_others_in()
    return True


def settle(actor: Actor, ids: Sequence[int]) -> None:
    """Makes leads of these arrivals; what cannot be now is put off, each for itself."""
    try:
        _settle(actor, ids)
    except Exception as problem:  # whatever it is, the arrivals stay and a person sees why
        log.exception("The arrivals %s could not be settled.", list(ids)[:5])
        if len(ids) > 1:
            for one in ids:
                settle(actor, [one])
        else:
            _put_off(ids[0], problem)


def _settle(actor: Actor, ids: Sequence[int]) -> None:
    """Two who bring in the same person at once clash: what is there by now is matched again."""
    for attempt in range(CLASHES):
        try:
            settle_arrivals(actor, None, ids=ids)
            return
        except (Stale, DatabaseError):
            if attempt == CLASHES - 1:
                raise


def _put_off(arrival: int, problem: Exception) -> None:
    """Even where the database answers nobody now, the arrival is due in a minute."""
    try:
        put_off_arrival(AUTOMATION, None, id=arrival, reason=_told(problem))
    except DatabaseError:
        log.exception("The arrival %s is left to the worker.", arrival)


def actor_at(door: Door) -> Actor:
    """Who acts through a door: a visitor, or the machine that it was made for."""
    return CUSTOMER if door.kind == DoorKind.FORM else Actor(ActorKind.MACHINE, name=door.name)


def _told(problem: Exception) -> str:
    if isinstance(problem, Refused):
        return problem.sentence
    return f"{type(problem).__name__}: {problem}"
