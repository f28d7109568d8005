"""What leads score in a few words: two queries however many there are."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.leads.tests.score.score_cast import NINE, people, published, score
from leadline.workspace.queries.scores import score_marks

pytestmark = pytest.mark.django_db


def test_scores_and_their_sentence() -> None:
    version = published()
    leads = people(version, 20, users=80)
    score(*leads[:15])
    with CaptureQueriesContext(connection) as asked:
        found = score_marks([one.pk for one in leads], NINE)
    assert len(asked) == 2
    assert found.keys() == {one.pk for one in leads[:15]}
    mark = found[leads[0].pk]
    assert (mark.score, mark.band) == (40, "A")
    assert mark.sentence.startswith("40 points: 40 for what they are, which is band A")
    assert score_marks([], NINE) == {}
