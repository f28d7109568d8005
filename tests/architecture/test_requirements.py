"""bin/coverage-of-requirements counts the acceptance tests that there are, and no others."""

import runpy
import subprocess
import sys
from pathlib import Path

from tests.architecture.source import ROOT

SCRIPT = ROOT / "bin" / "coverage-of-requirements"
coverage = runpy.run_path(str(SCRIPT))


def test_the_list_has_every_requirement_once() -> None:
    lines = (ROOT / "docs" / "requirements.txt").read_text(encoding="utf-8").splitlines()[1:]
    wanted = coverage["requirements"]("\n".join(lines))
    assert len(lines) == len(wanted) == 239
    sizes = {"S0": 70, "S1": 63, "S2": 33, "S3": 35, "S4": 38}
    assert list(wanted) == [
        f"{name}.{n}" for name, size in sizes.items() for n in range(1, size + 1)
    ]


def test_no_test_carries_an_id_that_does_not_exist() -> None:
    told = subprocess.run([sys.executable, SCRIPT], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr


def test_ids_are_read_from_the_names_of_tests() -> None:
    assert coverage["ids"]("test_s0_03_ban_list_hit_is_held") == ["S0.3"]
    assert coverage["ids"]("test_s0_15_s0_17_feedback_is_asked_for") == ["S0.15", "S0.17"]
    assert coverage["ids"]("test_s0_3_short") == coverage["ids"]("test_files_of_s0") == []


def test_only_tests_are_counted(tmp_path: Path) -> None:
    for name in (
        "leadline/leads/tests/test_a.py",
        "tests/stories/test_b.py",
        "leadline/leads/c.py",
    ):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"def test_s1_0{len(name) % 9 + 1}_x(): ...\n# def test_s4_01_no()\n")
    (tmp_path / "leadline/leads/c.py").write_text("def test_s2_01_no(): ...\n")
    assert {name[:2] for name in coverage["covered"](tmp_path)} == {"S1"}
