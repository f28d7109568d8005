"""Two processes open and answer leads at once: the turns of a pool differ by one at most."""

import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Sequence
from multiprocessing.synchronize import Barrier

from django.db.models import F

from bench import firm
from bench.proofs.together import together
from bench.said import verdict
from leadline.access.models import Role
from leadline.leads.incoming import Door
from leadline.records.models import Record, Turn

SELLERS = 7  # no divisor of what comes in, so that turns cannot come out even by themselves
ROUNDS = 10


def main(arguments: Sequence[str]) -> int:
    parser = ArgumentParser(prog="round-robin", description=__doc__)
    parser.add_argument("--records", type=int, default=1000)
    options = parser.parse_args(arguments)
    firm.make(sellers=SELLERS)
    door = firm.door_of("trial-subscription", "Trial lead", "Registered")
    each = max(options.records // (2 * ROUNDS), 1)
    began = time.perf_counter()
    together(lambda number, barrier: _bring_in(number, barrier, door, each))
    firm.answer_all()
    seconds = time.perf_counter() - began
    turns = Counter[int | None](Record.objects.filter(kind="lead").values_list("owner", flat=True))
    return verdict(
        "round robin",
        faults(turns, 2 * ROUNDS * each),
        records=2 * ROUNDS * each,
        turns=sorted(turns.values()),
        seconds=round(seconds, 1),
    )


def _bring_in(number: int, barrier: Barrier, door: Door, each: int) -> None:
    for turn in range(ROUNDS):
        first = turn * each
        barrier.wait()
        leads = [firm.lead(n, f"side{number}") for n in range(first, first + each)]
        firm.take_in(door, leads)
        firm.answer_all()


def faults(turns: Counter[int | None], leads: int) -> dict[str, int]:
    """By kind of fault, how many records or people have it."""
    counted: dict[int | None, int] = dict(
        Turn.objects.filter(pool="Seller").values_list("user", "taken")
    )
    sellers = Role.objects.get(name="Seller").memberships.count()
    return {
        "leads missing": leads - sum(turns.values()),
        "without owner": turns.pop(None, 0),
        "sellers left out": sellers - len(turns),
        "spread above one": max(max(turns.values()) - min(turns.values()) - 1, 0),
        "turns not as counted": sum(counted.get(one, 0) != n for one, n in turns.items()),
        "unanswered": Record.objects.filter(kind="lead", seq__gt=F("answered_seq")).count(),
        "stuck or failed": Record.objects.exclude(stuck="", tries=0).count(),
    }
