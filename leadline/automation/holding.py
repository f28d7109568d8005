"""The worker's own row: when it was seen, and whether it waits for a person."""

import logging
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_noop as _

from leadline.automation import events
from leadline.automation.models import SILENT_AFTER, Worker
from leadline.automation.rules import reason_to_hold
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.bulk import insert

log = logging.getLogger(__name__)

REASONS = {
    "outage": _("it stood still for more than an hour"),
    "clock": _("the machine's clock was set back"),
    "copy": _("this is a copy of another installation"),
    "restore": _("a backup was restored"),
    "asked": _("somebody asked it to wait"),
}


def begin(now: datetime, place: str) -> None:
    """At the worker's start: held where a person should look before anything leaves."""
    worker = the_worker()
    reason = reason_to_hold(now, worker.seen_at, place, worker.place)
    if reason and not worker.is_held:
        hold(now, reason)
    breathe(now, place)


def breathe(now: datetime, place: str) -> bool:
    """Notes that the worker is there; says whether it is held."""
    with Batch(AUTOMATION, now) as batch:
        [worker] = batch.lock([the_worker()])
        batch.change(worker, seen_at=now, place=worker.place if worker.is_held else place)
    return worker.is_held


def hold(now: datetime, reason: str) -> None:
    """From now on nothing leaves or happens until a person lets it."""
    with Batch(AUTOMATION, now) as batch:
        [worker] = batch.lock([the_worker()])
        batch.change(worker, held_at=now, held_because=reason)
        batch.happened(worker, events.HELD, reason=REASONS[reason])


def the_worker() -> Worker:
    """The worker's row; made at the first look."""
    worker = Worker.objects.filter(pk=1).first()
    if worker is None:
        try:
            with transaction.atomic():
                insert(Worker, [Worker(pk=1)])
        except IntegrityError:
            log.info("Another process has just made the worker's row.")
        worker = Worker.objects.get(pk=1)
    return worker


def is_silent(now: datetime) -> bool:
    """Whether the worker has not been seen for two minutes, which every page then says."""
    seen = Worker.objects.filter(pk=1).values_list("seen_at", flat=True).first()
    return seen is None or now - seen > SILENT_AFTER
