"""What the worker does with work that waits: it looks again for those who can take it."""

import logging
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from django.db.models import Q

from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.batch_size import at_once
from leadline.core.errors import Refused
from leadline.core.remembered import remembering
from leadline.playbooks.definition import Who, WhoKind
from leadline.records.models import Record, Untaken
from leadline.records.routing.conditions import foresee
from leadline.records.routing.finding import LOOKING, Asking, decide
from leadline.records.routing.untaken import meant, still_waits
from leadline.work.actions.queues import route_waiting

log = logging.getLogger(__name__)
AGAIN = timedelta(minutes=1)
SLICE, FEW = 500, 100  # records in one transaction; few where it keeps every writer waiting


def route_due(now: datetime) -> int:
    """Tries what waits longest and has not been tried for a minute; returns how many were tried.

    People are looked for before anything is locked: what nobody can take costs a look and a mark.
    So whatever has changed – capacity, leave, the pool, the rule, the record – counts by itself.
    """
    due = Untaken.objects.filter(Q(looked_at__lte=now - AGAIN) | Q(who=""))
    rows = list(due.select_related("record").order_by("since", "pk")[: at_once(SLICE, FEW)])
    if rows:
        _give(rows, _with_somebody(rows, now))
    return len(rows)


def _give(rows: Sequence[Untaken], found: set[int]) -> None:
    """All at once, and one by one where a rule forbids some: these wait on and keep nobody else."""
    try:
        route_waiting(AUTOMATION, None, rows=rows, found=found)
    except Refused as refused:
        if len(rows) > 1:
            for row in rows:
                _give([row], found)
        elif found:
            log.info("Record %s waits on: %s", rows[0].record_id, refused.sentence)
            _give(rows, set())


def _with_somebody(rows: Sequence[Untaken], now: datetime) -> set[int]:
    """The ids of those that somebody could take now, in this order."""
    batch = Batch(AUTOMATION, now)  # it is never entered: nothing can be written
    asked = [(row, meant(batch, row.record, row.who)) for row in rows if _waits(row)]
    routes: dict[str, list[Record]] = defaultdict(list)
    for row, who in asked:
        for name in _routes_in(who):
            routes[name].append(row.record)
    with remembering():
        for name, records in routes.items():
            foresee(batch, records, name)
        return {
            row.pk
            for row, who in asked
            if who is not None and decide(batch, row.record, who, _looking(row)).user is not None
        }


def _routes_in(who: Who | None) -> Iterator[str]:
    while who is not None:
        if who.kind is WhoKind.ROUTE:
            yield who.name
        who = who.otherwise


def _waits(row: Untaken) -> bool:
    return still_waits(row.record, row)


def _looking(row: Untaken) -> Asking:
    return Asking(but=frozenset(row.but), pool_of=LOOKING.pool_of)
