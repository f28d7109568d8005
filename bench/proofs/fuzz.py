"""Random requests of strangers and of every role: no page answers with a server error."""

import sys
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Sequence

from django.core.management import call_command

from bench.fuzzing.requests import Maker
from bench.fuzzing.sender import Request, Sender
from bench.said import verdict
from bench.world import World, make_world

ANEW = 1000  # requests after which everybody signs in again and the forms are read anew


def main(arguments: Sequence[str]) -> int:
    parser = ArgumentParser(prog="fuzz", description=__doc__)
    parser.add_argument("--requests", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    call_command("migrate", verbosity=0)
    began = time.perf_counter()
    broken, statuses = fuzz(make_world(), options.requests, options.seed)
    for where, (request, trace) in broken.items():
        print(f"{where}\n{request}\n{trace}", file=sys.stderr)
    return verdict(
        "fuzz",
        dict.fromkeys(broken, 1),
        requests=options.requests,
        seed=options.seed,
        statuses={str(status): number for status, number in sorted(statuses.items())},
        seconds=round(time.perf_counter() - began),
    )


def fuzz(
    world: World, requests: int, seed: int
) -> tuple[dict[str, tuple[Request, str]], Counter[int]]:
    """What broke, by the place in the code, with the first request that broke it; all statuses."""
    sender, maker = Sender(), Maker(world, seed)
    broken: dict[str, tuple[Request, str]] = {}
    statuses: Counter[int] = Counter()
    for number in range(requests):
        if number % ANEW == 0:
            sender.forget()
            maker.harvest(sender)
        request = maker.make()
        status, _page = sender.send(request)
        statuses[status] += 1
        if status >= 500:
            broken.setdefault(place_of(sender.last) or f"{status}", (request, sender.last))
    return broken, statuses


def place_of(trace: str) -> str:
    """The last line of ours that the traceback names, with the kind of error."""
    ours = [line.strip() for line in trace.splitlines() if "/leadline/" in line]
    kind = trace.strip().splitlines()[-1] if trace.strip() else ""
    return f"{ours[-1] if ours else 'elsewhere'}: {kind.partition(':')[0]}" if kind else ""
