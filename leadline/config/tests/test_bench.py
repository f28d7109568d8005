"""`leadline bench` starts the right runs and hands their options on."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from leadline.config.management.commands.bench import runs


def test_a_measure_is_three_runs_on_the_same_server() -> None:
    options = {"what": "measure", "leads": 5, "seed": 3, "database": "postgresql://x/y"}
    server = ["--database", "postgresql://x/y"]
    assert runs(options) == [
        ["measure", "--leads", "5", "--seed", "3", *server],
        ["imports", "--leads", "5", "--seed", "3", *server],
        ["timers", *server],
    ]
    assert runs({**options, "what": "search"}) == [
        ["search", "--leads", "5", "--seed", "3", *server]
    ]


def test_scale_is_one_run_on_one_ground() -> None:
    options = {"what": "scale", "leads": 5, "seed": 3, "database": None}
    assert runs(options) == [["scale", "--leads", "5", "--seed", "3"]]


def test_leads_are_generated_into_a_folder(tmp_path: Path) -> None:
    call_command("bench", "generate", leads=50, seed=3, out=str(tmp_path))
    assert {path.name for path in tmp_path.iterdir()} == {"leads.csv", "ban-list.csv", "key.json"}


def test_a_folder_must_be_named() -> None:
    with pytest.raises(CommandError, match="--out FOLDER"):
        call_command("bench", "generate")
