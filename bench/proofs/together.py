"""Runs the same work in several processes at once, each with its own connection to the database."""

import multiprocessing
from collections.abc import Callable
from multiprocessing.synchronize import Barrier

from django.db import connections

PATIENCE = 60.0  # seconds that one process waits for the others
_fork = multiprocessing.get_context("fork")  # a started Django comes along


def together(work: Callable[[int, Barrier], None], count: int = 2) -> None:
    """Calls work(0, barrier), work(1, barrier) … at once; raises when one of them failed."""
    barrier = _fork.Barrier(count, timeout=PATIENCE)
    connections.close_all()  # a connection must not be shared over a fork
    processes = [_fork.Process(target=work, args=(number, barrier)) for number in range(count)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    if any(process.exitcode for process in processes):
        raise RuntimeError("one of the processes failed; its last words stand above")
