"""The few questions that the definition itself answers."""

from leadline.playbooks.tests.folders import small


def test_a_process_knows_its_first_stage_its_ends_and_its_lines() -> None:
    process = small().processes["Lead"]
    assert process.first_stage.name == "New"
    assert [name for name, stage in process.stages.items() if stage.is_end] == ["Good", "Bad"]
    assert [line.id.split("/")[0] for _stage, line in process.lines()].count("Trying") == 3
