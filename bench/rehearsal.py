"""What it costs to rehearse a text on many leads, beside reading their events plainly."""

import time
from argparse import ArgumentParser
from collections.abc import Sequence

from bench import firm
from bench.measure import peak_mb, stretch
from bench.said import say
from leadline.automation.rehearsal.rehearsing import Asked, Rehearsal, Report
from leadline.core import clock
from leadline.core.actor import AUTOMATION
from leadline.core.models import Event
from leadline.playbooks.versions import definition_of
from leadline.records.actions import give_answers
from leadline.records.models import Record

AIM = 300.0  # seconds for 100,000 leads
ANSWERED = 5  # of so many leads one has answered its questions


def main(arguments: Sequence[str]) -> int:
    parser = ArgumentParser(prog="rehearsal", description=__doc__)
    parser.add_argument("--leads", type=int, default=10_000)
    options = parser.parse_args(arguments)
    firm.make(sellers=5)
    door = firm.door_of("trial-subscription", "Trial lead", "Registered")
    for start in range(0, options.leads, firm.SLICE):
        some = range(start, min(start + firm.SLICE, options.leads))
        firm.take_in(door, [firm.lead(nth) for nth in some])
    firm.answer_all()
    _work(options.leads)
    asked = Asked("trial-subscription", definition_of(door.version.pk), None, clock.now())
    report = Report()
    with stretch() as spent:
        for slice_ in Rehearsal(asked).slices():
            for one in slice_:
                report.add(one)
    began = time.perf_counter()
    events = sum(1 for _ in Event.objects.filter(stream=Record.stream).iterator())
    say(
        "rehearse",
        leads=options.leads,
        records=report.records,
        same=report.same,
        apart=report.apart,
        events=events,
        seconds=round(spent.seconds, 1),
        processor_seconds=round(spent.processor, 1),
        aim_seconds=round(AIM * options.leads / 100_000, 1),
        peak_mb=peak_mb(),
        yardstick="reading the same events plainly",
        yardstick_seconds=round(time.perf_counter() - began, 1),
    )
    return 0 if report.same == report.records else 1


def _work(leads: int) -> None:
    """Some of them give us what the playbook asks, so that they go further."""
    ids = Record.objects.filter(kind="lead").order_by("pk").values_list("pk", flat=True)
    for pk in ids[:leads:ANSWERED]:
        answers = {"website": "https://steel.example", "business": "Steel"}
        give_answers(AUTOMATION, Record(pk=pk), answers=answers)
    firm.answer_all()
