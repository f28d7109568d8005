"""`leadline playbook migrate` tells the plan, and carries it out."""

from datetime import datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from leadline.automation.answering import answer_due
from leadline.automation.migrating.working import move_due
from leadline.config.migrating import mapping_in
from leadline.config.tests.test_playbook import written
from leadline.core import clock
from leadline.core.actor import AUTOMATION
from leadline.leads.actions import open_leads
from leadline.leads.incoming import Door, Incoming
from leadline.parties.candidates import Candidate
from leadline.playbooks.models import Version
from leadline.playbooks.tests.folders import LEAD
from leadline.records.models import Record


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("playbook", *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


@pytest.fixture
def stage(tmp_path, db) -> str:
    """Where a record stands whose version is no longer in force."""
    folder = written(tmp_path / "small")
    run("publish", str(folder))
    process = next(iter(LEAD.split("process: ")[1].splitlines()))
    incoming = [Incoming(Candidate(name="Li Na", emails=("li@na.example",)), source="Web")]
    open_leads(AUTOMATION, None, door=Door(Version.objects.get(), process), incoming=incoming)
    while answer_due(clock.now()):
        pass
    written(folder, **{"lead.yaml": LEAD.replace("3 days", "5 days")})
    run("publish", str(folder))
    return Record.objects.get().stage


def test_first_the_plan_and_then_the_move(stage) -> None:
    said = run("migrate", "small", "--plan")
    assert said.splitlines()[0] == "small: to version 2"
    assert f"version 1, Lead · {stage}: 1 → {stage}" in said
    assert Record.objects.get().version.number == 1
    assert run("migrate", "small", "--do").splitlines()[-1] == "1 go over, 0 stay."
    assert Record.objects.get().version.number == 2
    with pytest.raises(CommandError, match="No record can go over"):
        run("migrate", "small", "--do")


def test_a_version_put_in_force_meanwhile_is_told_and_no_success(
    stage, tmp_path, monkeypatch
) -> None:
    def while_it_works(now: datetime) -> int:
        monkeypatch.undo()
        text = LEAD.replace("3 days", "7 days")
        run("publish", str(written(tmp_path / "small", **{"lead.yaml": text})))
        return move_due(now)

    monkeypatch.setattr("leadline.config.migrating.move_due", while_it_works)
    out = StringIO()
    with pytest.raises(CommandError, match="Version 3 was put in force meanwhile"):
        call_command("playbook", "migrate", "small", "--do", stdout=out)
    plans = [line for line in out.getvalue().splitlines() if line.startswith("small: to version")]
    assert plans == ["small: to version 2", "small: to version 3"]
    assert run("migrate", "small", "--do").splitlines()[-1] == "1 go over, 0 stay."


def test_what_cannot_be_asked(stage) -> None:
    with pytest.raises(CommandError, match="says nowhere to go"):
        run("migrate", "small", "--plan", "--map", "nonsense")
    with pytest.raises(CommandError, match="No playbook “other” is in force"):
        run("migrate", "other", "--plan")
    with pytest.raises(CommandError, match="has no stage “Nowhere”"):
        run("migrate", "small", "--do", "--map", "Lead/Old=Nowhere")


def test_a_mapping_names_process_and_stages() -> None:
    assert mapping_in(["Lead/Old one=New", "Lead/x = y"]) == {"Lead": {"Old one": "New", "x": "y"}}
