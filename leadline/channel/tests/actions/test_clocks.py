"""Late is told once, to the lead's owner, and only while nobody has answered."""

from datetime import timedelta

from leadline.channel.actions.clocks import tell_late
from leadline.channel.models import Partner
from leadline.channel.tests.conftest import MONDAY, stands
from leadline.core.actor import AUTOMATION
from leadline.core.clock import standing_at
from leadline.core.models import Event
from leadline.records.models import Record
from leadline.work.models import Notice


def test_it_is_told_once(lead: Record, nordic: Partner) -> None:
    stands(lead, nordic)
    with standing_at(MONDAY + timedelta(minutes=1)):
        for _ in range(2):
            tell_late(AUTOMATION, None, records=[lead.pk])
    assert Event.objects.filter(name="partner answer missed").count() == 1
    assert "Nordic" in Notice.objects.get().sentence
