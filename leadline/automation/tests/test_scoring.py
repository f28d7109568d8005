"""A score moves a lead in the batch that hears the news, once, and when time lets it fall."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.automation.answering import answer_due
from leadline.automation.scoring import rescore_due
from leadline.core.actor import AUTOMATION
from leadline.core.clock import Driven
from leadline.core.models import Event
from leadline.leads.score.models import LeadScore, ScoreRules
from leadline.leads.tests.score.score_cast import DAY, LEAD, NINE, SCORE, people, published
from leadline.playbooks.actions import publish
from leadline.playbooks.tests.folders import SMALLEST
from leadline.playbooks.versions import definition_of
from leadline.records.actions import give_answers
from leadline.records.models import Record
from leadline.records.view import views_of
from leadline.work.actions.notes import show_interest

pytestmark = pytest.mark.django_db


def stand(lead: Record) -> str:
    lead.refresh_from_db()
    return lead.stage


def test_s3_12_the_algorithm_makes_it_a_maql_and_time_takes_it_back() -> None:
    with Driven(NINE) as clock:
        [lead] = people(published(), users=80)
        answer_due(clock.at)
        assert stand(lead) == "Inquiry"
        show_interest(AUTOMATION, lead, what="price")
        answer_due(clock.at)
        assert stand(lead) == "MAQL"  # 40 + 25, at the very moment
        assert lead.wake_at is not None
        fell = lead.wake_at
        clock.at = fell - timedelta(seconds=1)
        answer_due(clock.at)
        assert stand(lead) == "MAQL"
        clock.at = fell
        answer_due(clock.at)
        assert stand(lead) == "Cold"
    half = 25 * 2 ** (-(fell - NINE) / (30 * DAY))
    assert half == pytest.approx(19.5, abs=1e-6)


def test_a_worker_that_slept_does_what_a_punctual_one_would_have_done() -> None:
    with Driven(NINE) as clock:
        [lead] = people(published(), users=80)
        answer_due(clock.at)
        clock.at = NINE + DAY
        show_interest(AUTOMATION, lead, what="price")
        clock.at = NINE + 60 * DAY
        answer_due(clock.at)
        assert stand(lead) == "Cold"
        entered = dict(lead.visits.values_list("stage", "entered_at"))
    assert entered["MAQL"] == NINE + DAY
    assert NINE + 10 * DAY < entered["Cold"] < NINE + 20 * DAY


def test_a_cold_lead_that_acts_again_begins_a_new_cycle() -> None:
    with Driven(NINE) as clock:
        [lead] = people(published(), users=80)
        show_interest(AUTOMATION, lead, what="price")
        answer_due(clock.at)
        clock.at = NINE + 40 * DAY
        answer_due(clock.at)
        assert stand(lead) == "Cold"
        show_interest(AUTOMATION, lead, what="price")
        answer_due(clock.at)
        assert stand(lead) == "Cold"  # 25 and what is left of 25
        show_interest(AUTOMATION, lead, what="terms")
        answer_due(clock.at)
        assert (stand(lead), lead.cycle) == ("MAQL", 2)


def test_an_answer_changes_the_fit_in_the_same_batch() -> None:
    with Driven(NINE) as clock:
        [lead] = people(published(), users=10)
        show_interest(AUTOMATION, lead, what="price")
        answer_due(clock.at)
        give_answers(AUTOMATION, lead, answers={"users": 80})
        answer_due(clock.at)
        assert stand(lead) == "MAQL"


def test_other_rules_wake_whom_they_raise() -> None:
    with Driven(NINE) as clock:
        [lead] = people(published(), users=80)
        answer_due(clock.at)
        rescore_due(clock.at)
        published(SCORE.replace("points: 40", "points: 70"))
        clock.at += DAY
        assert rescore_due(clock.at) == 1
        answer_due(clock.at)
        assert stand(lead) == "MAQL"


def test_what_is_listed_is_what_the_lead_stands_at() -> None:
    with Driven(NINE) as clock:
        version = published()
        [lead] = people(version, users=80)
        show_interest(AUTOMATION, lead, what="price")
        answer_due(clock.at)
        clock.at += 30 * DAY
        names = ("score", "fit band", "engagement", "last response")
        [view] = views_of([lead], names, definition_of(version.pk).catalogue)
    assert view == {"score": 53, "fit band": "A", "engagement": 13, "last response": NINE}


def test_a_playbook_without_a_score_costs_one_query_and_no_row() -> None:
    with Driven(NINE) as clock:
        lead = published()
        LeadScore.objects.all().delete()
        people(lead, users=80)
        with CaptureQueriesContext(connection) as asked:
            answer_due(clock.at)
    assert sum("leads_leadscore" in one["sql"] for one in asked) <= 3


def test_s3_26_a_playbook_that_drops_its_score_leaves_none_in_force() -> None:
    with Driven(NINE) as clock:
        [lead] = people(published(), users=80)
        answer_due(clock.at)
        rescore_due(clock.at)
        publish(AUTOMATION, None, name="small", source=without_score())
        clock.at += DAY
        assert rescore_due(clock.at) == 1
        with CaptureQueriesContext(connection) as asked:
            assert rescore_due(clock.at) == 0
        assert not any("leads_leadscore" in one["sql"] for one in asked)  # nobody looks again
        names = ("score", "fit band")
        [view] = views_of([lead], names, definition_of(lead.version_id or 0).catalogue)
        assert view == {"score": None, "fit band": None}
        rules = ScoreRules.objects.get()
        assert rules.ended_at == clock.at
        told = Event.objects.filter(stream="score").latest("seq")
        assert str(told).startswith("The playbook gives no points any more")
        published()
        clock.at += DAY
        assert rescore_due(clock.at) >= 1  # they are back, and everything is counted once more
        [view] = views_of([lead], names, definition_of(lead.version_id or 0).catalogue)
        assert view == {"score": 40, "fit band": "A"}
        rules.refresh_from_db()
        assert rules.ended_at is None


def without_score() -> dict[str, str]:
    lead = LEAD.replace("once: score at least 65 and fit band one of A, B", "once: users known")
    lead = lead.replace("once: score below 60", "once: town known")
    lead = lead.replace(
        "engagement at least 40 and last response after arrival and ", "town known and "
    )
    return {**SMALLEST, "lead.yaml": lead}
