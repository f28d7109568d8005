"""Real exports of other systems, as they came; none of them is part of the product."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import Count

from leadline.core.actor import AUTOMATION
from leadline.core.models import Event
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


def forget() -> None:
    """As if nothing had been read in."""
    for model in (Call, Lead, Record):
        model.objects.all().delete()


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
    assert read_in("xeducation/Leads.csv", "X Education", MAPPING)["created"] == 0


def test_the_workbook_named_csv_gives_the_same(shipped: None) -> None:
    read_in("xeducation/Leads.csv", "X Education", MAPPING)
    before, calls = picture(), Call.objects.count()
    again = read_in("xeducation/messy_Leads_actually_xlsx.csv", "X Education", MAPPING)
    assert (again["in"], again["joined"]) == (9240, 9240)
    forget()
    assert (
        read_in("xeducation/messy_Leads_actually_xlsx.csv", "X Education", MAPPING)["created"]
        == 9240
    )
    assert (picture(), Call.objects.count()) == (before, calls)


def test_both_exports_of_olist_have_the_same_days(playbook: object, tmp_path: Path) -> None:
    mapping = tmp_path / "olist.yaml"
    mapping.write_text(OLIST)
    days = []
    for name in ("olist", "alt_olist"):
        told = read_in(f"olist/{name}_marketing_qualified_leads_dataset.csv", name, mapping)
        assert told["created"] == 8000, told
        days.append(dict(Lead.objects.values_list("number", "received_at")))
        forget()
    assert days[0] == days[1]
    assert min(days[0].values()).date().isoformat() == "2017-06-13"  # midnight in Shanghai
