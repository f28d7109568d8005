"""When something comes due next: what a worker that is never late would do, and when."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Min, QuerySet

from leadline.intake.models import Arrival, Outcome
from leadline.mail.models import Letter, State
from leadline.records.models import Record
from leadline.service.models import Errand

Firsts = Mapping[str, datetime]
"""By the worker's job: the moment of what comes first in its queue."""


def firsts(after: datetime | None = None) -> Firsts:
    """What comes first in each queue that holds something; after: only what is later than that."""
    found: dict[str, datetime] = {}
    for job, (rows, by) in _queues().items():
        asked = rows.filter(**{f"{by}__gt": after}) if after else rows
        first = asked.aggregate(first=Min(by))["first"]
        if first is not None:
            found[job] = first
    return found


def due(found: Firsts, moment: datetime) -> Firsts:
    """Those that are due by this moment."""
    return {job: first for job, first in found.items() if first <= moment}


def _queues() -> Mapping[str, tuple[QuerySet[Any], str]]:
    return {
        "records": (Record.objects.filter(stuck=""), "wake_at"),
        "letters": (Letter.objects.filter(state=State.WAITING), "send_after"),
        "errands": (Errand.objects.filter(done_at=None, refused=""), "next_at"),
        "arrivals": (Arrival.objects.filter(outcome=Outcome.WAITING), "try_at"),
    }
