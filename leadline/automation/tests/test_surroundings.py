from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from leadline.access.models import Team, User
from leadline.automation.surroundings import around, is_who, schedule_for
from leadline.automation.tests.conftest import NINE, published, take_in
from leadline.core.actor import AUTOMATION, Actor, ActorKind
from leadline.core.batch import Batch
from leadline.core.worktime import is_working
from leadline.playbooks.definition import Who, WhoKind
from leadline.playbooks.versions import definition_of
from leadline.records.models import Record


@pytest.fixture
def lead(mei: User) -> Record:
    Team.objects.filter(name="Sales").update(hours=["09:00–17:00"] * 5 + ["", ""])
    [lead] = take_in(published(), "Web")
    Record.objects.filter(pk=lead.pk).update(owner=mei)
    return Record.objects.get(pk=lead.pk)


def by(user: User) -> Actor:
    return Actor(ActorKind.PERSON, user.pk, user.name)


@pytest.mark.parametrize(
    ("who", "mei_is", "ben_is"),
    [
        (Who(WhoKind.OWNER), True, False),
        (Who(WhoKind.SUPERVISOR), False, True),
        (Who(WhoKind.ROLE, "Inside Sales"), True, False),
        (Who(WhoKind.POOL, "Sales"), True, False),
        (Who(WhoKind.ROLE, "Nobody"), False, False),
    ],
)
def test_who_is_meant(
    lead: Record, mei: User, ben: User, who: Who, mei_is: bool, ben_is: bool
) -> None:
    with Batch(AUTOMATION) as batch:
        [lead] = batch.lock([lead])
        assert is_who(batch, lead, who, by(mei)) is mei_is
        assert is_who(batch, lead, who, by(ben)) is ben_is
        assert is_who(batch, lead, who, AUTOMATION) is False
        assert is_who(batch, lead, who, None) is False


@pytest.mark.parametrize("key", ["owner:mei@firm.example", "role Inside Sales", "pool Sales"])
def test_the_working_time_is_that_of_whom_a_clock_names(lead: Record, key: str) -> None:
    with Batch(AUTOMATION) as batch:
        schedule = schedule_for(batch, lead, key)
    assert is_working(schedule, NINE + timedelta(hours=1))
    assert not is_working(schedule, NINE + timedelta(hours=12))


@pytest.mark.parametrize("key", ["owner:gone@firm.example", "role Nobody"])
def test_nobody_works_as_the_firm_does(lead: Record, key: str) -> None:
    with Batch(AUTOMATION) as batch:
        assert is_working(schedule_for(batch, lead, key), NINE + timedelta(hours=1))


def test_a_decision_knows_the_firms_zone_and_its_record(lead: Record) -> None:
    playbook = definition_of(lead.version_id or 0)
    with Batch(AUTOMATION) as batch:
        found = around(batch, lead, playbook, NINE)
    assert (found.zone, found.now) == (ZoneInfo("Europe/London"), NINE)
    assert found.record == f"record:{lead.pk}"
