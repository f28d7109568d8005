"""What a run tells of itself."""

from leadline.automation.rehearsal.run import Run


def test_a_run_that_has_not_begun_stands_nowhere(firm) -> None:
    run = Run(firm.asked().playbook)
    assert (run.stage, run.way) == ("", [])
    assert firm.compare(firm.big).happened.stage == "Over"
