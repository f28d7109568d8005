"""The reports at many leads: how fast the follower folds, how long each page takes beside a count.

A thousandth of the leads' ways is drawn with a seed and repeated: down the funnel, skipped, back,
recycled. They are written as rows, put into the follower's queue, and folded.
"""

import random
import time
from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import quantiles

from django.db import connection, transaction

from bench import firm
from bench.pages import AIM_MS, browser, opened
from bench.said import say
from leadline.access.models import User
from leadline.core import bulk, clock
from leadline.core.actor import AUTOMATION
from leadline.leads.models import Lead, Source
from leadline.playbooks.actions import publish
from leadline.playbooks.models import Version
from leadline.records.models import Record, StageVisit
from leadline.reports.actions.folding import fold_next
from leadline.reports.actions.stirring import stir
from leadline.reports.models import JourneyMark, Tally

SLICE, TIMES = 5_000, 20
SOURCES, CAMPAIGNS = 12, 20
STATUSES = ("Inquiry", "MAQL", "LAL", "MQL", "SAL", "SQL")
PLAYBOOK = {
    "playbook.yaml": "title: Funnel\nlanguages: [en]\nroles: [Seller]\n",
    "lead.yaml": "process: Statuses\nfollows: lead\nstatuses: stages\nneeds: a group Seller\n"
    "begins:\n  - on: lead opened\nowner: role Seller\nstages:\n"
    + "".join(
        f"  {one}:\n    goal: Go on\n    next:\n      - go to: {to}\n        by: role Seller\n"
        "      - go to: Disqualified\n        by: role Seller\n"
        "      - go to: Re-Market\n        by: role Seller\n"
        for one, to in pairwise(STATUSES)
    )
    + "  Re-Market:\n    goal: Wait\n    next:\n      - go to: MAQL\n        by: role Seller\n"
    "ends:\n  SQL:\n    outcome: qualified\n  Disqualified:\n    outcome: disqualified\n",
}
PAGES = {
    "funnel": "/insight/",
    "funnel, one source": "/insight/?source=1",
    "funnel, one owner": "/insight/?owner={owner}",
    "cohorts by month": "/insight/cohorts/",
    "cohorts by campaign": "/insight/cohorts/?by=campaign",
    "flow": "/insight/flow/",
    "speed": "/insight/speed/",
    "sources": "/insight/sources/",
    "unusual": "/insight/unusual/",
    "leads behind a number": "/insight/leads/?measure=reached&what=SQL",
}


def main(arguments: Sequence[str]) -> int:
    """Says leads folded per second, and each page's p50 and p95; 1 where the counts differ."""
    parser = ArgumentParser(prog="funnel", description=__doc__)
    parser.add_argument("--leads", type=int, default=100_000)
    options = parser.parse_args(arguments)
    firm.make(sellers=20)
    version = publish(AUTOMATION, None, name="funnel", source=PLAYBOOK)
    _grow(options.leads, version)
    began = time.perf_counter()
    turns = 0
    while fold_next(clock.now()):
        turns += 1
    seconds = time.perf_counter() - began
    say(
        "fold",
        leads=options.leads,
        seconds=round(seconds, 1),
        leads_per_second=round(options.leads / seconds),
        transaction_ms=round(1_000 * seconds / max(turns, 1), 1),
        cells=Tally.objects.count(),
        marks=JourneyMark.objects.count(),
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    _measure(options.leads)
    return _compare()


def _grow(number: int, version: Version) -> None:
    draw = random.Random(4)
    ways = [_way(draw) for _ in range(1_000)]
    people = list(User.objects.filter(name__startswith="Seller"))
    sources = [Source(name=f"source {n}", label=f"Source {n}") for n in range(SOURCES)]
    Source.objects.bulk_create(sources)
    for first in range(0, number, SLICE):
        with transaction.atomic():
            count = min(SLICE, number - first)
            ids = bulk.reserve_ids(Record, count)
            rows = [_rows(pk, first + nth, ways, people, version) for nth, pk in enumerate(ids)]
            bulk.insert(Record, [row for row, _visits in rows])
            bulk.insert(
                Lead,
                [
                    Lead(record_id=row.pk, source=sources[row.pk % SOURCES],
                         campaign=f"Campaign {row.pk % CAMPAIGNS}", received_at=row.opened_at)
                    for row, _visits in rows
                ],
            )  # fmt: skip
            visits = [visit for _row, own in rows for visit in own]
            for pk, visit in zip(bulk.reserve_ids(StageVisit, len(visits)), visits, strict=True):
                visit.pk = pk
            bulk.insert(StageVisit, visits)
            stir(ids)


def _way(draw: random.Random) -> list[tuple[str, float]]:
    """(stage, days since it was opened)."""
    found, days, place = [("Inquiry", 0.0)], 0.0, 0
    while place < len(STATUSES) - 1 and draw.random() < 0.6:
        days += draw.expovariate(0.2)
        place += 2 if draw.random() < 0.05 and place < 4 else 1
        found.append((STATUSES[place], days))
        if draw.random() < 0.08:
            found += [("Re-Market", days + 1), ("MAQL", days + 40)]
            days, place = days + 40, 1
    return [*found, ("Disqualified", days + 3)] if draw.random() < 0.2 else found


def _rows(
    pk: int, nth: int, ways: list[list[tuple[str, float]]], people: list[User], version: Version
) -> tuple[Record, list[StageVisit]]:
    opened_at = clock.now() - timedelta(minutes=nth * 7 % 1_051_200)  # two years
    way = ways[nth * 7919 % len(ways)]
    visits = [
        StageVisit(
            record_id=pk, number=number, stage=stage, cycle=1, entered_at=_at(opened_at, days)
        )
        for number, (stage, days) in enumerate(way, start=1)
    ]
    owner = people[nth % len(people)]
    record = Record(
        pk=pk, kind="lead", title=f"Lead {nth}", owner=owner, version=version, process="Statuses",
        stage=way[-1][0], visit=len(way), opened_at=opened_at, entered_at=visits[-1].entered_at,
    )  # fmt: skip
    return record, visits


def _at(opened_at: datetime, days: float) -> datetime:
    return opened_at + timedelta(days=days)


def _measure(leads: int) -> None:
    boss = browser(User.objects.get(name="Boss"))
    owner = User.objects.get(name="Seller0").pk
    for page, address in PAGES.items():
        address = address.format(owner=owner)
        opened(boss, address)  # once, so that templates are compiled
        taken = [opened(boss, address) for _ in range(TIMES)]
        spent, processor = (quantiles(one, n=20) for one in zip(*taken, strict=True))
        say(
            f"page: {page}",
            leads=leads,
            p50_ms=round(spent[9], 1),
            p95_ms=round(spent[18], 1),
            processor_p50_ms=round(processor[9], 1),
            aim_ms=AIM_MS,
        )


def _compare() -> int:
    """The same numbers by a plain count over the visits, with the time that takes."""
    began = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COUNT(DISTINCT record_id) FROM records_stagevisit WHERE stage = 'SQL'"
        )
        [plain] = cursor.fetchone()
    seconds = time.perf_counter() - began
    cells = Tally.objects.filter(dimension="", measure="reached", what="SQL", is_of_all=True)
    kept = sum(cells.values_list("number", flat=True))
    say("plain count of SQL", ms=round(1_000 * seconds, 1), number=plain, kept=kept)
    return int(plain != kept)
