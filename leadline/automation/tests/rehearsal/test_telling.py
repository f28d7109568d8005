"""Each step of a way says what is done, by which line, and what that saw."""

from leadline.automation.rehearsal.outcome import About
from leadline.automation.rehearsal.telling import name_said, steps_of, waits_said
from leadline.automation.tests.rehearsal.conftest import LEAD
from leadline.playbooks.explain.speaker import Speaker
from leadline.playbooks.vocabulary_files import standard


def test_steps_are_told_in_order_with_their_reasons(firm) -> None:
    run = firm.compare(firm.big).happened
    steps = steps_of(run, Speaker(run.playbook, standard(), "en"))
    assert [one.what for one in steps] == [
        "Began at “New”",
        "Moved to “Big”",
        "Task: Call them",
        "Moved to “Over”",
        "“first answer” was kept",
    ] or [one.what for one in steps][3] == "“first answer” was kept"
    assert (steps[1].place, steps[1].values) == ("lead.yaml:19", {"users": 200})


def test_what_is_waited_for_is_said(firm) -> None:
    asks = "      users: number\n"
    run = firm.compare(firm.big, LEAD.replace(asks, f"{asks}      town: text\n")).would
    speaker = Speaker(run.playbook, standard(), "en")
    said = "Would wait here, at “New”, for what nobody was asked: town."
    assert waits_said(run, speaker) == said
    assert steps_of(run, speaker)[-1].what == said


def test_names_are_said(firm) -> None:
    speaker = Speaker(firm.asked().playbook, standard(), "en")
    assert name_said(About.OWNER, "", speaker) == "nobody"
    assert name_said(About.CLOCK, "first answer: kept late", speaker) == "first answer: kept late"
