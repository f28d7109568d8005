"""Records change hands in a merge and a split, and say so in their own history."""

import pytest
from django.utils import timezone

from leadline.core.actor import AUTOMATION
from leadline.core.models import Event
from leadline.parties.actions.merging import merge_people, split_people
from leadline.parties.models import Person
from leadline.records.models import Record


@pytest.mark.django_db
def test_a_record_goes_with_its_person_and_what_it_opened_goes_with_it() -> None:
    anna, annie = Person.objects.create(name="Anna"), Person.objects.create(name="Annie")
    then = {"opened_at": timezone.now(), "entered_at": timezone.now(), "kind": "lead"}
    lead = Record.objects.create(title="Hers", person=annie, **then)
    [merge] = merge_people(AUTOMATION, anna, losers=[annie])
    deal = Record.objects.create(title="Deal", person=anna, opener=lead, **then)
    other = Record.objects.create(title="New", person=anna, **then)
    lead.refresh_from_db()
    assert lead.person == anna
    split_people(AUTOMATION, anna, merge=merge)
    whose = dict(Record.objects.values_list("pk", "person_id"))
    assert whose == {lead.pk: annie.pk, deal.pk: annie.pk, other.pk: anna.pk}
    told = Event.objects.filter(stream="record", stream_id=lead.pk).order_by("seq")
    assert [str(event) for event in told] == [
        "Belongs to Anna now, before to Annie",
        "Belongs to Annie now, before to Anna",
    ]
