"""What assignments with their decision records cost, beside the raw write of the same rows."""

from argparse import ArgumentParser
from collections.abc import Sequence

from django.conf import settings
from django.db import connection

from bench import firm
from bench.measure import Stretch, stretch
from bench.proofs.routing import pool_of
from bench.raw import Copy
from bench.said import say
from leadline.core import clock
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.models import Event
from leadline.playbooks.definition import Who, WhoKind
from leadline.records.actions import assign
from leadline.records.cause import Cause
from leadline.records.models import Record
from leadline.records.routing.finding import decide

AIM = 5.0  # seconds for 10,000
ROUTE = Who(WhoKind.ROUTE, "sales", text="route sales")


def main(arguments: Sequence[str]) -> int:
    parser = ArgumentParser(prog="routing-speed", description=__doc__)
    parser.add_argument("--leads", type=int, default=10_000)
    parser.add_argument("--people", type=int, default=20)
    options = parser.parse_args(arguments)
    door, _weights = pool_of(options.people)
    firm.take_in(door, [firm.lead(n) for n in range(options.leads)])
    ids = list(Record.objects.filter(kind="lead").order_by("pk").values_list("pk", flat=True))
    copy = Copy(settings.DATA, "routed")
    spent = Stretch()
    with stretch(spent):
        for start in range(0, len(ids), firm.SLICE):
            _assign(ids[start : start + firm.SLICE])
    rows, seconds = copy.raw_write()
    say(
        "assignments",
        leads=len(ids),
        people=options.people,
        seconds=round(spent.seconds, 2),
        aim_seconds=round(AIM * len(ids) / 10_000, 2),
        bytes_of_why=_bytes(),
        rows=rows,
        yardstick="raw write of the same new rows",
        yardstick_seconds=round(seconds, 2),
        times=round(spent.seconds / seconds, 1),
    )
    return 0


def _assign(ids: Sequence[int]) -> None:
    """One slice, as automation does it: lock, decide, give, and keep why."""
    with Batch(AUTOMATION, clock.now()) as batch:
        for record in batch.lock([Record(pk=pk) for pk in ids]):
            decided = decide(batch, record, ROUTE)
            cause = Cause(why={"text": ROUTE.text, "route": decided.json()})
            assign.within(batch, record, owner=decided.user, routed=True, cause=cause)


def _bytes() -> int:
    """Of one decision record, as it is kept."""
    column = "length(why)" if connection.vendor == "sqlite" else "pg_column_size(why)"
    events = Event.objects.filter(name="routed").extra(select={"bytes": column})
    sizes = list(events.values_list("bytes", flat=True)[:1000])
    return round(sum(sizes) / max(len(sizes), 1))
