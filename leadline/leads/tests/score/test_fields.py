"""What conditions may ask of a score, in both languages."""

import pytest

from leadline.conditions.catalogue import Catalogue
from leadline.conditions.declared import declared_fields
from leadline.conditions.fading import Fading
from leadline.core.clock import standing_at
from leadline.leads.tests.score.score_cast import DAY, NINE, happens, people, published, score
from leadline.records.view import views_of
from leadline.work.events import INTEREST_SHOWN

NAMES = ("score", "fit band", "engagement", "last response")


@pytest.mark.django_db
def test_they_are_read_from_rows_as_of_now() -> None:
    lead, fresh = people(published(), 2, users=80)
    happens(lead, INTEREST_SHOWN, what="price")
    score(lead)
    fields = Catalogue([declared_fields()[name].field for name in NAMES])
    with standing_at(NINE + 30 * DAY):
        view, nothing = views_of([lead, fresh], NAMES, fields)
    assert view == {"score": 53, "fit band": "A", "engagement": 13, "last response": NINE}
    assert isinstance(view["score"], Fading)
    assert nothing == dict.fromkeys(NAMES)
    assert fields.get("评分") is fields.get("score")
