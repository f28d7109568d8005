import subprocess
import sys
import time

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from leadline.config.management.commands import serve

PATIENT = "import time; time.sleep(60)"
DEAF = (
    "import signal, time; signal.signal(15, signal.SIG_IGN); print('x', flush=True); time.sleep(60)"
)


REAL = subprocess.Popen


def started(code: str) -> "subprocess.Popen[bytes]":
    return REAL([sys.executable, "-c", code], stdout=subprocess.PIPE)


def test_the_pages_are_served_by_threads_of_one_process() -> None:
    command = serve.web_command("127.0.0.1:8123")
    assert command[command.index("--bind") + 1] == "127.0.0.1:8123"
    assert command[command.index("--threads") + 1] == "8"
    assert "leadline.config.wsgi:application" in command
    assert "--workers" not in command


def test_stopping_asks_first_and_ends_what_does_not_listen() -> None:
    deaf, patient = started(DEAF), started(PATIENT)
    assert deaf.stdout is not None
    deaf.stdout.read(1)
    serve.stop([deaf, patient], patience=0.3)
    assert patient.returncode == -15
    assert deaf.returncode == -9


def test_when_one_part_stops_the_other_is_stopped_too(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[subprocess.Popen[bytes]] = []
    codes = iter(["raise SystemExit(3)", PATIENT])

    def popen(command: list[str]) -> "subprocess.Popen[bytes]":
        made.append(started(next(codes)))
        return made[-1]

    monkeypatch.setattr(serve.subprocess, "Popen", popen)
    monkeypatch.setattr(serve.signal, "signal", lambda *_: None)
    monkeypatch.setattr(serve, "missing_changes", lambda: 0)
    begun = time.monotonic()
    with pytest.raises(CommandError, match="stopped by itself"):
        call_command("serve")
    assert [one.returncode for one in made] == [3, -15]
    assert time.monotonic() - begun < 10


def test_a_database_without_tables_is_said_before_anything_starts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(serve, "missing_changes", lambda: 3)
    with pytest.raises(CommandError, match="leadline setup"):
        call_command("serve")
