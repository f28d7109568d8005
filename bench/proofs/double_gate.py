"""Two processes record one half each of a gate at once: the gate opens every time, and once."""

import random
import time
from argparse import ArgumentParser
from collections.abc import Sequence
from multiprocessing.synchronize import Barrier

from django.db.models import Count, F, Q

from bench import firm
from bench.proofs.together import together
from bench.said import verdict
from leadline.automation.answering import answer_due
from leadline.core import clock
from leadline.core.actor import AUTOMATION
from leadline.records.actions import give_answers
from leadline.records.models import Record, StageVisit
from leadline.work.models import Task

HALVES = ("paid", "signed")
GATE = "Open account"
JITTER = 0.004  # seconds at most by which one process is behind the other


def main(arguments: Sequence[str]) -> int:
    parser = ArgumentParser(prog="double-gate", description=__doc__)
    parser.add_argument("--records", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    firm.make(sellers=2)
    door = firm.door_of("two-halves", "Two halves", "Awaiting both")
    firm.take_in(door, [firm.lead(number) for number in range(options.records)])
    firm.answer_all()
    began = time.perf_counter()
    together(lambda number, barrier: _record_half(number, barrier, options.seed))
    firm.answer_all()
    seconds = time.perf_counter() - began
    return verdict("double gate", faults(), records=options.records, seconds=round(seconds, 1))


def _record_half(number: int, barrier: Barrier, seed: int) -> None:
    """One process: its half on every record at the same moment as the other, and automation."""
    chance = random.Random(seed + number)
    for pk in list(Record.objects.order_by("pk").values_list("pk", flat=True)):
        barrier.wait()
        time.sleep(chance.random() * JITTER)
        give_answers(AUTOMATION, Record(pk=pk), answers={HALVES[number]: True})
        answer_due(clock.now(), limit=10)


def faults() -> dict[str, int]:
    """By kind of fault, how many records have it."""
    entered = Count("visits", filter=Q(visits__stage=GATE))
    records = Record.objects.annotate(entered=entered)
    tasks = Task.objects.values("record").annotate(n=Count("pk"))
    return {
        "never opened": records.filter(entered=0).count(),
        "opened more than once": records.filter(entered__gt=1).count(),
        "stands elsewhere": Record.objects.exclude(stage=GATE).count(),
        "stuck or failed": Record.objects.exclude(stuck="", tries=0).count(),
        "unanswered": Record.objects.filter(seq__gt=F("answered_seq")).count(),
        "visits not closed": StageVisit.objects.exclude(stage=GATE).filter(left_at=None).count(),
        "task missing": Record.objects.count() - tasks.count(),
        "task twice": tasks.filter(n__gt=1).count(),
    }
