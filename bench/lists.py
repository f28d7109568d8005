"""List, board and report at two sizes: the larger one may cost at most twice the smaller one.

A thousand leads come in and are answered; the rest are copies of their records without the engine's
memory, spread over stages, owners and two years, since the pages read columns and indexes alone.
"""

from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import timedelta
from statistics import quantiles

from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client

from bench import firm
from bench.pages import AIM_MS, browser, opened
from bench.said import say
from leadline.access.models import User
from leadline.core import bulk, clock
from leadline.leads.models import Lead
from leadline.playbooks.versions import definition_of
from leadline.records.models import Record

REAL = 1_000
TIMES = 40
SLICE = 10_000
PAGES = {
    "list": "/leads/",
    "list, sorted by name": "/leads/?sort=name",
    "list, sorted by promise": "/leads/?sort=-promise",
    "list, one stage": "/leads/?where=stage+is+%22Registered%22",
    "list, three tests": "/leads/?where=is+open+and+opened+in+the+last+90+days+and+owner+known",
    "list, one country": "/leads/?where=country+is+%22DE%22",
    "board": "/leads/board/",
    "grouped by stage": "/leads/report/?group=stage",
    "grouped by owner and month": "/leads/report/?group=owner&by=month",
    "grouped by month and stage": "/leads/report/?group=month&by=stage",
    "list, open and mine": "/leads/?where=is+open&owner=mine",
    "tidy, counted anew": "/tidy/",
    "bin": "/bin/",
}
ANEW = frozenset({"tidy, counted anew"})  # what is remembered for a minute is forgotten before


def main(arguments: Sequence[str]) -> int:
    """Says each page's p50 and p95 at both sizes, and how many times the processor works for it."""
    parser = ArgumentParser(prog="lists", description=__doc__)
    parser.add_argument("--small", type=int, default=10_000)
    parser.add_argument("--large", type=int, default=1_000_000)
    options = parser.parse_args(arguments)
    firm.make(sellers=5)
    door = firm.door_of("trial-subscription", "Trial lead", "Registered")
    firm.take_in(door, [firm.lead(number) for number in range(REAL)])
    firm.answer_all()
    people = list(User.objects.filter(name__startswith="Seller"))
    stages = list(definition_of(door.version.pk).processes["Trial lead"].stages.values())
    before: dict[str, float] = {}
    for size in (options.small, options.large):
        _grow(size, people, [one.name for one in stages if not one.is_end])
        before = _measured(size, before)
    return 0


def _measured(size: int, before: dict[str, float]) -> dict[str, float]:
    boss, found = browser(User.objects.get(name="Boss")), {}
    for page, address in PAGES.items():
        opened(boss, address)  # once, so that templates are compiled
        taken = [_opened(boss, page, address) for _ in range(TIMES)]
        spent, processor = (quantiles(one, n=20) for one in zip(*taken, strict=True))
        found[page] = processor[9]
        say(
            f"page: {page}",
            leads=size,
            p50_ms=round(spent[9], 1),
            p95_ms=round(spent[18], 1),
            processor_p50_ms=round(processor[9], 1),
            aim_ms=AIM_MS,
            times_the_small_one=round(processor[9] / before[page], 2) if page in before else None,
        )
    return found


def _opened(boss: Client, page: str, address: str) -> tuple[float, float]:
    if page in ANEW:
        cache.clear()
    return opened(boss, address)


def _grow(size: int, people: list[User], stages: list[str]) -> None:
    """Copies of the first records until there are so many."""
    patterns = list(Record.objects.filter(kind="lead").order_by("pk")[:REAL])
    sources = dict(Lead.objects.values_list("record_id", "source_id"))
    there = Record.objects.filter(kind="lead").count()
    while there < size:
        number = min(SLICE, size - there)
        with transaction.atomic():
            ids = bulk.reserve_ids(Record, number)
            made = [
                _copy(patterns[nth % REAL], pk, there + nth, people, stages)
                for nth, pk in enumerate(ids)
            ]
            bulk.insert(Record, made)
            bulk.insert(
                Lead,
                [
                    Lead(record_id=one.pk, source_id=sources[patterns[nth % REAL].pk],
                         received_at=one.opened_at)
                    for nth, one in enumerate(made)
                ],
            )  # fmt: skip
        there += number
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _copy(one: Record, pk: int, nth: int, people: list[User], stages: list[str]) -> Record:
    opened_at = clock.now() - timedelta(minutes=nth % 1_051_200)  # two years
    return Record(
        pk=pk,
        kind="lead",
        title=f"{one.title} {nth * 7919 % 1_000_003}"[:200],
        person_id=one.person_id,
        company_id=one.company_id,
        owner=people[nth % len(people)],
        team_id=one.team_id,
        version_id=one.version_id,
        process=one.process,
        stage=stages[nth * nth % 97 % len(stages)],
        visit=1,
        opened_at=opened_at,
        entered_at=opened_at + timedelta(minutes=nth % 500),
        due_at=opened_at + timedelta(days=800) if nth % 10 == 0 else None,
        promise="first response" if nth % 10 == 0 else "",
        answers=one.answers,
    )
