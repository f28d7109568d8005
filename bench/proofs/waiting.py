"""The worker is killed while it gives what nobody could take: each is given once, in order."""

import random
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Sequence

from bench import firm
from bench.proofs.fast import fast_clock
from bench.proofs.routing import POOL, pool_of, widest
from bench.said import verdict
from leadline.access.models import User
from leadline.core.actor import AUTOMATION
from leadline.core.models import Event
from leadline.records.models import Record, Turn, Untaken
from leadline.work.actions.pools import change_pool

LIFE = 0.2  # seconds that a worker lives at most after it has given its first
PATIENCE = 120.0  # seconds until a worker has given its first, and the last one all


def main(arguments: Sequence[str]) -> int:
    parser = ArgumentParser(prog="waiting", description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--leads", type=int, default=5000)
    parser.add_argument("--people", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    began = time.perf_counter()
    door, weights = pool_of(options.people)
    _carry(weights, 0)
    firm.take_in(door, [firm.lead(number) for number in range(options.leads)])
    firm.answer_all()
    waited = Untaken.objects.count()
    _carry(weights, None)
    with fast_clock():
        given = _kill(options.kills, random.Random(options.seed))
        _finish()
    got = Counter[int | None](Record.objects.filter(kind="lead").values_list("owner", flat=True))
    return verdict(
        "waiting",
        {"never waited": options.leads - waited, **faults(got, weights)},
        leads=options.leads,
        kills=options.kills,
        given_at_kills=given,
        seconds=round(time.perf_counter() - began, 1),
    )


def _carry(weights: dict[int, int], most: int | None) -> None:
    for user in User.objects.filter(pk__in=weights):
        told = {"user": user, "weight": weights[user.pk], "capacity": most}
        change_pool(AUTOMATION, None, pool=POOL, **told)


def _kill(kills: int, chance: random.Random) -> list[int]:
    """How many leads had been given at each kill."""
    given: list[int] = []
    for _ in range(kills):
        before = _given()
        with _worker() as worker:
            until = time.monotonic() + PATIENCE
            while _given() == before and time.monotonic() < until:
                time.sleep(0.01)
            time.sleep(chance.uniform(0, LIFE))
            worker.kill()
        given.append(_given())
    return given


def _worker() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "bench.proofs.fast"])


def _given() -> int:
    return Record.objects.filter(kind="lead", queue="").count()


def _finish() -> None:
    with _worker() as worker:
        until = time.monotonic() + PATIENCE
        while Untaken.objects.exists() and time.monotonic() < until:
            time.sleep(0.2)
        worker.terminate()


def faults(got: Counter[int | None], weights: dict[int, int]) -> dict[str, int]:
    """By kind of fault, how many leads or people have it."""
    events = Event.objects.filter(stream=Record.stream, name="routed").order_by("pk")
    order = list(events.values_list("stream_id", flat=True))
    came = list(Record.objects.filter(pk__in=order).order_by("pk").values_list("pk", flat=True))
    counted = dict(Turn.objects.filter(pool=POOL).values_list("user", "taken"))
    return {
        "without owner": got[None],
        "given twice": len(order) - len(set(order)),
        "out of order": sum(one != other for one, other in zip(order, came, strict=False)),
        "shares off by one or more": int(widest(got, weights) >= 1),
        "turns not as counted": sum(counted.get(user, 0) != got[user] for user in weights),
        "still waiting": Untaken.objects.count(),
        "stuck or failed": Record.objects.exclude(stuck="", tries=0).count(),
    }
