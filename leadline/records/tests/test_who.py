from leadline.access.models import Membership, User
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.records.models import Record
from leadline.records.tests.conftest import NOON
from leadline.records.who import manager_of, owner_of, team_of


def test_owners_are_read_once_for_all(record: Record, mei: User) -> None:
    with Batch(AUTOMATION, NOON) as batch:
        [locked] = batch.lock([record])
        assert owner_of(batch, locked) is None
        batch.change(locked, owner=mei)
        assert owner_of(batch, locked) == mei


def test_who_is_above_and_in_which_team(mei: User, bo: User) -> None:
    assert manager_of(mei.pk) == bo
    assert team_of(mei.pk) == Membership.objects.get(user=mei).team
    assert team_of(bo.pk) is None
