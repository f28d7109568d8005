"""A partner is called as its company, and a lead stands with one at a time."""

import pytest
from django.db import IntegrityError, transaction

from leadline.channel.models import Partner, PartnerLead, State
from leadline.channel.tests.conftest import stands
from leadline.records.models import Record


def test_one_partner_at_a_time(lead: Record, nordic: Partner) -> None:
    assert str(nordic) == "Nordic"
    first = stands(lead, nordic)
    assert first.is_open
    with pytest.raises(IntegrityError), transaction.atomic():
        stands(lead, nordic, state=State.ACCEPTED)
    PartnerLead.objects.update(state=State.RETURNED)
    assert stands(lead, nordic).is_open
    assert str(first).endswith("Nordic")
