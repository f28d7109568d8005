"""What is answered about a company on one record wakes the others, in slices, by the worker."""

from hashlib import sha256

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.automation.actions.telling import tell_answers
from leadline.automation.answering import answer_due
from leadline.automation.jobs import tell_learned
from leadline.automation.models import Learned
from leadline.core.actor import AUTOMATION
from leadline.core.clock import Driven
from leadline.core.models import Event
from leadline.leads.actions import open_leads
from leadline.leads.incoming import Door, Incoming
from leadline.leads.score.models import LeadScore
from leadline.leads.tests.score.score_cast import LEAD, NINE, SCORE
from leadline.parties.actions.learning import change_company_answers
from leadline.parties.candidates import Candidate
from leadline.parties.models import Company
from leadline.playbooks.actions import publish
from leadline.playbooks.models import Version
from leadline.playbooks.tests.folders import SMALLEST
from leadline.records.actions import give_answers
from leadline.records.models import Record

pytestmark = pytest.mark.django_db
LETTERS = str.maketrans("0123456789", "ghijklmnop")  # a name has no digits
FILES = {
    **SMALLEST,
    "fields.yaml": "company:\n  users: number\n  mascot: text\n",
    "lead.yaml": LEAD.replace("      users: {ask: number, optional: yes}\n", "")
    .replace("once: score at least 65 and fit band one of A, B", "once: users at least 50")
    .replace("once: score below 60", "once: users below 10"),
    "score.yaml": SCORE,
}


def colleagues(version: Version, number: int) -> list[Record]:
    """Leads of as many people of one company, no two of a name."""
    names = [sha256(b"%d" % n).hexdigest().translate(LETTERS)[:16] for n in range(number)]
    incoming = [
        Incoming(
            Candidate(name=name, company="Hengtong Ltd", emails=(f"{name}@hengtong.cn",)),
            source="Web",
            received_at=NINE,
        )
        for name in names
    ]
    outcomes = open_leads(AUTOMATION, None, door=Door(version, "Small"), incoming=incoming)
    return [one.record for one in outcomes]


@pytest.fixture
def leads() -> list[Record]:
    with Driven(NINE):
        found = colleagues(publish(AUTOMATION, None, name="small", source=FILES), 4)
        while answer_due(NINE):
            pass
    assert len({one.pk for one in found}) == 4
    assert {one.company_id for one in found} == {Company.objects.get().pk}
    return found


def stages(leads: list[Record]) -> list[str]:
    rows = Record.objects.in_bulk([one.pk for one in leads])
    return [rows[one.pk].stage for one in leads]


def test_an_answer_on_one_lead_moves_and_scores_the_others(leads: list[Record]) -> None:
    with Driven(NINE):
        give_answers(AUTOMATION, leads[0], answers={"users": 80})
        answer_due(NINE)
        assert stages(leads) == ["MAQL", "Inquiry", "Inquiry", "Inquiry"]  # not in that request
        assert tell_learned(NINE) == 4
        answer_due(NINE)
        assert stages(leads) == ["MAQL"] * 4
        assert tell_learned(NINE) == 0
    assert set(LeadScore.objects.values_list("fit", flat=True)) == {40}
    told = Event.objects.filter(name="party answers changed")
    assert sorted(told.values_list("stream_id", flat=True)) == [one.pk for one in leads[1:]]
    assert str(told[0]) == "Learned elsewhere: users"


def test_what_nobody_asks_about_wakes_nobody(leads: list[Record]) -> None:
    with Driven(NINE):
        change_company_answers(AUTOMATION, Company.objects.get(), answers={"mascot": "Owl"})
        tell_learned(NINE)
    assert not Event.objects.filter(name="party answers changed").exists()
    assert not Learned.objects.exists()


def test_nobody_else_to_tell_leaves_no_row(leads: list[Record]) -> None:
    Record.objects.exclude(pk=leads[0].pk).update(outcome="lost")
    with Driven(NINE):
        give_answers(AUTOMATION, leads[0], answers={"users": 80})
    assert not Learned.objects.exists()


def test_slices_reach_every_record_once(leads: list[Record]) -> None:
    with Driven(NINE):
        change_company_answers(AUTOMATION, Company.objects.get(), answers={"users": 5})
        slices = []
        while done := tell_answers(AUTOMATION, None, most=2):
            slices.append(done)
    assert slices == [2, 2, 1]
    told = Event.objects.filter(name="party answers changed").values_list("stream_id", flat=True)
    assert sorted(told) == [one.pk for one in leads]


def test_forty_cost_as_many_queries_as_four(leads: list[Record]) -> None:
    def cost(users: int) -> int:
        change_company_answers(AUTOMATION, Company.objects.get(), answers={"users": users})
        with CaptureQueriesContext(connection) as asked:
            tell_learned(NINE)
        return len(asked)

    with Driven(NINE):
        few = cost(5)
        colleagues(Version.objects.get(), 40)
        Record.objects.update(visit=1)
        assert cost(6) == few
