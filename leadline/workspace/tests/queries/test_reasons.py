"""A task says why it is there: what its stage wants, and the rule that brought it."""

import pytest

from leadline.core.clock import now
from leadline.work.actions.making import task
from leadline.work.models import Task, TaskKind
from leadline.work.queries import TaskRow
from leadline.workspace.queries.reasons import why_here
from leadline.workspace.queries.today import today_page
from leadline.workspace.reading import speaker_of


def row(task: Task, *, is_mine: bool = True) -> TaskRow:
    return TaskRow(task, str(task), task.record_id, "", is_mine, False, None, "")


def reasons(user) -> dict[str, str]:
    page = today_page(user, now())
    return {one.title: one.reason for part in page.sections for one in part.items}


def test_work_of_a_stage_says_what_the_stage_is_for(cast):
    assert reasons(cast.mei)["Look them up: Li Na, Hengtong Cable"] == (
        "Aim of “Asked”: Know what they want."
    )


def test_what_a_colleague_gave_says_since_when(cast):
    task(cast.as_mei, cast.lead, what="Water the plants", assignee=cast.mei)
    assert reasons(cast.mei)["Water the plants: Li Na, Hengtong Cable"].startswith("Yours since ")


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ({"line": "Asked/while here/task Ring"},
         "When “interest shown” happens. Aim of “Asked”: Know what they want."),
        ({"line": "gone"}, "Yours since "),
        ({"kind": TaskKind.ANSWER},
         "Needed before it can go on. Aim of “Asked”: Know what they want."),
    ],
)  # fmt: skip
def test_a_rule_is_said_in_words(cast, about, said):
    one = Task(record=cast.lead, kind=about.pop("kind", TaskKind.TASK), made_at=now(), **about)
    if "Asked" in one.line:
        one.line = next(
            line.id
            for _stage, line in speaker_of(cast.version.pk).playbook.processes["Small lead"].lines()
            if line.on
        )
    assert why_here(row(one), speaker_of(cast.version.pk)).startswith(said)


def test_without_a_playbook_it_waits_for_whoever_takes_it(cast):
    one = Task(record=cast.lead, kind=TaskKind.TASK, made_at=now())
    assert why_here(row(one, is_mine=False), None).startswith("Waits for whoever takes it")
