"""What was decided is done, skipped or held back; what is refused becomes somebody's task."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.access.actor import person
from leadline.access.models import User
from leadline.automation.actions import drop_step, drop_steps, release_step, release_steps
from leadline.automation.answering import answer_due
from leadline.automation.models import HeldStep
from leadline.automation.tests.conftest import LEAD, NINE, published, take_in
from leadline.core.actions import action
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.clock import Driven
from leadline.core.errors import Refused
from leadline.core.models import Event
from leadline.records.actions import ask_move, give_answers
from leadline.records.cause import BY_HAND, Cause
from leadline.records.models import Record
from leadline.work.actions.calls import log_call
from leadline.work.models import Note, Task
from leadline.work.results import CallResult

Told = Callable[[Record], list[str]]
SETTINGS = "title: Small\nlanguages: [en]\nroles: [Inside Sales]\n"
GUARD = "- action: note\n  only when: users above 10\n  say: First ask how many they are.\n"


def lead_that(*lines: str, **files: str) -> str:
    """The small process with lines on arrival of its first stage."""
    acts = "".join(f"      - {line}\n" for line in lines)
    return LEAD.replace("    next:\n", f"    on arrival:\n{acts}    next:\n")


def run(clock: Driven) -> None:
    while answer_due(clock.at):
        pass


def open_tasks() -> list[str]:
    rows = Task.objects.filter(done_at=None, withdrawn_at=None)
    return [str(one) for one in rows.order_by("pk")]


@pytest.fixture
def refused(mei: User) -> Record:
    """A note that a rule forbids, on arrival."""
    text = lead_that("note: They came\n        then go to: Done")
    with Driven(NINE) as clock:
        [lead] = take_in(published(text, guards=GUARD), "Web")
        run(clock)
    lead.refresh_from_db()
    return lead


def test_what_a_rule_forbids_is_a_task_for_the_owner_and_the_record_goes_on(
    refused: Record, mei: User, told: Told
) -> None:
    assert (refused.stuck, refused.tries, refused.stage) == ("", 0, "New")
    task = Task.objects.get()
    assert (str(task), task.assignee) == ("Not done by itself: note They came", mei)
    assert "users is unknown" in task.goal
    assert told(refused).count("step held") == 1
    with Driven(NINE) as clock:
        give_answers(AUTOMATION, refused, answers={"town": "Suzhou"})
        run(clock)
    refused.refresh_from_db()
    assert (refused.answers["town"], Task.objects.count()) == ("Suzhou", 1)


def test_it_is_tried_again_when_the_cause_is_gone_and_its_then_lines_are_read(
    refused: Record, mei: User
) -> None:
    step = HeldStep.objects.get()
    with Driven(NINE) as clock:
        with pytest.raises(Refused, match="users is unknown"):
            release_step(person(mei), refused, step=step)
        give_answers(person(mei), refused, answers={"users": 11})
        release_step(person(mei), refused, step=step)
        run(clock)
    assert [note.text for note in Note.objects.all()] == ["They came"]
    assert open_tasks() == []
    with pytest.raises(Refused, match="done already"):
        release_step(person(mei), refused, step=step)


def test_given_up_it_is_told_with_the_reason_and_nothing_waits_for_it(
    refused: Record, mei: User, told: Told
) -> None:
    with Driven(NINE) as clock:
        drop_step(person(mei), refused, step=HeldStep.objects.get(), reason="Not needed")
        run(clock)
    refused.refresh_from_db()
    assert open_tasks() == []
    dropped = Event.objects.get(name="step dropped")
    assert dropped.data["reason"] == dropped.data["failed"] == "Not needed"
    assert refused.state.get("waiting", {}) == {}


def test_leaving_the_stage_withdraws_it(refused: Record, mei: User) -> None:
    with Driven(NINE) as clock:
        ask_move(person(mei), refused, to="Done")
        run(clock)
    refused.refresh_from_db()
    assert (refused.stage, open_tasks()) == ("Done", [])


def test_nobody_has_the_record_so_its_queue_gets_the_task(mei: User) -> None:
    text = lead_that("note: They came").replace("role Inside Sales", "queue Waiting")
    with Driven(NINE) as clock:
        take_in(
            published(
                text, guards=GUARD, playbook=f"{SETTINGS}queues:\n  Waiting: [Inside Sales]\n"
            ),
            "Web",
        )
        run(clock)
    task = Task.objects.get()
    assert (task.assignee, task.pool) == (None, "Waiting")


@action("test half", "Writes something down and then refuses.")
def half(batch: Batch, record: Record, *, cause: Cause = BY_HAND) -> None:
    batch.add(Note(record=record, text="half", written_at=batch.now))
    raise Refused("Not like this.")


def test_an_action_that_refuses_half_way_leaves_nothing_behind(
    mei: User, monkeypatch: pytest.MonkeyPatch, told: Told
) -> None:
    monkeypatch.setattr("leadline.automation.effects.action_for", lambda verb, what: (half, True))
    text = lead_that("note: They came", "note: They came again")
    with Driven(NINE) as clock:
        [lead, other] = take_in(published(text), "Web", "Web")
        run(clock)
    lead.refresh_from_db()
    other.refresh_from_db()
    assert (lead.stuck, lead.tries, lead.visit, other.visit) == ("", 0, 1, 1)
    assert Note.objects.count() == 0
    assert HeldStep.objects.filter(record=lead, said="Not like this.").count() == 2
    assert told(lead).count("step held") == 2


LATE = "          - note: They stay{late}\n"


def after_a_day(lines: str) -> str:
    """The small process with lines a day after it came to its first stage."""
    moment = f"    while here:\n      - 1 day after arrival:\n{lines}    next:\n"
    return LEAD.replace("    next:\n", moment)


@pytest.mark.parametrize(
    ("late", "asleep", "notes", "held", "skipped"),
    [
        ("", timedelta(days=3), 1, 0, 0),
        ("when late: do", timedelta(days=3), 1, 0, 0),
        ("when late: skip", timedelta(days=3), 0, 0, 1),
        ("when late: ask", timedelta(days=3), 0, 1, 0),
        ("when late: ask", timedelta(days=1, hours=11), 1, 0, 0),
        ("when late: skip", timedelta(days=1, hours=11), 1, 0, 0),
    ],
)
def test_late_it_is_done_skipped_or_asked_about_as_the_text_says(
    mei: User, told: Told, late: str, asleep: timedelta, notes: int, held: int, skipped: int
) -> None:
    line = LATE.format(late=f"\n            {late}" if late else "")
    with Driven(NINE) as clock:
        [lead] = take_in(published(after_a_day(line)), "Web")
        run(clock)
        clock.set(NINE + asleep)
        run(clock)
    assert Note.objects.count() == notes
    assert HeldStep.objects.filter(because="late").count() == held
    assert told(lead).count("step skipped") == skipped


def test_the_text_says_how_late_is_late(mei: User) -> None:
    text = after_a_day(LATE.format(late="\n            when late: ask"))
    settings = f"{SETTINGS}late after: 5 days\n"
    with Driven(NINE) as clock:
        take_in(published(text, playbook=settings), "Web")
        run(clock)
        clock.advance(days=3)
        run(clock)
    assert (Note.objects.count(), HeldStep.objects.count()) == (1, 0)


def test_what_was_noted_late_is_not_late(mei: User) -> None:
    """Who logs today what happened three days ago has not been asleep."""
    lines = "      - on: call logged\n        note: We called\n        when late: ask\n"
    text = LEAD.replace("    next:\n", f"    while here:\n{lines}    next:\n")
    with Driven(NINE) as clock:
        [lead] = take_in(published(text), "Web")
        run(clock)
        clock.advance(days=3)
        log_call(person(mei), lead, result=CallResult.CONNECTED, at=NINE + timedelta(hours=1))
        run(clock)
    assert (Note.objects.count(), HeldStep.objects.count()) == (1, 0)


def test_all_of_a_kind_are_done_or_given_up_in_as_many_queries(mei: User) -> None:
    line = LATE.format(late="\n            when late: ask")
    version = published(after_a_day(line))
    with Driven(NINE) as clock:
        take_in(version, *["Web"] * 55)
        run(clock)
        clock.advance(days=3)
        run(clock)
        steps = list(HeldStep.objects.select_related("record", "task").order_by("pk"))
        assert len(steps) == 55

        def cost(some: list[HeldStep]) -> int:
            with CaptureQueriesContext(connection) as asked:
                assert release_steps(person(mei), None, steps=some) == len(some)
            return len([one for one in asked if not one["sql"].startswith("UPDATE")])

        cost(steps[:1])
        assert cost(steps[1:3]) == cost(steps[3:53])
        assert drop_steps(person(mei), None, steps=steps[53:]) == 2
    assert (Note.objects.count(), open_tasks()) == (53, [])
