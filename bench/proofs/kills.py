"""The worker is killed at random moments while leads come in and are worked: nothing is lost."""

import os
import random
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings

from bench import firm
from bench.proofs import left
from bench.proofs.fast import Fast, fast_clock
from bench.proofs.product import product
from bench.said import verdict
from leadline.automation.jobs import all_jobs
from leadline.automation.worker import run_round
from leadline.core import clock
from leadline.core.clock import Driven
from leadline.leads.incoming import Door

LIFE = (1.2, 4.0)  # seconds that a worker lives, at least and at most; its start takes one
CALM = timedelta(hours=9)  # the longest wait between two tries is six hours
STEP = timedelta(minutes=10)


def main(arguments: Sequence[str]) -> int:
    parser = ArgumentParser(prog="kills", description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--leads", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    os.environ["LEADLINE_HOOKS_INSIDE"] = "1"
    began = time.perf_counter()
    with product(options.seed) as ours:
        firm.make(hook=ours.url)
        door = firm.door_of("short-trial", "Short trial", "Registered")
        with fast_clock() as running:
            _kill(door, running, options.kills, options.leads, random.Random(options.seed))
            at_once = left.right_after_a_kill()
        _calm_down(running)
        found = left.after_all(options.leads, settings.DATA / "mail", ours)
    seconds = round(time.perf_counter() - began)
    counts = left.counts(ours)
    return verdict("kills", {**at_once, **found}, kills=options.kills, **counts, seconds=seconds)


def _kill(door: Door, running: Fast, kills: int, leads: int, chance: random.Random) -> None:
    """Leads come in during the first two thirds of the kills; the rest hits what time brings."""
    taken = 0
    for kill in range(kills):
        worker = subprocess.Popen([sys.executable, "-m", "bench.proofs.fast"])
        until = time.monotonic() + chance.uniform(*LIFE)
        wanted = min(leads, leads * (kill + 1) * 3 // (kills * 2) + 1)
        while taken < wanted:
            some = min(20, wanted - taken)
            firm.take_in(door, [firm.lead(taken + nth) for nth in range(some)])
            taken += some
        time.sleep(max(until - time.monotonic(), 0))
        if worker.poll() is not None:
            raise RuntimeError("the worker ended by itself; its last words stand above")
        worker.kill()
        worker.wait()


def _calm_down(running: Fast) -> None:
    """One worker that nobody kills, until nothing is left to do."""
    with Driven(running.at) as driven:
        until = clock.now() + CALM
        while clock.now() < until:
            while run_round(all_jobs(), clock.now(), held=False):
                driven.advance(seconds=31)  # as long as a letter can be taken back
            driven.advance(seconds=STEP.total_seconds())
