"""What two processes at once, or a killed one, must never do; the long runs are `bin/prove`."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from django.db import connection

from tests.architecture.source import ROOT

two_writers = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has one writer at a time"
)


def proven(*arguments: str) -> dict[str, Any]:
    """Runs a proof on a database of its own, beside the tests' one; what it found."""
    done = subprocess.run(
        [sys.executable, "-m", "bench", *arguments],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": ""},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.stdout, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    assert found["faults"] == {}, done.stderr
    assert done.returncode == 0
    return found


@pytest.mark.postgresql
@two_writers
def test_a_gate_whose_halves_come_at_once_opens_every_time_and_once() -> None:
    assert proven("double-gate", "--records", "250")["records"] == 250


@pytest.mark.postgresql
@two_writers
def test_turns_stay_equal_when_two_processes_give_them_at_once() -> None:
    turns = proven("round-robin", "--records", "200")["turns"]
    assert sum(turns) == 200
    assert max(turns) - min(turns) <= 1


def test_a_worker_that_is_killed_loses_nothing_and_does_nothing_twice() -> None:
    found = proven("kills", "--kills", "10", "--leads", "150")
    assert found["kills"] == 10
    assert found["letters"] == 3 * found["leads"] == 450


def test_s3_25_a_worker_that_is_killed_gives_what_waited_once_and_in_order() -> None:
    found = proven("waiting", "--kills", "3", "--leads", "1200")
    assert found["leads"] == 1200
    assert 0 < found["given_at_kills"][0] < 1200
