import pytest
from django.db import IntegrityError

from leadline.leads.models import Lead, Source
from leadline.leads.tests.conftest import NINE, li_na, somebody, take_in
from leadline.playbooks.models import Version


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
