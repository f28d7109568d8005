"""What would follow is done by the worker's own code, and taken back: the numbers come true."""

from collections import Counter
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django.fixtures import Settings

from leadline.access.models import Membership, Role, Team, User
from leadline.automation.answering import answer_due
from leadline.automation.forecasting import Following
from leadline.automation.tests.conftest import LEAD, NINE, PLAYBOOK, take_in
from leadline.core.actor import AUTOMATION
from leadline.intake.forecasts import About, Tally
from leadline.mail.models import Letter
from leadline.playbooks.actions import publish
from leadline.playbooks.models import Version
from leadline.playbooks.versions import definition_of
from leadline.records.models import Record, Turn
from leadline.work.models import Task

HELLO = "---\nsubject: Hello\n---\nGood day.\n"
ACTING = LEAD.replace(
    "    goal: Know them\n",
    "    goal: Know them\n    on arrival:\n      - task: Call them\n        by: owner\n"
    "      - send: hello\n",
).replace(
    "stages:\n",
    "clocks:\n  first answer:\n    promise: We answer\n    from: lead opened\n"
    "    until: letter sent\n    within: 1 working day\n    of: owner\nstages:\n",
    1,
)


@pytest.fixture(autouse=True)
def eva(mei: User, settings: Settings, tmp_path: Path) -> User:
    settings.DATA = tmp_path
    definition_of.cache_clear()
    eva = User.objects.create(email="eva@firm.example", name="Eva")
    Membership.objects.create(team=Team.objects.get(), user=eva, role=Role.objects.get())
    return eva


def test_letters_tasks_and_clocks_are_told_and_then_come_true(tmp_path: Path) -> None:
    version = _acting()
    following, tally = Following(), Counter[tuple[About, str]]()
    for part in (["Web"] * 3, ["Web"] * 2, ["Web"] * 2):  # slices, each taken back
        tally += _followed(following, version, part)
    assert {model.objects.count() for model in (Record, Letter, Turn)} == {0}
    take_in(version, *["Web"] * 7)
    while answer_due(NINE):
        pass
    tasks = Counter(Task.objects.values_list("assignee__name", flat=True))
    assert {name: tally[About.TASK, name] for name in tasks} == tasks == {"Eva": 3, "Mei": 4}
    assert tally[About.LETTER, "hello"] == Letter.objects.count() == 7
    assert tally[About.HELD, ""] == 0
    assert tally[About.CLOCK, "first answer"] == 7


def _acting() -> Version:
    source = {"playbook.yaml": PLAYBOOK, "lead.yaml": ACTING, "emails/hello.en.md": HELLO}
    return publish(AUTOMATION, None, name="small", source=source)


def _followed(following: Following, version: Version, sources: list[str]) -> Tally:
    with transaction.atomic():
        records = take_in(version, *sources)
        tally = following.follow(records, NINE)
        transaction.set_rollback(True)
    return tally
