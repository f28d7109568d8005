"""The proof by kills lets go what a standstill held, as an operator would, and nothing else."""

import pytest
from django.core.management import call_command

from bench.proofs.kills import _let_go_after_a_standstill, _standstills
from leadline.access.models import Membership, Role, Team, User
from leadline.automation.holding import hold, the_worker
from leadline.core import clock
from leadline.core.models import Event


@pytest.fixture
def boss(db: None) -> User:
    call_command("setup", verbosity=0)
    boss = User.objects.create(email="boss@bench.example", name="Boss")
    role = Role.objects.get(name="Manager")
    Membership.objects.create(team=Team.objects.create(name="Sales"), user=boss, role=role)
    return boss


def test_a_standstill_is_let_go_by_a_person_and_said(
    boss: User, capsys: pytest.CaptureFixture[str]
) -> None:
    hold(clock.now(), "outage")
    _let_go_after_a_standstill(6)
    assert not the_worker().is_held
    assert Event.objects.get(name="worker let go").actor_id == boss.pk
    assert '"kill": 7' in capsys.readouterr().out
    assert _standstills() == 1


@pytest.mark.parametrize("reason", ["copy", "clock", "restore", "asked"])
def test_any_other_hold_stays_and_is_a_fault(boss: User, reason: str) -> None:
    hold(clock.now(), reason)
    _let_go_after_a_standstill(0)
    assert the_worker().is_held
    assert _standstills() == 0
