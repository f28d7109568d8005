"""Whoever waits for a signature hears of it once, a slice at a time, after it was given."""

import pytest

from leadline.access.models import User
from leadline.automation import signing
from leadline.automation.models import SignedDefinition
from leadline.automation.signing import tell_signed
from leadline.automation.tests.conftest import NINE, take_in
from leadline.automation.tests.test_waiting import signed, version
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.models import Event
from leadline.playbooks.models import Signature, Version
from leadline.records.models import Record

__all__ = ["version"]


def told() -> list[int]:
    events = Event.objects.filter(name="definition signed").order_by("pk")
    return list(events.values_list("stream_id", flat=True))


def given(version: Version, *roles: str) -> None:
    """As the signing action writes it."""
    rows = signed(version, *roles)
    Signature.objects.all().delete()
    for one in rows:
        one.pk = None
        with Batch(AUTOMATION, NINE) as batch:
            batch.add(one)


def test_records_are_told_by_slices_and_each_once(
    version: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signing, "SLICE", 2)
    monkeypatch.setattr(signing, "FEW", 2)
    leads = take_in(version, *["Web"] * 5)
    Record.objects.update(stage="New", visit=1)
    given(version, "Marketing", "Inside Sales")
    assert told() == []
    assert [tell_signed(NINE) for _ in range(5)] == [2, 2, 1, 1, 0]
    assert told() == [lead.pk for lead in leads]
    assert not SignedDefinition.objects.exists()


def test_one_side_alone_moves_nobody(version: Version, mei: User) -> None:
    take_in(version, "Web")
    Record.objects.update(stage="New", visit=1)
    given(version, "Marketing")
    assert tell_signed(NINE) == 0
    assert not SignedDefinition.objects.exists()


def test_what_ended_meanwhile_is_not_told(version: Version) -> None:
    take_in(version, "Web")
    Record.objects.update(stage="New", visit=1)
    given(version, "Marketing", "Inside Sales")
    Record.objects.update(outcome="qualified")
    assert tell_signed(NINE) == 1
    assert told() == []
