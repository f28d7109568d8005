"""Several processes route leads at once: every one is given once, each share is within one.

The weights are unequal and the leads arrive in all processes at the same time, so that a turn that
was skipped, doubled or lost would show in the shares, in the ledger, or in the events.
"""

import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from multiprocessing.synchronize import Barrier

from bench import firm
from bench.proofs.together import together
from bench.said import verdict
from leadline.access.models import Team, User
from leadline.core.actor import AUTOMATION
from leadline.core.models import Event
from leadline.leads.incoming import Door
from leadline.records.models import PoolDay, Record, Turn
from leadline.work.actions.pools import change_pool

POOL = "Sales"
ROUNDS = 5


def main(arguments: Sequence[str]) -> int:
    parser = ArgumentParser(prog="routing", description=__doc__)
    parser.add_argument("--leads", type=int, default=10_000)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--processes", type=int, default=8)
    options = parser.parse_args(arguments)
    door, weights = pool_of(options.people)
    each = max(options.leads // (options.processes * ROUNDS), 1)
    began = time.perf_counter()
    together(lambda number, barrier: _bring_in(number, barrier, door, each), options.processes)
    firm.answer_all()
    leads = options.processes * ROUNDS * each
    got = Counter[int | None](Record.objects.filter(kind="lead").values_list("owner", flat=True))
    return verdict(
        "routing",
        faults(got, weights, leads),
        leads=leads,
        people=options.people,
        processes=options.processes,
        widest=round(float(widest(got, weights)), 3),
        seconds=round(time.perf_counter() - began, 1),
    )


def pool_of(people: int) -> tuple[Door, dict[int, int]]:
    """The way in, and the weight of each who is in the pool: 1, 2, 3, 1 …"""
    firm.make(sellers=people)
    door = firm.door_of("routed", "Routed lead", "New")
    users = list(User.objects.filter(email__startswith="seller").order_by("pk"))
    weights = {user.pk: 1 + index % 3 for index, user in enumerate(users)}
    for user in users:
        change_pool(AUTOMATION, None, pool=POOL, user=user, weight=weights[user.pk])
    Team.objects.update(hours=["00:00–24:00"] * 7)  # whenever it runs, they work
    return door, weights


def _bring_in(number: int, barrier: Barrier, door: Door, each: int) -> None:
    for turn in range(ROUNDS):
        leads = [firm.lead(turn * each + n, f"side{number}") for n in range(each)]
        barrier.wait()
        firm.take_in(door, leads)
        firm.answer_all()


def widest(got: Counter[int | None], weights: dict[int, int]) -> Fraction:
    """How far the one who is farthest from their exact share is, in turns."""
    turns, whole = sum(got[user] for user in weights), sum(weights.values())
    return max(abs(got[user] - Fraction(turns * w, whole)) for user, w in weights.items())


def faults(got: Counter[int | None], weights: dict[int, int], leads: int) -> dict[str, int]:
    """By kind of fault, how many leads or people have it."""
    events = Event.objects.filter(stream=Record.stream, name="routed")
    given = Counter(events.values_list("stream_id", flat=True))
    counted = dict(Turn.objects.filter(pool=POOL).values_list("user", "taken"))
    day = Counter[int]()
    for user, turns in PoolDay.objects.filter(pool=POOL).values_list("user", "got"):
        day[user] += turns
    return {
        "leads missing": leads - sum(got.values()),
        "without owner": got[None],
        "given twice": sum(times > 1 for times in given.values()),
        "given without why": events.filter(why=None).count(),
        "never given": leads - len(given),
        "shares off by one or more": int(widest(got, weights) >= 1),
        "turns not as counted": sum(counted.get(user, 0) != got[user] for user in weights),
        "ledger not as counted": sum(day[user] != got[user] for user in weights),
        "stuck or failed": Record.objects.exclude(stuck="", tries=0).count(),
    }
