"""SQLite as Django knows it, but who waits to write asks again every few milliseconds.

SQLite itself asks after 1, 2, 5 … and at last every 100 ms. A worker that writes one batch after
the other lets others in for some milliseconds between two, which a form could miss for seconds.
"""

import time

from django.db import OperationalError
from django.db.backends.sqlite3 import base

PAUSE = 0.004  # seconds
WAITS_IN_SQLITE = 20_000  # milliseconds, for all but the beginning of a transaction


class DatabaseWrapper(base.DatabaseWrapper):
    def _start_transaction_under_autocommit(self) -> None:
        """BEGIN IMMEDIATE; OperationalError when nobody lets go for `timeout` seconds."""
        give_up_at = time.monotonic() + self.settings_dict["OPTIONS"].get("timeout", 20)
        self.connection.execute("PRAGMA busy_timeout = 0")
        try:
            while not self._has_begun(last=time.monotonic() >= give_up_at):
                time.sleep(PAUSE)
        finally:
            self.connection.execute(f"PRAGMA busy_timeout = {WAITS_IN_SQLITE}")

    def _has_begun(self, *, last: bool) -> bool:
        try:
            self.cursor().execute("BEGIN IMMEDIATE")
        except OperationalError as error:
            if last or "locked" not in str(error):
                raise
            return False
        return True
