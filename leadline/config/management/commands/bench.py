"""`leadline bench` measures on databases of its own, one JSON line per figure."""

import subprocess
import sys
from argparse import ArgumentParser
from importlib.util import find_spec
from typing import Any

from django.core.management.base import BaseCommand, CommandError

KINDS = ("measure", "scale", "search", "generate")


class Command(BaseCommand):
    help = "Measures speed and storage with generated leads, on a database made for it and removed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", nargs="?", choices=KINDS, default="measure")
        parser.add_argument("--leads", type=int, default=10_000)
        parser.add_argument("--seed", type=int, default=7)
        parser.add_argument("--out", help="generate: the folder for the leads and their key")
        parser.add_argument(
            "--database", help="PostgreSQL server; default: the one of the settings"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if find_spec("bench") is None:
            raise CommandError(
                "The benchmarks are part of the source tree; run bin/dev bench there."
            )
        if options["what"] == "generate" and not options["out"]:
            raise CommandError("Say where the leads should be written: --out FOLDER")
        for arguments in runs(options):
            done = subprocess.run([sys.executable, "-m", "bench", *arguments])
            if done.returncode:
                raise CommandError(f"{arguments[0]} failed; its last words stand above.")


def runs(options: dict[str, Any]) -> list[list[str]]:
    """What is run, each in a process of its own, so that peaks of memory are its own, too."""
    how_many = ["--leads", str(options["leads"]), "--seed", str(options["seed"])]
    if options["what"] == "generate":
        return [["generate", *how_many, "--out", options["out"]]]
    place = [] if options["database"] is None else ["--database", options["database"]]
    if options["what"] in ("scale", "search"):
        return [[options["what"], *how_many, *place]]
    return [["measure", *how_many, *place], ["imports", *how_many, *place], ["timers", *place]]
