"""The card of a score: its bars add up, and its sentences say the same."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.leads.tests.score.score_cast import (
    DAY,
    NINE,
    SCORE,
    happens,
    people,
    published,
    score,
)
from leadline.work.events import INTEREST_SHOWN
from leadline.workspace.queries.score import WIDTH, score_of

pytestmark = pytest.mark.django_db


def test_bars_begin_where_the_one_before_ends() -> None:
    version = published(SCORE.replace("points: 10\n", "points: -10\n"))
    [lead] = people(version, users=80, town="Leeds")
    happens(lead, INTEREST_SHOWN, what="price")
    score(lead)
    card = score_of(lead, NINE + 30 * DAY)
    assert card is not None
    assert [one.points for one in card.shares] == [40, -10, 13]
    assert [one.kind for one in card.shares] == ["stays", "minus", "fades"]
    assert sum(one.points for one in card.shares) == card.score == 43
    whole, minus, faded = card.shares
    assert (whole.x, faded.x) == (0, minus.x)
    assert minus.x + minus.width == pytest.approx(whole.width)
    assert max(one.x + one.width for one in card.shares) <= WIDTH + 1
    assert "43 points: 30 for what they are, which is band B" in card.sentences[0]


def test_ten_times_the_events_cost_no_more_queries() -> None:
    [lead, other] = people(published(), 2, users=80)
    for _ in range(10):
        happens(lead, INTEREST_SHOWN, what="price")
    score(lead, other)

    def cost(one: object) -> int:
        with CaptureQueriesContext(connection) as asked:
            score_of(one, NINE)  # type: ignore[arg-type]
        return len(asked)

    cost(lead)
    assert cost(lead) == cost(other) <= 6


def test_without_a_score_there_is_no_card() -> None:
    [lead] = people(published())
    assert score_of(lead, NINE) is None
