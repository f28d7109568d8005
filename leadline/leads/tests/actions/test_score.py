"""Leads are scored in batches; what is as before is not written again."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.core.actor import AUTOMATION
from leadline.core.models import Event
from leadline.leads.actions.score import review_score, score_all_again
from leadline.leads.events import JOINED
from leadline.leads.score.models import EngagementSum, LeadScore, ScoreChange, ScoreRules
from leadline.leads.tests.score.score_cast import (
    DAY,
    NINE,
    SCORE,
    happens,
    people,
    published,
    rescore,
    score,
)
from leadline.records.actions import give_answers
from leadline.records.models import Record
from leadline.work.events import INTEREST_SHOWN

pytestmark = pytest.mark.django_db


def test_fit_and_engagement_are_kept_apart() -> None:
    [lead] = people(published(), users=80, town="Leeds")
    happens(lead, INTEREST_SHOWN, what="price")
    [worked] = score(lead)
    row = LeadScore.objects.get()
    assert (row.fit, row.band, row.lasting, row.responded_at) == (50, "A", 0, NINE)
    assert EngagementSum.objects.get().half_life == 30 * 1440
    assert worked.standing is not None
    assert (worked.standing.score(NINE), worked.standing.score(NINE + 30 * DAY)) == (75, 63)
    change = ScoreChange.objects.get()
    assert (change.score, change.before, change.fit, change.engagement) == (75, None, 50, 25)
    assert change.why["fit"] == [[0, {"users": "80"}], [1, {"town": "Leeds"}]]
    assert [name for name, _at in change.why["heard"]] == ["interest shown"]


def test_news_is_added_and_told_once() -> None:
    [lead] = people(published(), users=80)
    score(lead)
    first = happens(lead, INTEREST_SHOWN, NINE + DAY, what="price")
    [worked] = score(lead, heard=[first], at=NINE + DAY)
    assert worked.was[first.seq].score(NINE) == 40
    assert EngagementSum.objects.get().amount > 0
    [again] = score(lead, heard=[first], at=NINE + 2 * DAY)
    assert again.was == {}
    assert [one.score for one in ScoreChange.objects.order_by("pk")] == [40, 65]


def test_what_is_unchanged_writes_nothing() -> None:
    version = published()
    leads = people(version, 3, users=80)
    score(*leads)
    rescore(version)
    with CaptureQueriesContext(connection) as asked:
        score(*leads, at=NINE + DAY)
        rescore(version, at=NINE + DAY)
    writes = [q["sql"] for q in asked if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert writes == []


def test_fifty_cost_as_many_queries_as_two() -> None:
    version = published()

    def cost(number: int) -> int:
        leads = people(version, number, users=80)
        with CaptureQueriesContext(connection) as asked:
            score(*leads)
        LeadScore.objects.all().delete()
        Record.objects.update(outcome="lost")
        return len(asked)

    cost(1)
    assert cost(2) == cost(50)


def test_s3_27_other_points_are_new_rules_and_say_whom_they_changed() -> None:
    version = published()
    lead, small = people(version, 2, users=5)
    give_answers(AUTOMATION, lead, answers={"users": 80})
    assert rescore(version) == 2
    assert rescore(version) == 0
    lead.refresh_from_db()
    Record.objects.update(visit=1, wake_at=None)
    newer = published(SCORE.replace("points: 40", "points: 60"))
    assert rescore(newer, at=NINE + DAY) == 2
    rules = ScoreRules.objects.order_by("number")
    assert [(one.number, one.scored, one.changed) for one in rules] == [(1, 2, 0), (2, 2, 1)]
    told = Event.objects.get(name="lead rescored")
    assert (told.stream_id, told.data["before"], told.data["score"]) == (lead.pk, 40, 60)
    assert told.data["was"] == {"score": 40, "fit band": "A", "engagement": 0}
    assert ScoreChange.objects.filter(rules=rules[1]).values_list("record", "before").get() == (
        lead.pk,
        40,
    )
    woken = Record.objects.exclude(wake_at=None).values_list("pk", flat=True)
    assert list(woken) == [lead.pk]
    assert not ScoreChange.objects.filter(record=small.pk, rules=rules[1]).exists()


def test_the_same_points_in_another_text_are_the_same_rules() -> None:
    version = published()
    people(version, users=80)
    rescore(version)
    newer = published(SCORE.replace("review every: 3 months", "review every: 1 month"))
    assert rescore(newer) == 0
    assert ScoreRules.objects.count() == 1


def test_points_that_are_back_in_force_score_everything_again() -> None:
    version = published()
    [lead] = people(version, users=80)
    rescore(version)
    newer = published(SCORE.replace("points: 40", "points: 60"))
    rescore(newer, at=NINE + DAY)
    published()
    assert rescore(version, at=NINE + 2 * DAY) == 1
    assert LeadScore.objects.get(record=lead).fit == 40
    assert ScoreRules.objects.count() == 2


def test_other_half_lives_count_all_events_again_before_the_sweep_comes() -> None:
    version = published()
    [lead] = people(version)
    happens(lead, INTEREST_SHOWN, what="price")
    score(lead)
    published(SCORE.replace("30 days", "10 days"))
    again = happens(lead, JOINED, NINE + DAY, source="Web")
    [worked] = score(lead, heard=[again], at=NINE + DAY)
    assert worked.standing is not None
    assert worked.standing.engagement.value(NINE + 10 * DAY) == pytest.approx(12.5 + 5)
    sums = dict(EngagementSum.objects.values_list("half_life", "amount"))
    assert sums[30 * 1440] == 0
    assert sums[10 * 1440] > 0


def test_asking_begins_at_the_first_lead_and_a_review_is_noted() -> None:
    version = published()
    people(version, users=80)
    rescore(version)
    rules = ScoreRules.objects.get()
    score_all_again(AUTOMATION, rules)
    review_score(AUTOMATION, rules, note="It still predicts.")
    rules.refresh_from_db()
    assert (rules.upto, rules.reviewed_at is not None) == (0, True)
    assert rescore(version) == 1
    assert ScoreChange.objects.count() == 1
    names = Event.objects.filter(stream="score").values_list("name", flat=True)
    assert sorted(names) == ["all leads scored again", "score reviewed"]
