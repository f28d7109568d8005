"""A generated file through `leadline import` from its first byte: parsed, matched, opened, kept."""

import io
import json
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from statistics import quantiles
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.test import Client

from bench import firm
from bench.leads import write_leads
from bench.measure import beside, enter_bans, peak_mb, rates, stretch
from bench.pages import browser, opened
from bench.planting import Plan
from bench.raw import Copy
from bench.said import say
from bench.storage import held
from leadline.access.models import User
from leadline.records.models import Record

PLAYBOOK = "trial-subscription"
AIM_MS = 300


def main(arguments: Sequence[str]) -> int:
    parser = ArgumentParser(prog="imports", description=__doc__)
    parser.add_argument("--leads", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args(arguments)
    firm.make(sellers=5)
    enter_bans()
    read_in(f"WARM {options.seed}", Plan(200, options.seed + 90))
    measure_import(options.leads, options.seed)
    while_people_work(options.leads, options.seed + 1)
    return 0


def measure_import(leads: int, seed: int) -> None:
    """The file, then the worker's part: what the playbook makes of each lead."""
    there = Record.objects.filter(kind="lead").count()
    before, plan = held(), Plan(leads, seed)
    path = file_of(plan)
    written, answered = Copy(settings.DATA, "written"), Copy(settings.DATA, "followed")
    with stretch() as reading:
        told = read_in(f"Bench {seed}", plan, path)
    if told["in"] != leads or told["rejected"] + told["failed"]:
        raise RuntimeError(f"the import told {told}")
    say("memory while importing", leads=leads, peak_mb=peak_mb(), aim_mb=400)
    say("storage of an import", leads=leads, **held().since(before, leads), aim="15 · 45 · 3 kB")
    beside("import a file", leads, reading, written, onto=there, aim=2000)
    with stretch() as following:
        firm.answer_all()
    say("… the worker follows", leads=leads, **rates(leads, following))
    reading.seconds += following.seconds
    reading.processor += following.processor
    beside("import and follow", leads, reading, answered, onto=there)


def while_people_work(leads: int, seed: int) -> None:
    """Pages and a write, again and again, while another process reads a file in."""
    path = file_of(Plan(leads, seed))
    seller = browser(User.objects.get(name="Seller0"))
    own = Record.objects.filter(kind="lead", owner__name="Seller0").order_by("pk")
    some = list(own.values_list("pk", flat=True)[:50])
    ask = [sys.executable, "-m", "django", "import", str(path), "--source", f"Bench {seed}"]
    began = time.perf_counter()
    other = subprocess.Popen(
        [*ask, "--as", "news", "--playbook", PLAYBOOK], stdout=subprocess.DEVNULL
    )
    pages: list[float] = []
    writes: list[float] = []
    while other.poll() is None:
        pk = some[len(writes) % len(some)]
        pages += [opened(seller, address)[0] for address in ("/", "/leads/", f"/leads/{pk}/")]
        writes.append(_noted(seller, pk))
    if other.returncode:
        raise RuntimeError("the import beside the pages failed")
    for what, taken in (("pages", pages), ("a note, written and answered", writes)):
        steps = quantiles(taken, n=20)
        say(
            f"{what}, while an import runs",
            leads=leads,
            times=len(taken),
            seconds=round(time.perf_counter() - began, 1),
            p50_ms=round(steps[9]),
            p95_ms=round(steps[18]),
            aim_ms=AIM_MS,
        )


def read_in(source: str, plan: Plan, path: Path | None = None) -> dict[str, Any]:
    """What `leadline import FILE --as news` prints."""
    out = io.StringIO()
    call_command(
        "import",
        str(path or file_of(plan)),
        source=source,
        how="news",
        playbook=PLAYBOOK,
        stdout=out,
    )
    told: dict[str, Any] = json.loads(out.getvalue())
    return told


def file_of(plan: Plan) -> Path:
    path = Path(settings.DATA) / f"leads-{plan.seed}-{plan.leads}.csv"
    write_leads(plan, path)
    return path


def _noted(seller: Client, pk: int) -> float:
    began = time.perf_counter()
    answer = seller.post(f"/records/{pk}/notes/", {"what": "Will call back.", "next": "/"})
    if answer.status_code != 302:
        raise RuntimeError(f"a note was answered with {answer.status_code}")
    return (time.perf_counter() - began) * 1000
