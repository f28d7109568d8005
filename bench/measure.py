"""What leads cost from their arrival to their pages, each figure beside its yardstick."""

import resource
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

from django.conf import settings

from bench import firm
from bench.pages import measure_pages
from bench.people import Lead, lead
from bench.planting import Plan, ban_list, planted
from bench.raw import Copy
from bench.said import say
from bench.storage import held
from leadline.core.actor import AUTOMATION
from leadline.leads.incoming import Door, Incoming
from leadline.parties.actions.watching import add_screening_entry
from leadline.parties.candidates import Candidate
from leadline.parties.models import ListName, Subject
from leadline.records.models import Record

ALONE = 200  # leads that are created one at a time
WARM = 50  # leads before that, so that tables of numbers and domains are read from the disk


@dataclass
class Stretch:
    """Seconds on the clock, and of them those in which a processor worked for this process."""

    seconds: float = 0.0
    processor: float = 0.0


@contextmanager
def stretch(spent: Stretch | None = None) -> Iterator[Stretch]:
    """Adds what the code inside takes."""
    spent = spent or Stretch()
    clock, processor = time.perf_counter(), time.process_time()
    yield spent
    spent.seconds += time.perf_counter() - clock
    spent.processor += time.process_time() - processor


def rates(leads: int, spent: Stretch) -> dict[str, int]:
    """A busy machine shows in the difference: the second is what an idle one would do."""
    return {
        "per_second": round(leads / spent.seconds),
        "per_processor_second": round(leads / spent.processor),
    }


def main(arguments: Sequence[str]) -> int:
    parser = ArgumentParser(prog="measure", description=__doc__)
    parser.add_argument("--leads", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args(arguments)
    firm.make(sellers=5)
    enter_bans()
    door = firm.door_of("trial-subscription", "Trial lead", "Registered")
    _one_at_a_time(door, options.leads, options.seed)
    _all(door, options.leads, options.seed)
    measure_pages(Record.objects.filter(kind="lead").count())
    return 0


def enter_bans() -> None:
    """The entries that the banned rows of a generated file meet."""
    for _, text in ban_list():
        add_screening_entry(
            AUTOMATION,
            None,
            list_name=ListName.BAN,
            kind=Subject.COMPANY,
            text=text,
            reason="Did not pay.",
        )


def _one_at_a_time(door: Door, total: int, seed: int) -> None:
    """With people who come after all those of the export."""
    beyond = range(total + 1, total + ALONE + WARM + 1)
    leads = [incoming(lead(seed, nth, total)) for nth in beyond]
    firm.take_in(door, leads[:WARM])
    leads = leads[WARM:]
    with stretch() as spent:
        for one in leads:
            firm.take_in(door, [one])
    firm.answer_all()
    say("create one at a time", leads=ALONE, **rates(ALONE, spent), aim=150)


def _all(door: Door, leads: int, seed: int) -> None:
    before = held()
    opened, answered = Copy(settings.DATA, "opened"), Copy(settings.DATA, "answered")
    stream = (incoming(one) for one, _ in planted(Plan(leads, seed)))
    opening = _open(door, stream)
    say("memory while opening", leads=leads, peak_mb=peak_mb(), aim_mb=400)
    say("storage", leads=leads, **held().since(before, leads), aim="15 rows, 45 entries, 3 kB")
    beside("open", leads, opening, opened, aim=2000)
    with stretch() as answering:
        firm.answer_all()
    say("answer", leads=leads, **rates(leads, answering))
    both = Stretch(opening.seconds + answering.seconds, opening.processor + answering.processor)
    beside("open and answer", leads, both, answered)


def _open(door: Door, stream: Iterator[Incoming]) -> Stretch:
    """Only the opening is timed, not the making of the leads."""
    spent = Stretch()
    while part := list(islice(stream, firm.SLICE)):
        with stretch(spent):
            firm.take_in(door, part)
    return spent


def beside(measure: str, leads: int, spent: Stretch, copy: Copy, **more: int) -> None:
    """Says what it took beside the raw write of the very rows that came of it."""
    rows, seconds = copy.raw_write()
    say(
        measure,
        leads=leads,
        **rates(leads, spent),
        rows=rows,
        yardstick="raw write of the same rows",
        yardstick_per_second=round(leads / seconds),
        times=round(spent.seconds / seconds, 1),
        aim_times=4,
        **more,
    )


def incoming(one: Lead) -> Incoming:
    """A generated row as the lead that an import makes of it."""
    candidate = Candidate(
        name=one.name,
        company=one.company,
        emails=(one.email,) if one.email else (),
        phones=(one.phone,) if one.phone else (),
        country=one.country,
        language=one.language,
    )
    consent = "You may write to me." if one.may_write == "yes" else ""
    return Incoming(
        candidate,
        source=one.source,
        number=one.number,
        language=one.language,
        message=one.message,
        consent=consent,
    )


def peak_mb() -> int:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
