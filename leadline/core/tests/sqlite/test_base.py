"""Who waits to write comes in as soon as the writer lets go, and gives up when it never does."""

import threading
import time
from pathlib import Path

import pytest
from django.db import OperationalError

from leadline.config.environment import database
from leadline.core.sqlite.base import DatabaseWrapper

pytestmark = pytest.mark.django_db


def connected(folder: Path, timeout: float) -> DatabaseWrapper:
    settings = database("", folder)
    settings["OPTIONS"] = {**settings["OPTIONS"], "timeout": timeout}
    full = {"TIME_ZONE": None, "AUTOCOMMIT": True, "ATOMIC_REQUESTS": False, **settings}
    full |= {"CONN_HEALTH_CHECKS": False, "TEST": {"NAME": None}, "USER": "", "PASSWORD": ""}
    return DatabaseWrapper(full, alias="other")


def write_for(
    folder: Path, seconds: float, begun: threading.Event, done: list[int] | None = None
) -> None:
    """Holds the lock, lets go for a moment, and takes it again at once, as a busy worker does.

    done: gets the number of each batch before it lets go.
    """
    other = connected(folder, 5)
    for batch in range(2):
        other.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
        begun.set()
        time.sleep(seconds)
        if done is not None:
            done.append(batch)
        other.set_autocommit(True)
        time.sleep(0.02)
    other.close()


def test_a_form_comes_in_between_two_batches(tmp_path: Path) -> None:
    begun, done = threading.Event(), list[int]()
    worker = threading.Thread(target=write_for, args=(tmp_path, 0.4, begun, done))
    mine = connected(tmp_path, 5)
    mine.ensure_connection()
    worker.start()
    begun.wait()
    mine.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    before = list(done)
    mine.set_autocommit(True)
    mine.close()
    worker.join()
    assert before == [0]  # behind the first batch, and not behind the second


def test_who_has_waited_long_enough_is_told(tmp_path: Path) -> None:
    begun = threading.Event()
    worker = threading.Thread(target=write_for, args=(tmp_path, 0.5, begun))
    mine = connected(tmp_path, 0.05)
    mine.ensure_connection()
    worker.start()
    begun.wait()
    with pytest.raises(OperationalError, match="locked"):
        mine.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    worker.join()
    mine.close()
