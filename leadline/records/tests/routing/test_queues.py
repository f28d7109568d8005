"""A queue is watched by whom the playbook names, else by the managers."""

from collections.abc import Callable

from leadline.access.models import Role, Team, User
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.records.models import Record
from leadline.records.routing.queues import UNROUTED, watchers
from leadline.records.tests.routing.conftest import MONDAY, hired


def test_who_watches(lead: Callable[..., Record], chief: User, team: Team) -> None:
    record = lead()
    manager = hired("Max", Role.objects.get_or_create(name="Manager")[0], team)
    with Batch(AUTOMATION, MONDAY) as batch:
        assert watchers(batch, record, "Left over") == [chief]
        assert watchers(batch, record, UNROUTED) == [manager]
