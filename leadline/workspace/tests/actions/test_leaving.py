"""A colleague leaves by one action; all they had goes over in slices that go on after a crash."""

import pytest

from leadline.access.actions import switch_on
from leadline.access.actor import person
from leadline.access.models import User
from leadline.channel.models import Partner
from leadline.core import clock
from leadline.core.actor import AUTOMATION
from leadline.core.errors import Invalid, Refused
from leadline.core.models import Event
from leadline.parties.actions.appointing import appoint_account_manager
from leadline.parties.models import Company
from leadline.records.actions import assign
from leadline.records.models import Record
from leadline.work.actions.following import follow_record
from leadline.work.actions.making import task
from leadline.work.models import OPEN, Follower, Task
from leadline.workspace.actions import leaving
from leadline.workspace.actions.leaving import hand_over, leave_firm
from leadline.workspace.jobs import go_on_handing_over, hand_over_due


def test_everything_changes_hands_and_they_sign_in_no_more(cast):
    company = Company.objects.latest("pk")
    appoint_account_manager(AUTOMATION, company, manager=cast.mei, reason="Signed")
    company.refresh_from_db()
    partner = Partner.objects.create(
        company=company, manager=cast.mei, email="a@b.example", zone="Europe/London"
    )
    task(AUTOMATION, cast.lead, what="Look")
    follow_record(person(cast.mei), cast.mei, record=cast.lead)
    User.objects.filter(pk=cast.kai.pk).update(manager=cast.mei, stand_in=cast.mei)
    had = Task.objects.filter(OPEN, assignee=cast.mei).count()
    begun = leave_firm(AUTOMATION, cast.mei, successor=cast.kai, reason="Moves to Graz")
    assert not User.objects.get(pk=cast.mei.pk).is_active
    assert leave_firm(AUTOMATION, cast.mei, successor=cast.ben) == begun  # a second click
    while hand_over(AUTOMATION, cast.mei, handover=begun):
        pass
    assert set(Record.objects.filter(outcome="").values_list("owner", flat=True)) <= {cast.kai.pk}
    assert not Task.objects.filter(OPEN, assignee=cast.mei).exists()
    assert not Follower.objects.exists()
    assert [company.account_manager, partner.manager] == [cast.mei, cast.mei]
    company.refresh_from_db()
    partner.refresh_from_db()
    assert [company.account_manager, partner.manager] == [cast.kai, cast.kai]
    begun.refresh_from_db()
    assert (begun.companies, begun.partners) == (1, 1)
    kai = User.objects.get(pk=cast.kai.pk)
    assert (kai.manager, kai.stand_in) == (cast.ben, None)
    event = Event.objects.get(name="person left")
    assert str(event) == f"Left; Kai has 2 records and {had} tasks of theirs"
    owned = Event.objects.filter(stream_id=cast.lead.pk, name="owner changed").last()
    assert owned is None or owned.data["reason"] == "Moves to Graz"
    assert not hand_over(AUTOMATION, cast.mei, handover=begun)
    assert Event.objects.filter(name="person left").count() == 1


def test_what_a_rule_forbids_to_give_away_stays_and_the_rest_goes(cast, monkeypatch):
    monkeypatch.setattr(leaving, "at_once", lambda plenty, few: 1)
    inner = assign.function

    def refusing(batch, record, **told):
        if record.pk == cast.lead.pk:
            raise Refused("By its manager only.")
        inner(batch, record, **told)

    monkeypatch.setitem(assign.__dict__, "function", refusing)
    begun = leave_firm(AUTOMATION, cast.mei, successor=cast.kai)
    assert go_on_handing_over(begun, 60)
    begun.refresh_from_db()
    assert (begun.records, begun.finished_at is None) == (1, False)
    assert list(Record.objects.filter(owner=cast.mei, outcome="")) == [cast.lead]


def test_what_they_follow_ends_in_slices(cast, monkeypatch):
    monkeypatch.setattr(leaving, "at_once", lambda plenty, few: 1)
    for record in (cast.lead, cast.other):
        follow_record(person(cast.ben), cast.ben, record=record)
        follow_record(person(cast.mei), cast.mei, record=record)
    begun = leave_firm(AUTOMATION, cast.mei, successor=cast.kai)
    left = []
    while hand_over(AUTOMATION, cast.mei, handover=begun):
        left.append(Follower.objects.filter(user=cast.mei).count())
    assert left[-3:] == [1, 0, 0]
    assert Follower.objects.filter(user=cast.ben).count() == 2
    assert Event.objects.filter(name="record unfollowed").count() == 2


def test_cut_off_it_goes_on_with_the_next_round(cast, monkeypatch):
    monkeypatch.setattr(leaving, "at_once", lambda plenty, few: 1)
    task(AUTOMATION, cast.lead, what="Look")
    had = Task.objects.filter(OPEN, assignee=cast.mei).count()
    begun = leave_firm(person(cast.ben), cast.mei, successor=cast.kai)
    inner, calls = hand_over.function, []

    def dying(batch, *given, **told):
        calls.append(True)
        more = inner(batch, *given, **told)
        batch.write()
        if len(calls) == 2:
            raise RuntimeError("killed")
        return more

    monkeypatch.setitem(hand_over.__dict__, "function", dying)
    assert hand_over_due(clock.now()) == 0
    begun.refresh_from_db()
    assert (begun.records, begun.tasks) == (1, 0)
    assert hand_over_due(clock.now()) == 1
    assert hand_over_due(clock.now()) == 0
    begun.refresh_from_db()
    assert (begun.records, begun.tasks) == (2, had)
    told = Event.objects.filter(name="owner changed", data__owner="Kai")
    assert {one.actor_id for one in told} == {cast.ben.pk}
    assert told.count() == 2


def test_one_that_breaks_keeps_no_other_from_going_over(cast, monkeypatch):
    broken = leave_firm(person(cast.ben), cast.mei, successor=cast.ben)
    other = leave_firm(person(cast.ben), cast.kai, successor=cast.ben)
    inner = hand_over.function

    def breaks(batch, subject, **told):
        if subject.pk == cast.mei.pk:
            raise ZeroDivisionError
        return inner(batch, subject, **told)

    monkeypatch.setitem(hand_over.__dict__, "function", breaks)
    assert hand_over_due(clock.now()) == 1
    broken.refresh_from_db()
    other.refresh_from_db()
    assert (broken.finished_at is None, other.finished_at is None) == (True, False)


def test_whoever_is_back_keeps_the_rest_and_a_successor_who_left_is_followed(cast):
    begun = leave_firm(AUTOMATION, cast.mei, successor=cast.kai)
    leave_firm(AUTOMATION, cast.kai, successor=cast.ben)
    assert go_on_handing_over(begun, 60)
    assert set(Record.objects.filter(outcome="").values_list("owner", flat=True)) <= {cast.ben.pk}
    switch_on(AUTOMATION, cast.mei)
    assign(AUTOMATION, cast.lead, owner=cast.mei)
    assert hand_over_due(clock.now()) == 1  # Kai's, who had nothing
    again = leave_firm(AUTOMATION, cast.mei, successor=cast.ben)
    switch_on(AUTOMATION, cast.mei)
    assert go_on_handing_over(again, 60)
    assert Record.objects.get(pk=cast.lead.pk).owner == cast.mei


def test_nothing_goes_to_a_successor_who_was_switched_off_meanwhile(cast):
    """They left nothing to anybody: so it goes to whom they named, else to who asked for it."""
    begun = leave_firm(person(cast.ben), cast.mei, successor=cast.kai)
    User.objects.filter(pk=cast.kai.pk).update(is_active=False, stand_in=None, manager=None)
    assert go_on_handing_over(begun, 60)
    assert set(Record.objects.filter(outcome="").values_list("owner", flat=True)) == {cast.ben.pk}


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
