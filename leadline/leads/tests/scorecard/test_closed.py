"""Closed leads as a table, with who supplies what and what was filled in afterwards."""

import pytest

from leadline.core.actor import AUTOMATION
from leadline.core.clock import standing_at
from leadline.leads.scorecard.closed import Which, closed_leads
from leadline.leads.tests.score.score_cast import DAY, LEAD, NINE, SCORE, people
from leadline.playbooks.actions import publish
from leadline.playbooks.tests.folders import SMALLEST
from leadline.records.actions import give_answers
from leadline.records.models import Record

pytestmark = pytest.mark.django_db


def test_what_was_known_who_supplies_it_and_what_came_too_late() -> None:
    files = {
        **SMALLEST,
        "fields.yaml": "lead:\n  budget: {type: number, supplied by: Seller}\n  verdict: text\n",
        "lead.yaml": LEAD, "score.yaml": SCORE,
    }  # fmt: skip
    version = publish(AUTOMATION, None, name="small", source=files)
    leads = people(version, 5)
    with standing_at(NINE):
        for number, lead in enumerate(leads):
            give_answers(AUTOMATION, lead, answers={"budget": number % 2, "users": number % 3})
    Record.objects.filter(pk__in=[one.pk for one in leads[:2]]).update(
        outcome="qualified", ended_at=NINE + DAY
    )
    Record.objects.filter(pk__in=[one.pk for one in leads[2:4]]).update(
        outcome="lost", ended_at=NINE + DAY
    )
    with standing_at(NINE + 2 * DAY):
        for number, lead in enumerate(leads[:4]):
            give_answers(AUTOMATION, lead, answers={"verdict": "good" if number < 2 else "bad"})
    table = closed_leads(version.playbook)
    assert sorted(table.won) == [False, False, True, True]
    assert {"budget", "users", "verdict"} <= table.columns.keys()
    assert not {"score", "stage", "owner"} & table.columns.keys()
    assert (table.supplied_by, table.late["verdict"], table.late["users"]) == (
        {"budget": "Seller"},
        1.0,
        0.0,
    )
    Record.objects.filter(pk=leads[0].pk).update(ended_at=NINE + 3 * DAY)
    assert closed_leads(version.playbook, Which(most=1)).late["verdict"] == 0.0
    assert closed_leads(version.playbook, Which(since=NINE + 2 * DAY)).late["verdict"] == 0.0
    Record.objects.filter(pk=leads[0].pk).update(ended_at=NINE + 1.5 * DAY)
    assert closed_leads(version.playbook, Which(most=1)).late["verdict"] == 1.0
