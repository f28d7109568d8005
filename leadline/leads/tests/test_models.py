import pytest
from django.db import IntegrityError

from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.leads.models import Lead, Source
from leadline.leads.tests.conftest import NINE, li_na, somebody, take_in
from leadline.playbooks.models import Version
from leadline.records.models import Record


def test_each_row_says_what_it_is(version: Version) -> None:
    take_in(version, li_na())
    assert str(Lead.objects.get()) == "Li Na"
    assert str(Source.objects.get()) == "Web"


def test_a_source_gives_a_number_to_one_lead(version: Version) -> None:
    take_in(version, li_na(number="1"), somebody(1))
    other = Lead.objects.get(number="")
    with pytest.raises(IntegrityError):
        Lead.objects.filter(pk=other.pk).update(number="1")
    assert other.received_at == NINE


@pytest.mark.django_db
def test_a_lead_may_point_at_one_that_is_written_behind_it() -> None:
    """Its key is its record's; both records are new in this batch."""
    with Batch(AUTOMATION) as batch:
        first, second = (
            batch.add(Record(kind="lead", title=title, opened_at=batch.now, entered_at=batch.now))
            for title in ("first", "second")
        )
        before = Lead(record=first, received_at=batch.now)
        batch.add(Lead(record=second, received_at=batch.now, previous=before))
        batch.add(before)
    assert Lead.objects.get(record__title="second").previous_id == first.pk
