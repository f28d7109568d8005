"""Real exports of other systems, as they came; none of them is part of the product."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import Count

from leadline.core.actor import AUTOMATION
from leadline.core.clock import standing_at
from leadline.core.models import Event
from leadline.intake.columns import read_columns, written
from leadline.intake.looking import look_at, with_dates
from leadline.intake.runs import lines_of
from leadline.intake.tests.conftest import NINE
from leadline.intake.tests.files import began
from leadline.leads.models import Lead, Source
from leadline.mail.models import Letter
from leadline.parties.models import Person
from leadline.playbooks.actions import publish
from leadline.records.models import Record
from leadline.work.models import Call, Task

HOME = Path(__file__).resolve().parents[3]
DATA = HOME.parent / "shared" / "data"
MAPPING = HOME / "docs" / "examples" / "x-education.yaml"
OLIST = """
columns: {mql_id: number, first_contact_date: received on, origin: source}
placement: {otherwise: Registered}
"""

pytestmark = [
    pytest.mark.realdata,
    pytest.mark.skipif(not DATA.is_dir(), reason="needs the folder shared/data beside the clone"),
]


def read_in(file: str, source: str, mapping: Path) -> dict[str, Any]:
    out = StringIO()
    path = str(DATA / file)
    call_command("import", path, source=source, how="history", mapping=mapping, stdout=out)
    told: dict[str, Any] = json.loads(out.getvalue())
    return told


def picture() -> list[tuple[Any, ...]]:
    """Everything that was read about the leads."""
    return list(
        Lead.objects.order_by("number").values_list(
            "number", "source__name", "record__stage", "record__outcome", "record__answers"
        )
    )


@pytest.fixture
def shipped(firm: object) -> None:
    publish(AUTOMATION, None, name="trial", source=HOME / "playbooks" / "trial-subscription")


def test_s3_11_the_leads_of_x_education(shipped: None) -> None:
    told = read_in("xeducation/Leads.csv", "X Education", MAPPING)
    assert told["in"] == told["created"] == 9240
    assert sum(told[end] for end in ("created", "joined", "rejected", "failed")) == 9240
    stages = dict(Record.objects.values_list("stage").annotate(Count("pk")).order_by())
    assert stages == {"Interested": 3561, "Closed lost": 5679}
    calls = dict(Call.objects.values_list("detail").annotate(Count("pk")).order_by())
    assert sum(calls.values()) == 1819
    assert calls["Ringing"] == 1203
    assert Source.objects.filter(name="google").count() == 1
    assert Lead.objects.filter(source__name="x education").count() == 36
    blank = sum("specialization" not in answers for *_rest, answers in picture())
    assert blank == 1942 + 1438  # "Select", and blank from the beginning
    wishes = sum(bool(answers.get("do not e-mail")) for *_rest, answers in picture())
    assert wishes == 734
    assert not Letter.objects.exists()
    assert not Task.objects.exists()
    assert not Person.objects.exists()
    assert not Record.objects.exclude(wake_at=None, due_at=None).exists()
    assert not Event.objects.filter(name__in=["call failed", "lead opened"]).exists()
    again = read_in("xeducation/messy_Leads_actually_xlsx.csv", "X Education", MAPPING)
    assert (again["created"], again["joined"]) == (0, 9240)


def test_the_workbook_named_csv_gives_the_same(shipped: None) -> None:
    read = []
    for name in ("Leads.csv", "messy_Leads_actually_xlsx.csv"):
        with standing_at(NINE):
            begun = began(DATA / "xeducation" / name, mapping=MAPPING.read_text())
            read.append([line.row for line in lines_of(begun)])
    assert read[0] == read[1]
    assert len(read[0]) == 9240
    assert None not in read[0]


def test_both_exports_of_olist_have_the_same_days(playbook: object) -> None:
    days = []
    for name in ("olist", "alt_olist"):
        path = DATA / "olist" / f"{name}_marketing_qualified_leads_dataset.csv"
        columns = with_dates(path, look_at(path).shape, read_columns(OLIST))
        rows = [line.row for line in lines_of(began(path, mapping=written(columns)))]
        days.append({one.incoming.number: one.incoming.received_at for one in rows if one})
    assert days[0] == days[1]
    assert len(days[0]) == 8000
    assert min(filter(None, days[0].values())).isoformat() == "2017-06-13T16:00:00+00:00"
