"""What firing a due timer with an effect costs, when 1,000 and when 10,000 are due at once."""

import time
from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import timedelta

from bench import firm
from bench.said import say
from leadline.core import clock
from leadline.leads.incoming import Door
from leadline.work.models import Task

FEW, MANY = 1_000, 10_000
LATER = timedelta(days=1, minutes=5)


def main(arguments: Sequence[str]) -> int:
    ArgumentParser(prog="timers", description=__doc__).parse_args(arguments)
    firm.make(sellers=5)
    door = firm.door_of("one-timer", "One timer", "Waiting")
    few = seconds_to_fire(door, FEW)
    many = seconds_to_fire(door, MANY)
    say(
        "fire due timers",
        timers=MANY,
        seconds=round(many, 2),
        per_timer_ms=round(many / MANY * 1000, 2),
        yardstick=f"per timer of {FEW:,}",
        yardstick_ms=round(few / FEW * 1000, 2),
        times=round(many / MANY / (few / FEW), 2),
    )
    return 0


def seconds_to_fire(door: Door, timers: int) -> float:
    """So many leads come in and wait; a day later all their timers are due at once."""
    done = Task.objects.count()
    firm.take_in(door, [firm.lead(nth, f"of {timers}") for nth in range(timers)])
    firm.answer_all()
    with clock.standing_at(clock.now() + LATER):
        began = time.perf_counter()
        firm.answer_all()
        seconds = time.perf_counter() - began
    if Task.objects.count() != done + timers:
        raise RuntimeError("not every timer had its effect once")
    return seconds
