"""Only what can be given is locked; what has changed since is left or forgotten."""

from datetime import timedelta

from leadline.access.models import Membership
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.records.actions import assign
from leadline.records.models import Record, Untaken
from leadline.records.routing.untaken import keep_untaken
from leadline.work.jobs import AGAIN, route_due
from leadline.work.tests.conftest import MONDAY, Cast


def waits(cast: Cast, who: str = "role Seller") -> Record:
    with Batch(AUTOMATION, MONDAY) as batch:
        [lead] = batch.lock([cast.lead])
        assign.within(batch, lead, owner=None, queue="Unrouted")
        keep_untaken(batch, lead, who, ())
    return Record.objects.get(pk=lead.pk)


def test_it_is_tried_once_a_minute(cast: Cast) -> None:
    lead = waits(cast)
    Membership.objects.filter(user=cast.mei).delete()
    assert route_due(MONDAY + timedelta(seconds=59)) == 0
    assert route_due(MONDAY + AGAIN) == 1
    assert route_due(MONDAY + AGAIN) == 0
    assert Record.objects.get(pk=lead.pk).owner is None


def test_it_is_given_and_forgotten(cast: Cast) -> None:
    lead = waits(cast)
    assert route_due(MONDAY + AGAIN) == 1
    assert Record.objects.get(pk=lead.pk).owner == cast.mei
    assert not Untaken.objects.exists()


def test_what_somebody_took_meanwhile_is_forgotten(cast: Cast) -> None:
    lead = waits(cast)
    assign(AUTOMATION, lead, owner=cast.ben)
    assert route_due(MONDAY + AGAIN) == 1
    assert Record.objects.get(pk=lead.pk).owner == cast.ben
    assert not Untaken.objects.exists()
