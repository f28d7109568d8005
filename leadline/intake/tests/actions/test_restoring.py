"""What an import changed is put back by what its events tell."""

from datetime import timedelta

import pytest

from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.clock import standing_at
from leadline.intake.actions.restoring import Left, restore
from leadline.intake.tests.conftest import NINE
from leadline.parties.actions.entering import OnMatch, enter_people
from leadline.parties.candidates import Candidate, read
from leadline.parties.models import Person

LATER = NINE + timedelta(hours=1)


@pytest.mark.django_db
def test_only_what_came_at_these_moments_is_put_back() -> None:
    for at, city in ((NINE, "Riga"), (LATER, "Tallinn")):
        tom = Candidate(name="Tom Berg", emails=("tom@x.example",), city=city)
        with standing_at(at):
            enter_people(AUTOMATION, None, profiles=[read(tom)], on_match=OnMatch.OVERWRITE)
    with Batch(AUTOMATION) as batch:
        assert restore(batch, frozenset({NINE - timedelta(hours=1)})) == Left()
    assert Person.objects.get().city == "Tallinn"
    with Batch(AUTOMATION) as batch:
        assert restore(batch, frozenset({LATER})) == Left()
    assert Person.objects.get().city == "Riga"
