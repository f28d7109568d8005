import os
import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[3]


def leadline(data: Path, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "leadline", *arguments],
        env={**os.environ, "LEADLINE_DATA": str(data), "LEADLINE_DATABASE": "", **environment},
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_setting_that_cannot_be_used_is_said_in_one_sentence(tmp_path: Path) -> None:
    told = leadline(tmp_path, "check", LEADLINE_DATABASE="mysql://db/sales")
    assert told.returncode == 2
    assert told.stderr == "LEADLINE_DATABASE must look like postgresql://user:password@host/name\n"


def test_every_command_is_found(tmp_path: Path) -> None:
    told = leadline(tmp_path, "help", "--commands")
    assert told.returncode == 0
    assert {"serve", "work", "setup", "demo", "playbook"} <= set(told.stdout.split())
