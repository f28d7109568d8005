"""A generated export with planted faults, read in by the command, against its key."""

import io
import json
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.management import call_command

from bench import firm
from bench.leads import write_leads
from bench.planting import Plan, ban_list, planted
from bench.said import say, verdict
from leadline.core.actor import AUTOMATION
from leadline.intake.models import Arrival
from leadline.mail.models import Letter
from leadline.parties.actions.watching import add_screening_entry
from leadline.parties.models import ListName, Person, PhoneNumber, Subject
from leadline.records.models import Record
from leadline.service.models import Entitlement
from leadline.work.models import Task

PRECISION, RECALL = 0.98, 0.95  # of duplicates, at least


def main(arguments: Sequence[str]) -> int:
    parser = ArgumentParser(prog="export", description=__doc__)
    parser.add_argument("--leads", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args(arguments)
    firm.make(sellers=5)
    ban()
    plan = Plan(options.leads, options.seed)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "leads.csv"
        write_leads(plan, path)
        forecast = told(path, forecast=True)
        left = Record.objects.count() + Letter.objects.count() + Arrival.objects.count()
        say("forecast", **forecast)
        say("import", **told(path))
    began = time.perf_counter()
    firm.answer_all()
    seconds = round(time.perf_counter() - began, 1)
    found = duplicates(plan)
    faults = {
        "left by the forecast": left,
        **off_the_key(plan),
        **off_the_forecast(forecast),
        "precision too low": int(found["precision"] < PRECISION),
        "recall too low": int(found["recall"] < RECALL),
    }
    return verdict("export", faults, **found, answered_in_seconds=seconds)


def ban() -> None:
    for _, text in ban_list():
        add_screening_entry(
            AUTOMATION,
            None,
            list_name=ListName.BAN,
            kind=Subject.COMPANY,
            text=text,
            reason="Did not pay.",
        )


def told(path: Path, **options: Any) -> dict[str, Any]:
    """What the command says of the file as new inquiries."""
    out = io.StringIO()
    call_command("import", str(path), source="Export", how="news", stdout=out, **options)
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def off_the_key(plan: Plan) -> dict[str, int]:
    """By kind of planted row, how far what was found is from the key."""
    wanted = {kind: len(rows) for kind, rows in plan.rows.items()}
    leads = Record.objects.filter(kind="lead")
    found = {
        "doubles": Arrival.objects.filter(outcome="joined").count(),
        "banned": leads.filter(stage="With the supervisor").count(),
        "impossible phones": PhoneNumber.objects.exclude(flaw="").count(),
        "GB18030 rows": _read_right(plan),
        "names in one cell": _several(plan),
        "no basis": Person.objects.filter(bases=None).count(),
    }
    off = {kind: abs(found[kind] - number) for kind, number in wanted.items()}
    made = leads.count() + found["doubles"]
    return {**off, "in without out": abs(plan.leads - made)}


def _read_right(plan: Plan) -> int:
    """Rows of another encoding whose name is what was planted."""
    names = {
        n: one.name for n, (one, encoding) in enumerate(planted(plan), 1) if encoding != "utf-8"
    }
    return sum(record.person.name == names[row] for row, record in _records(names).items())


def _several(plan: Plan) -> int:
    """Cells of several names of which the first became the person, and the cell was kept."""
    rows = plan.rows["names in one cell"]
    cells = {n: one.name for n, (one, _) in enumerate(planted(plan), 1) if n in rows}
    people = {row: record.person for row, record in _records(cells).items()}
    return sum(
        one.name == cells[row] and bool(one.family) and one.family in cells[row]
        for row, one in people.items()
    )


def _records(rows: Mapping[int, Any]) -> dict[int, Any]:
    """The record of each row; its line counts the headings, too."""
    found = Arrival.objects.filter(line__in=[row + 1 for row in rows])
    return {one.line - 1: one.record for one in found.select_related("record__person")}


def off_the_forecast(told: Mapping[str, Any]) -> dict[str, int]:
    """By kind, how many more or fewer there are than was said before."""
    letters = Counter(Letter.objects.values_list("template", flat=True))
    stages = Counter(Record.objects.filter(kind="lead").values_list("stage", flat=True))
    trials = Counter(Entitlement.objects.values_list("product__name", flat=True))
    tasks = Counter(
        str(name) for name in Task.objects.values_list("assignee__name", flat=True) if name
    )
    named = {name: n for name, n in told.get("task", {}).items() if name in tasks}
    return {
        "letters not as forecast": _apart(letters, told.get("letter", {})),
        "stages not as forecast": _apart(stages, told.get("stage", {})),
        "trials not as forecast": _apart(trials, told.get("trial", {})),
        "tasks not as forecast": _apart(tasks, named),
    }


def _apart(found: Counter[str], told: Mapping[str, int]) -> int:
    return sum(abs(found[name] - told.get(name, 0)) for name in {*found, *told})


def duplicates(plan: Plan) -> dict[str, float]:
    """How many of the rows that were joined are doubles of that lead, and how many were found."""
    doubles = plan.rows["doubles"]
    lines = Arrival.objects.filter(imported__isnull=False).values_list("line", "record", "outcome")
    records = {line - 1: record for line, record, _outcome in lines}
    joined = {line - 1 for line, _record, outcome in lines if outcome == "joined"}
    right = {row for row in joined & doubles.keys() if records[row] == records[doubles[row]]}
    precision, recall = len(right) / max(len(joined), 1), len(right) / max(len(doubles), 1)
    return {
        "letters": Letter.objects.count(),
        "precision": round(precision, 4),
        "recall": round(recall, 4),
    }
