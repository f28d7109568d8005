"""How much one transaction takes on, so that nobody waits long for SQLite's one writer.

docs/decisions/0007-write-lock.md has the measurements.
"""

import time

from django.db import connection

LETS_IN = 0.008  # seconds between two batches: who waits asks every 4 ms


def at_once(plenty: int, few: int) -> int:
    """`plenty` where writers lock rows (PostgreSQL), `few` where there is one writer (SQLite)."""
    return few if connection.vendor == "sqlite" else plenty


def let_others_in() -> None:
    """Between two batches of one process; outside of any transaction."""
    if connection.vendor == "sqlite":
        time.sleep(LETS_IN)
