"""What nobody was asked stops a rehearsal; what was asked in vain does not."""

from leadline.automation.rehearsal.unknown import asked_here
from leadline.automation.tests.rehearsal.conftest import LEAD

ASKS = "      users: number\n"


def test_a_new_question_is_waited_for(firm) -> None:
    one = firm.compare(firm.big, LEAD.replace(ASKS, f"{ASKS}      town: text\n"))
    assert one.would.waits == ("New", ("town",))
    assert [stage for stage, _at in one.would.way] == ["New"]


def test_a_new_piece_of_work_is_waited_for(firm) -> None:
    work = "    work:\n      Look them up:\n        by: owner\n"
    one = firm.compare(
        firm.big, LEAD.replace("    goal: Talk to them\n", f"    goal: Talk to them\n{work}")
    )
    assert one.would.waits == ("Big", ("Look them up",))


def test_an_optional_question_holds_nobody(firm) -> None:
    optional = "      town: {ask: text, optional: yes}\n"
    assert firm.compare(firm.big, LEAD.replace(ASKS, ASKS + optional)).differs == {}


def test_what_is_said_later_on_is_no_question_without_answer(firm) -> None:
    one = firm.compare(firm.big)
    assert one.would.waits is None
    stage = firm.asked().playbook.processes["Small lead"].stages["New"]
    assert asked_here(stage) == {"users"}
