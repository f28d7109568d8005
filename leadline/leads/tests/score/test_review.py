"""A review falls due so long after the last one, or after the points came into force."""

from datetime import datetime

import pytest

from leadline.core.actor import AUTOMATION
from leadline.core.clock import standing_at
from leadline.leads.actions.score import review_score
from leadline.leads.score.models import ScoreRules
from leadline.leads.score.review import overdue_reviews, review_of
from leadline.leads.tests.score.score_cast import DAY, NINE, SCORE, people, published, rescore

pytestmark = pytest.mark.django_db


def due(at: datetime = NINE) -> datetime | None:
    found = review_of(ScoreRules.objects.latest("pk").playbook, at)
    assert found is not None
    return found.due_at


def test_three_months_after_the_points_and_after_each_review() -> None:
    version = published()
    people(version)
    rescore(version)
    first = due()
    assert first is not None
    assert (first.date().isoformat(), overdue_reviews(NINE)) == ("2026-06-02", [])
    assert [one.name for one in overdue_reviews(NINE + 100 * DAY)] == ["small"]
    with standing_at(NINE + 100 * DAY):
        review_score(AUTOMATION, ScoreRules.objects.get(), note="ok")
    assert overdue_reviews(NINE + 100 * DAY) == []


def test_nothing_falls_due_where_nothing_is_asked_or_no_lead_was_scored() -> None:
    assert overdue_reviews(NINE) == []
    version = published(SCORE.replace("review every: 3 months\n", ""))
    people(version)
    rescore(version)
    assert due() is None
    assert overdue_reviews(NINE + 1000 * DAY) == []
