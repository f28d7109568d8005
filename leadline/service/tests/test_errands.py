import pytest
from django.db import IntegrityError

from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.models import Event
from leadline.records.cause import Cause
from leadline.records.models import Record
from leadline.service import events
from leadline.service.actions import open_trial
from leadline.service.errands import locked, made, running, told
from leadline.service.models import Entitlement, Errand, Product


def test_both_histories_hear_it_and_the_lead_hears_why(lead: Record, by_hand: Product) -> None:
    trial = open_trial(AUTOMATION, lead)
    with Batch(AUTOMATION) as batch:
        found = running(batch, lead)
        assert found is not None
        cause = Cause(why={"text": "- end: trial"}, depth=3)
        told(batch, found, events.ENDING, cause, product="Price Watch")
    own, leads = Event.objects.filter(name="trial end asked for").order_by("-stream_id")
    assert (own.stream_id, leads.stream_id) == (trial.record_id, lead.pk)
    assert (leads.why, leads.depth) == ({"text": "- end: trial"}, 3)


def test_the_key_of_an_effect_is_taken_once(lead: Record, by_hand: Product) -> None:
    open_trial(AUTOMATION, lead, cause=Cause(key="k1"))
    trial = Entitlement.objects.select_related("product").get()
    with pytest.raises(IntegrityError), Batch(AUTOMATION) as batch:
        made(batch, trial, Errand.What.END, Cause(key="k1"))


def test_keys_made_by_hand_differ(lead: Record, by_hand: Product) -> None:
    open_trial(AUTOMATION, lead)
    trial = Entitlement.objects.select_related("product").get()
    with Batch(AUTOMATION) as batch:
        keys = {made(batch, trial, Errand.What.EXTEND, Cause()).key for _ in range(2)}
        assert len(keys) == 2
        fresh = locked(batch, Errand.objects.get(what="open").pk)
        assert fresh.entitlement.lead_id == lead.pk
