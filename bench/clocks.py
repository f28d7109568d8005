"""What a sweep over running clocks costs: while none is due, where some are, and all anew.

Clocks are no rows: the earliest moment of a record stands in its `wake_at`. So the worker's look at
clocks that are not due is one question to an index; the last figure is the sweep that a design
without it would need, and proves that the moment kept is the one that the state says.
"""

from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.db import connection

from bench import firm
from bench.measure import Stretch, stretch
from bench.raw import Copy
from bench.said import say, verdict
from leadline.access.models import Team
from leadline.automation.answering import answer_due, cases_of
from leadline.automation.models import MeasuredPromise
from leadline.automation.surroundings import around
from leadline.core import clock
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.remembered import remembering
from leadline.playbooks.engine.promises import running
from leadline.playbooks.engine.state import State
from leadline.records.models import Record

AIM = 10.0  # seconds for 100,000
DUE = 100  # one clock of so many comes due
LATER = timedelta(days=7)


def main(arguments: Sequence[str]) -> int:
    parser = ArgumentParser(prog="clocks", description=__doc__)
    parser.add_argument("--clocks", type=int, default=10_000)
    clocks = parser.parse_args(arguments).clocks
    _start(clocks)
    aim = round(AIM * clocks / 100_000, 2)
    with stretch() as looked:
        if answer_due(clock.now()):
            raise RuntimeError("something was due that should not be")
    say("sweep, none due", clocks=clocks, seconds=round(looked.seconds, 4), aim_seconds=aim,
        yardstick="SELECT wake_at, state of all",
        yardstick_seconds=round(_raw_read(), 3))  # fmt: skip
    some = _sweep_due(clocks, aim)
    spent, wrong = _anew()
    return verdict(
        "sweep, all worked out anew",
        {"due otherwise than kept": wrong, "not missed once": clocks // DUE - some},
        clocks=clocks,
        seconds=round(spent.seconds, 2),
        processor_seconds=round(spent.processor, 2),
        aim_seconds=aim,
        yardstick="SELECT wake_at, state of all",
        yardstick_seconds=round(_raw_read(), 3),
    )


def _start(clocks: int) -> None:
    """So many leads, each with a promise that runs in the working time of whoever has it."""
    firm.make(sellers=5)
    team = Team.objects.get(name="Sales")
    for number in range(5):
        firm.colleague(team, f"ldr{number}", "LDR")
    door = firm.door_of("agreed", "Agreed lead", "Asked")
    firm.take_in(door, [firm.lead(number) for number in range(clocks)])
    firm.answer_all()
    Record.objects.filter(kind="lead").update(wake_at=clock.now() + LATER)


def _sweep_due(clocks: int, aim: float) -> int:
    """One of DUE clocks has come to its end; how many were missed."""
    some = Record.objects.filter(kind="lead").order_by("pk").values_list("pk", flat=True)
    due = list(some[: clocks // DUE])
    Record.objects.filter(pk__in=due).update(wake_at=clock.now())
    copy, spent = Copy(settings.DATA, "swept"), Stretch()
    with clock.standing_at(clock.now() + LATER - timedelta(hours=1)), stretch(spent):
        while answer_due(clock.now()):
            pass
    rows, seconds = copy.raw_write()
    missed = MeasuredPromise.objects.filter(result=MeasuredPromise.Result.MISSED).count()
    say("sweep, one of 100 due", clocks=clocks, missed=missed, seconds=round(spent.seconds, 2),
        processor_seconds=round(spent.processor, 2), aim_seconds=aim, rows=rows,
        yardstick="raw write of the same new rows",
        yardstick_seconds=round(seconds, 3))  # fmt: skip
    return missed


def _anew() -> tuple[Stretch, int]:
    """Reads every running clock and works out when it is due; how many say otherwise."""
    spent, wrong, last = Stretch(), 0, 0
    with stretch(spent):
        while slice_ := _after(last):
            last = slice_[-1].pk
            wrong += sum(due != record.due_at for record, due in _due(slice_))
    return spent, wrong


def _after(last: int) -> list[Record]:
    rows = Record.objects.filter(kind="lead", due_at__isnull=False, pk__gt=last)
    return list(rows.order_by("pk")[: firm.SLICE])


def _due(records: Sequence[Record]) -> list[tuple[Record, object]]:
    batch, found = Batch(AUTOMATION, clock.now()), []  # never entered: nothing is written
    with remembering():
        for case in cases_of(records):
            surroundings = around(batch, case.record, case.playbook, batch.now)
            state = State.from_json(case.record.state)
            promises = running(case.playbook, state, case.view, surroundings)
            found.append((case.record, next(iter(promises)).due_at if promises else None))
    return found


def _raw_read() -> float:
    with stretch() as spent, connection.cursor() as cursor:
        cursor.execute("SELECT wake_at, state FROM records_record WHERE kind = 'lead'")
        cursor.fetchall()
    return spent.seconds
