"""What time would bring is foreseen without writing anything, and comes true when time passes."""

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from leadline.access.models import Firm
from leadline.automation.answering import answer_due
from leadline.automation.forecasting import Following
from leadline.automation.tests.conftest import LEAD, NINE, PLAYBOOK, take_in
from leadline.core.actor import AUTOMATION
from leadline.core.clock import Driven
from leadline.intake.forecasts import Tally
from leadline.mail.jobs import send_due
from leadline.mail.models import Letter
from leadline.playbooks.actions import publish
from leadline.playbooks.models import Version
from leadline.playbooks.versions import definition_of
from leadline.records.models import Record
from leadline.work.models import Task

pytestmark = pytest.mark.usefixtures("mei")
HELLO = "---\nsubject: Hello\n---\nGood day.\n"
WAITING = """    on arrival:
      - send: hello
        then go to: Asked
    next:
      - go to: Done
        by: owner
  Asked:
    goal: They answer
    while here:
      - 3 days after arrival:
          - send: reminder
          - task: Call them
            by: owner
      - 10 days after arrival:
          go to: Silent
      - 9 days after arrival:
          - task: Look once more
            by: owner
"""
CLOCK = """clocks:
  first answer:
    promise: We answer
    from: lead opened
    until: letter sent
    within: 2 days
    of: owner
    missed:
      - task: Say sorry
        by: owner
stages:
"""
ENDS = """ends:
  Silent:
    outcome: lost
    while here:
      - 25 days after arrival:
          - task: Too far ahead
            by: owner
"""
LATE = (
    LEAD.replace("stages:\n", CLOCK, 1)
    .replace("    next:\n      - go to: Done\n        by: owner\n", WAITING, 1)
    .replace("ends:\n", ENDS, 1)
    .replace("    while here:\n      - 25 days after arrival:\n          - task: Too far ahead\n"
             "            by: owner\n", "", 1)
)  # fmt: skip


@pytest.fixture
def version(settings: Settings, tmp_path: Path) -> Version:
    settings.DATA = tmp_path
    definition_of.cache_clear()
    Firm.objects.update(sender="sales@meridian.example")
    source = {
        "playbook.yaml": PLAYBOOK,
        "lead.yaml": LATE,
        "emails/hello.en.md": HELLO,
        "emails/reminder.en.md": HELLO,
    }
    return publish(AUTOMATION, None, name="small", source=source)


def test_what_time_would_bring_is_told_and_comes_true(version: Version) -> None:
    told = foreseen(version, 3)
    assert {model.objects.count() for model in (Record, Letter, Task)} == {0}
    later = {name: number for (about, name), number in told.items() if about.startswith("later")}
    assert later == {"reminder": 3, "Call them": 3, "Look once more": 3, "Silent": 3}
    with Driven(NINE) as clock:
        take_in(version, *["Web"] * 3)
        until = NINE + timedelta(days=30)
        while clock.at < until:
            while answer_due(clock.at) + send_due(clock.at).total:
                pass
            clock.advance(hours=12)
    print(Letter.objects.values("state", "held_for", "template", "to")[:4])
    assert Counter(Letter.objects.values_list("template", flat=True))["reminder"] == 3
    tasks = Counter(Task.objects.values_list("title", flat=True))
    assert {name: tasks[name] for name in ("Call them", "Look once more", "Say sorry")} == {
        "Call them": 3, "Look once more": 3, "Say sorry": 0
    }  # fmt: skip
    assert Record.objects.filter(stage="Silent").count() == 3


def test_it_costs_as_many_queries_for_twenty_as_for_two(version: Version) -> None:
    foreseen(version, 1)  # what is read once for ever
    counts = []
    for number in (2, 20):
        with CaptureQueriesContext(connection) as asked:
            foreseen(version, number)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def foreseen(version: Version, number: int) -> Tally:
    with transaction.atomic():
        tally = Following().follow(take_in(version, *["Web"] * number), NINE)
        transaction.set_rollback(True)
    return tally
