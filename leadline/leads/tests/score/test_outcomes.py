"""What leads scored when they ended."""

import pytest

from leadline.leads.score.outcomes import ended
from leadline.leads.tests.score.score_cast import DAY, NINE, happens, people, published, score
from leadline.records.models import Record
from leadline.work.events import INTEREST_SHOWN

pytestmark = pytest.mark.django_db


def test_the_score_is_that_of_the_end_and_not_of_today() -> None:
    leads = people(published(), 3, users=80)
    happens(leads[0], INTEREST_SHOWN, what="price")
    score(*leads)
    Record.objects.filter(pk=leads[0].pk).update(outcome="won", ended_at=NINE + 30 * DAY)
    Record.objects.filter(pk=leads[1].pk).update(
        outcome="lost", ended_at=NINE, answers={"why": "Price"}
    )
    found = sorted(ended(Record.objects.all()), key=lambda one: -one.score)
    assert [(one.score, one.engagement, one.won) for one in found] == [
        (53, 13, True),
        (40, 0, False),
    ]
    assert found[1].answers == {"why": "Price"}


def test_what_they_do_after_the_end_is_worth_no_more_than_its_points() -> None:
    [lead] = people(published(), users=80)
    happens(lead, INTEREST_SHOWN, NINE + 900 * DAY, what="price")
    score(lead, at=NINE + 900 * DAY)
    Record.objects.filter(pk=lead.pk).update(outcome="lost", ended_at=NINE)
    assert [one.score for one in ended(Record.objects.all())] == [65]
