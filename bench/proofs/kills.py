"""The worker is killed at random moments while leads come in and are worked: nothing is lost.

A machine that stands still for a minute stands still for an hour by this clock, and the worker then
holds itself, as it should. The proof lets it go by the action that an operator has, and says so.
"""

import os
import random
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings

from bench import firm
from bench.proofs import left
from bench.proofs.fast import Fast, fast_clock
from bench.proofs.product import product
from bench.said import say, verdict
from leadline.access.actor import person
from leadline.access.models import User
from leadline.automation.actions import let_go
from leadline.automation.events import HELD
from leadline.automation.holding import REASONS, the_worker
from leadline.automation.jobs import all_jobs
from leadline.automation.worker import run_round
from leadline.core import clock
from leadline.core.clock import Driven
from leadline.core.models import Event
from leadline.leads.incoming import Door

LIFE = (0.2, 3.0)  # seconds that a worker lives after its first breath, at least and at most; on a
START = 1.0  # machine on which a start takes longer than this, as many times as long
NEVER_BREATHES = 0.1  # of the workers are killed while they start
STARTING = 60.0  # seconds that a start takes at most, on a machine with much else to do
CALM = timedelta(hours=9)  # the longest wait between two tries is six hours
STEP = timedelta(minutes=10)
STANDSTILL = "outage"


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
    return verdict(
        "kills",
        {**at_once, **found},
        kills=options.kills,
        **counts,
        standstills=_standstills(),
        seconds=seconds,
    )


def _kill(door: Door, running: Fast, kills: int, leads: int, chance: random.Random) -> None:
    """Leads come in during the first two thirds of the kills; the rest hits what time brings."""
    taken = 0
    for kill in range(kills):
        worker = subprocess.Popen([sys.executable, "-m", "bench.proofs.fast"])
        life, began = chance.uniform(*LIFE), time.monotonic()
        if chance.random() > NEVER_BREATHES:
            _wait_for_a_breath(worker, clock.now())
            life *= max((time.monotonic() - began) / START, 1.0)
        until = time.monotonic() + life
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
        _let_go_after_a_standstill(kill)


def _wait_for_a_breath(worker: subprocess.Popen[bytes], began: datetime) -> None:
    """Else, on a busy machine, every kill would hit a start."""
    until = time.monotonic() + STARTING
    while time.monotonic() < until and worker.poll() is None:
        seen = the_worker().seen_at
        if seen is not None and seen > began:
            return
        time.sleep(0.02)


def _let_go_after_a_standstill(kill: int) -> None:
    """As an operator does. Any other hold is a fault, and stays until it is counted."""
    worker = the_worker()
    if worker.held_because == STANDSTILL:
        say("kills: held after a standstill, let go", kill=kill + 1)
        let_go(person(User.objects.get(name="Boss")), worker)


def _standstills() -> int:
    """How often the worker says that it held itself for one."""
    return Event.objects.filter(name=HELD.name, data__reason=REASONS[STANDSTILL]).count()


def _calm_down(running: Fast) -> None:
    """One worker that nobody kills, until nothing is left to do."""
    with Driven(running.at) as driven:
        until = clock.now() + CALM
        while clock.now() < until:
            while run_round(all_jobs(), clock.now(), held=False):
                driven.advance(seconds=31)  # as long as a letter can be taken back
            driven.advance(seconds=STEP.total_seconds())
