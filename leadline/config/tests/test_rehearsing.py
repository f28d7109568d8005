"""`leadline playbook rehearse` says in words and in JSON what would have been different."""

import json
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command

from leadline.automation.answering import answer_due
from leadline.config.rehearsing import moment_given
from leadline.config.tests.test_playbook import written
from leadline.core import clock
from leadline.core.actor import AUTOMATION
from leadline.leads.actions import open_leads
from leadline.leads.incoming import Door, Incoming
from leadline.parties.candidates import Candidate
from leadline.playbooks.models import Version
from leadline.playbooks.tests.folders import LEAD
from leadline.records.models import Record


@pytest.fixture
def folder(tmp_path, db):
    folder = written(tmp_path / "small")
    call_command("playbook", "publish", str(folder), stdout=StringIO())
    incoming = [Incoming(Candidate(name="Li Na", emails=("li@na.example",)), source="Web")]
    process = next(iter(LEAD.split("process: ")[1].splitlines()))
    open_leads(AUTOMATION, None, door=Door(Version.objects.get(), process), incoming=incoming)
    while answer_due(clock.now()):
        pass
    return folder


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("playbook", "rehearse", *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_the_text_in_force_differs_in_nothing(folder) -> None:
    assert run(str(folder)).strip() == "1 record: 1 goes the same way, 0 would not."
    told = json.loads(run(str(folder), "--json"))
    assert (told["records"], told["same"], told["differing"]) == (1, 1, [])
    assert json.loads(run(str(folder), "--json", "--since", "2999-01-01"))["records"] == 0
    assert json.loads(run(str(folder), "--json", "--limit", "0"))["records"] == 0
    assert "一条" not in run(str(folder), "--language", "zh-hans")


def test_one_record_is_told_both_ways(folder) -> None:
    said = run(str(folder), "--record", str(Record.objects.get().pk))
    happened, would = said.split("As it would have")
    assert "Began at" in happened
    assert "Began at" in would


def test_what_cannot_be_asked(folder) -> None:
    for more, told in (
        (["--name", "other"], "No playbook “other” is in force"),
        (["--since", "yesterday"], "Write a day as year-month-day"),
        (["--record", "999"], "no such record"),
    ):
        with pytest.raises(CommandError, match=told):
            run(str(folder), *more)


def test_a_day_begins_and_ends_in_the_zone() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    assert moment_given("2026-03-02", berlin).isoformat() == "2026-03-01T23:00:00+00:00"
    assert moment_given("2026-03-02", berlin, end=True).isoformat() == "2026-03-02T23:00:00+00:00"
