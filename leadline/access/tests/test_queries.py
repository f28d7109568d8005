"""Schedules inherit down the tree, know make-up days and leave, and cost many as one."""

from datetime import UTC, date, datetime

import pytest

from leadline.access.models import Leave, Membership, Role, SpecialDay, Team, User
from leadline.access.queries import (
    leaves,
    managers,
    people_of_team,
    people_with_role,
    schedule_of,
    schedule_of_person,
    schedules,
    schedules_of_people,
    stand_ins,
)
from leadline.core import clock
from leadline.core.worktime import is_working

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)  # a Monday


@pytest.fixture(autouse=True)
def in_march():
    with clock.standing_at(NOW):
        yield


def test_zone_and_holidays_come_from_above(cast):
    assert str(schedule_of(cast.sales).zone) == "Europe/Berlin"
    assert str(schedule_of(cast.inside).zone) == "Asia/Shanghai"
    unity = datetime(2025, 10, 3, 9, tzinfo=UTC)  # a Friday, and a holiday in Germany
    assert not is_working(schedule_of(cast.service), unity)


def test_a_make_up_saturday_is_worked(cast):
    Team.objects.filter(pk=cast.inside.pk).update(country="CN")
    saturday = datetime(2025, 10, 11, 3, tzinfo=UTC)  # worked for the National Day week
    assert is_working(schedule_of(Team.objects.get(pk=cast.inside.pk)), saturday)
    assert not is_working(schedule_of(cast.sales), saturday)


def test_special_days_of_a_team_beat_those_above(cast):
    SpecialDay.objects.create(team=cast.company, day_on=date(2026, 3, 2), works=False)
    SpecialDay.objects.create(team=cast.service, day_on=date(2026, 3, 2), works=True)
    assert not is_working(schedule_of(cast.sales), NOW)
    assert is_working(schedule_of(cast.service), NOW)


def test_own_hours(cast):
    Team.objects.filter(pk=cast.service.pk).update(hours=["00:00–24:00"] * 7)
    night = datetime(2026, 3, 1, 2, tzinfo=UTC)
    assert is_working(schedule_of(Team.objects.get(pk=cast.service.pk)), night)


def test_leave_is_not_working_time(cast):
    assert is_working(schedule_of_person(cast.ben), NOW)
    Leave.objects.create(user=cast.ben, from_at=NOW, until_at=datetime(2026, 3, 3, tzinfo=UTC))
    assert not is_working(schedule_of_person(cast.ben), NOW)
    assert leaves([cast.ben.pk, cast.chen.pk]).keys() == {cast.ben.pk}


def test_many_cost_as_much_as_one(cast, django_assert_num_queries):
    with django_assert_num_queries(3):
        schedules([cast.sales.pk])
    every_team = list(Team.objects.values_list("pk", flat=True))
    with django_assert_num_queries(3):
        assert len(schedules(every_team)) == 4
    with django_assert_num_queries(6):
        assert len(schedules_of_people([cast.ben.pk, cast.chen.pk, cast.dora.pk])) == 3


def test_people_by_role_and_team(cast):
    assert people_with_role("Seller") == [cast.chen.pk]
    assert people_with_role("Seller", [cast.service.pk]) == []
    assert people_of_team("Sales") == [cast.ben.pk]
    Membership.objects.create(user=cast.ben, team=cast.inside, role=Role.objects.get(name="Seller"))
    assert people_with_role("Seller") == [cast.chen.pk, cast.ben.pk]


def test_managers(cast):
    User.objects.filter(pk=cast.chen.pk).update(manager=cast.ben)
    assert managers([cast.chen.pk, cast.ben.pk]) == {cast.chen.pk: cast.ben.pk, cast.ben.pk: None}


def test_stand_ins_are_followed_and_circles_end(cast):
    chain = [(cast.chen, cast.ben), (cast.ben, cast.dora), (cast.dora, cast.ben)]
    for who, other in chain:
        User.objects.filter(pk=who.pk).update(stand_in=other)
    later = datetime(2026, 3, 9, tzinfo=UTC)
    for who in (cast.chen, cast.ben):
        Leave.objects.create(user=who, from_at=NOW, until_at=later)
    assert stand_ins([cast.chen.pk, cast.dora.pk], NOW) == {
        cast.chen.pk: cast.dora.pk,
        cast.dora.pk: cast.dora.pk,
    }
    Leave.objects.create(user=cast.dora, from_at=NOW, until_at=later)
    assert stand_ins([cast.chen.pk], NOW) == {cast.chen.pk: cast.chen.pk}
    assert stand_ins([cast.chen.pk], later) == {cast.chen.pk: cast.chen.pk}
