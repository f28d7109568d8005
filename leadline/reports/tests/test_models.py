"""The tables call their rows by what they are."""

import pytest
from django.db import IntegrityError, transaction

from leadline.reports.models import Campaign, Fold, Journey, JourneyMark, Stirred, Tally


def test_rows_say_what_they_are():
    assert str(Stirred(about=3)) == "3"
    assert str(Stirred()) == ""
    assert str(Fold()) == ""
    assert str(Journey(record_id=3, funnel="acquisition")) == "acquisition 3"
    assert str(JourneyMark(what="move:MQL>SQL")) == "move:MQL>SQL"
    assert str(Tally(measure="reached", what="SQL", number=2)) == "reached SQL: 2"
    assert str(Campaign(label="Fair")) == "Fair"


def test_a_cost_has_a_currency_and_there_is_one_fold(db):
    for row in (Campaign(name="fair", label="Fair", cost=1), Fold(pk=2)):
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()
