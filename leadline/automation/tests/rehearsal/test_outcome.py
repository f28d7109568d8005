"""Two runs are counted, and what is counted otherwise is what differs."""

from leadline.automation.rehearsal.outcome import About, counted
from leadline.automation.tests.rehearsal.conftest import LEAD


def test_a_run_is_counted(firm) -> None:
    found = counted(firm.compare(firm.big).happened)
    assert found[About.STAGE, "Over"] == 1
    assert found[About.MOVE, "Big"] == 1
    assert found[About.TASK, "Call them"] == 1
    assert found[About.CLOCK, "first answer: kept"] == 1
    assert found[About.OWNER, "mei@firm.example"] == 1


def test_the_same_text_differs_in_nothing(firm) -> None:
    assert firm.compare(firm.big).differs == firm.compare(firm.small).differs == {}


def test_another_moment_is_told_by_its_stage(firm) -> None:
    one = firm.compare(firm.small, LEAD.replace("3 days", "2 days"))
    assert one.differs == {(About.TIME, "Over"): (0, 1)}


def test_a_task_that_is_gone(firm) -> None:
    gone = "    on arrival:\n      - task: Call them\n        by: owner\n"
    one = firm.compare(firm.big, LEAD.replace(gone, ""))
    assert one.differs == {(About.TASK, "Call them"): (1, 0)}
