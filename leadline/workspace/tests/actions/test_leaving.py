"""A colleague leaves by one action that hands everything over, or by none."""

import pytest

from leadline.access.actor import person
from leadline.access.models import User
from leadline.core.actor import AUTOMATION
from leadline.core.errors import Invalid, Refused
from leadline.core.models import Event
from leadline.records.models import Record
from leadline.work.actions.following import follow_record
from leadline.work.actions.making import task
from leadline.work.models import OPEN, Follower, Task
from leadline.workspace.actions.leaving import leave_firm


def test_everything_changes_hands_and_they_sign_in_no_more(cast):
    task(AUTOMATION, cast.lead, what="Look")
    follow_record(person(cast.mei), cast.mei, record=cast.lead)
    User.objects.filter(pk=cast.kai.pk).update(manager=cast.mei, stand_in=cast.mei)
    had = Task.objects.filter(OPEN, assignee=cast.mei).count()
    moved = leave_firm(AUTOMATION, cast.mei, successor=cast.kai, reason="Moves to Graz")
    assert (moved.records, moved.tasks) == (2, had)
    assert not User.objects.get(pk=cast.mei.pk).is_active
    assert set(Record.objects.filter(outcome="").values_list("owner", flat=True)) <= {cast.kai.pk}
    assert not Task.objects.filter(OPEN, assignee=cast.mei).exists()
    assert not Follower.objects.exists()
    kai = User.objects.get(pk=cast.kai.pk)
    assert (kai.manager, kai.stand_in) == (cast.ben, None)
    event = Event.objects.get(name="person left")
    assert str(event) == f"Left; Kai has 2 records and {had} tasks of theirs"
    owned = Event.objects.filter(stream_id=cast.lead.pk, name="owner changed").last()
    assert owned is None or owned.data["reason"] == "Moves to Graz"


def test_a_successor_is_there_and_somebody_else(cast):
    User.objects.filter(pk=cast.kai.pk).update(is_active=False)
    for nobody in (cast.mei, User.objects.get(pk=cast.kai.pk)):
        with pytest.raises(Invalid):
            leave_firm(AUTOMATION, cast.mei, successor=nobody)
    assert Record.objects.get(pk=cast.lead.pk).owner == cast.mei


def test_nobody_leaves_by_themselves_and_nothing_is_half_done(cast):
    with pytest.raises(Refused):
        leave_firm(person(cast.ben), cast.ben, successor=cast.mei)
    assert User.objects.get(pk=cast.ben.pk).is_active
