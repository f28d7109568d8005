"""Who may publish has a text tried; its numbers are noted once."""

import pytest

from leadline.access.actor import person
from leadline.automation.actions.rehearsing import KEPT, note_rehearsal, rehearse_playbook
from leadline.automation.models import Rehearsal, Rehearsed
from leadline.automation.tests.conftest import published, take_in
from leadline.core.actor import AUTOMATION
from leadline.core.errors import Invalid, Refused


def ask() -> Rehearsal:
    return rehearse_playbook(AUTOMATION, None, name="small", hash="a" * 64, all=1)


def test_only_who_may_publish(mei) -> None:
    published()
    with pytest.raises(Refused, match="Your role does not include this"):
        rehearse_playbook(person(mei), None, name="small", hash="a" * 64, all=1)
    with pytest.raises(Invalid, match="no such playbook"):
        rehearse_playbook(AUTOMATION, None, name="other", hash="a" * 64, all=1)


def test_the_last_few_are_kept(mei) -> None:
    published()
    rows = [ask() for _ in range(KEPT + 2)]
    assert list(Rehearsal.objects.order_by("pk")) == rows[2:]


def test_what_another_worker_has_noted_is_not_counted_twice(mei) -> None:
    [record] = take_in(published(), "Web")
    row = ask()

    def note() -> bool:
        one = Rehearsed(
            rehearsal=row, record=record, about="stage", name="Done", happened=0, would=1
        )
        return note_rehearsal(
            AUTOMATION, None, rehearsal=row.pk, begun=0, last=record.pk, report={"records": 1},
            differing=[one],
        )  # fmt: skip

    assert note()
    assert not note()
    assert Rehearsed.objects.count() == 1
