"""Only what can be given is locked; what has changed since is left or forgotten."""

from datetime import timedelta
from typing import Any

import pytest

from leadline.access.models import Membership
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.errors import Refused
from leadline.records.actions import assign
from leadline.records.models import Record, Turn, Untaken
from leadline.records.routing.untaken import keep_untaken
from leadline.work.jobs import AGAIN, route_due
from leadline.work.tests.conftest import MONDAY, Cast, leads


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


def test_what_a_rule_forbids_waits_on_and_keeps_nobody_else(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = waits(cast)
    [other] = leads(1, person=cast.li_na, version=cast.version)
    with Batch(AUTOMATION, MONDAY) as batch:
        [row] = batch.lock([other])
        batch.change(row, queue="Unrouted", queued_at=MONDAY)
        keep_untaken(batch, row, "role Seller", ())
    inner = assign.function

    def guarded(batch: Batch, record: Record, **told: Any) -> None:
        if record.pk == first.pk:
            raise Refused("A rule forbids it.")
        inner(batch, record, **told)

    with monkeypatch.context() as forbidden:
        forbidden.setitem(assign.__dict__, "function", guarded)
        assert route_due(MONDAY + AGAIN) == 2
        assert route_due(MONDAY + AGAIN) == 0
    owners = dict(Record.objects.values_list("pk", "owner"))
    assert (owners[first.pk], owners[other.pk]) == (None, cast.mei.pk)
    assert Untaken.objects.get().looked_at >= MONDAY + AGAIN
    assert not Turn.objects.filter(taken__gt=1).exists()
