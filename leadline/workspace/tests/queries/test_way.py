"""The line shows what was, what is, and the main way ahead, each stage once."""

from pathlib import Path

from django.conf import settings

from leadline.playbooks.checks.every import check
from leadline.playbooks.versions import definition_of
from leadline.playbooks.vocabulary_files import standard
from leadline.workspace.queries.way import main_way, targets_of, way_of
from leadline.workspace.reading import speaker_of


def test_the_way_of_a_lead(cast):
    process = definition_of(cast.version.pk).processes["Small lead"]
    stops = way_of(
        process, "Shown", ["Asked", "Shown", "Asked", "Shown"], speaker_of(cast.version.pk)
    )
    assert [(one.label, one.state) for one in stops] == [
        ("Asked", "done"),
        ("Shown", "now"),
        ("Ended well", "ahead"),
    ]


def test_the_main_way_ends_well(cast):
    process = definition_of(cast.version.pk).processes["Small lead"]
    assert main_way(process, "Asked") == ["Shown", "Ended well"]
    assert main_way(process, "Ended badly") == []
    assert targets_of(process, process.stages["Asked"]) == ["Shown"]


def test_the_main_way_goes_past_where_one_only_waits_for_another_cycle():
    playbook = check(Path(settings.PLAYBOOKS) / "lead-management", standard()).playbook
    assert playbook is not None
    process = playbook.processes["Lead status"]
    assert main_way(process, "Raw") == ["Inquiry", "MAQL", "LAL", "MQL", "SAL", "SQL"]
    assert main_way(process, "Re-Market")[0] == "MAQL"
