"""`leadline bench generate` writes believable leads with planted faults, and the key to them."""

import csv
import io
import json
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path

from bench.planting import Plan, ban_list, planted

HEADING = (
    "Number",
    "Name",
    "Company",
    "E-mail",
    "Phone",
    "Country",
    "Language",
    "Job title",
    "Source",
    "Received",
    "May we write",
    "Message",
)


def main(arguments: Sequence[str]) -> int:
    parser = ArgumentParser(prog="leadline bench generate", description=__doc__)
    parser.add_argument("--leads", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--out", type=Path, required=True, help="folder for the files")
    options = parser.parse_args(arguments)
    plan = Plan(options.leads, options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    write_leads(plan, options.out / "leads.csv")
    write_bans(options.out / "ban-list.csv")
    (options.out / "key.json").write_text(json.dumps(plan.key(), ensure_ascii=False) + "\n")
    sys.stdout.write(json.dumps(plan.key()["counts"]) + "\n")
    return 0


def write_leads(plan: Plan, path: Path) -> None:
    """Row by row, each in its own encoding, so that memory does not grow with the file."""
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\r\n")
    with path.open("wb") as file:
        writer.writerow(HEADING)
        file.write(line.getvalue().encode())
        for one, encoding in planted(plan):
            line.seek(0)
            line.truncate()
            writer.writerow(astuple(one))
            file.write(line.getvalue().encode(encoding))


def write_bans(path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("Kind", "Text"))
        writer.writerows(ban_list())
