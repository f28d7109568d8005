"""Whoever is first takes it; the rule is asked again."""

import pytest

from leadline.access.actor import person
from leadline.core.actor import AUTOMATION
from leadline.core.errors import Refused
from leadline.core.models import Event
from leadline.records.actions import assign
from leadline.records.models import Record
from leadline.work.actions.queues import route_again, take
from leadline.work.tests.conftest import Cast


@pytest.fixture
def lead(cast: Cast) -> Record:
    assign(AUTOMATION, cast.lead, owner=None, queue="Unrouted")
    return Record.objects.get(pk=cast.lead.pk)


def test_it_is_taken_once(cast: Cast, lead: Record) -> None:
    take(person(cast.mei), lead)
    with pytest.raises(Refused, match="already"):
        take(person(cast.ben), lead)
    with pytest.raises(Refused):
        take(AUTOMATION, lead)
    assert Record.objects.get(pk=lead.pk).owner == cast.mei


def test_the_rule_gives_it_with_why(cast: Cast, lead: Record) -> None:
    route_again(AUTOMATION, lead)
    assert Record.objects.get(pk=lead.pk).owner == cast.mei
    told = Event.objects.filter(stream="record", stream_id=lead.pk, name="routed").get()
    assert told.why["route"]["got"] == cast.mei.pk
    with pytest.raises(Refused, match="already"):
        route_again(AUTOMATION, lead)


def test_a_record_of_no_playbook_has_no_rule(cast: Cast, lead: Record) -> None:
    Record.objects.filter(pk=lead.pk).update(version=None)
    with pytest.raises(Refused, match="playbook"):
        route_again(AUTOMATION, Record.objects.get(pk=lead.pk))
