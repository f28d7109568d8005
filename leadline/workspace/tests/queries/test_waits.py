"""Only what nobody has waits; whether it is tried again is told."""

from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.clock import now
from leadline.records.actions import assign
from leadline.records.routing.untaken import keep_untaken
from leadline.workspace.queries.waits import waits_of


def test_what_somebody_has_waits_nowhere(cast):
    assert waits_of(cast.lead, None, now()) is None


def test_where_it_waits_and_who_watches(cast):
    with Batch(AUTOMATION) as batch:
        [lead] = batch.lock([cast.lead])
        assign.within(batch, lead, owner=None, queue="Unrouted")
    found = waits_of(lead, None, now())
    assert (found.queue, found.watchers, found.is_tried) == ("Unrouted", ["Ben Lee"], False)
    with Batch(AUTOMATION) as batch:
        [lead] = batch.lock([cast.lead])
        keep_untaken(batch, lead, "role Seller", ())
    assert waits_of(lead, None, now()).is_tried
