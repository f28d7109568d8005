"""What waits for a product is counted and listed, as far as one may see it."""

from leadline.access.models import Membership, Permission, Reach, Role, Team, User
from leadline.core.actor import AUTOMATION
from leadline.core.clock import Driven
from leadline.records.models import Record
from leadline.service.actions import open_trial
from leadline.service.jobs import call_due_errands
from leadline.service.models import Product
from leadline.service.tests.conftest import Listening
from leadline.service.waiting import product_lines, waiting_of


def seeing(name: str, reach: Reach) -> User:
    user = User.objects.create(email=f"{name}@firm.example", name=name)
    role = Role.objects.create(name=name)
    Permission.objects.create(role=role, action="see", reach=reach)
    Membership.objects.create(team=Team.objects.create(name=name), user=user, role=role)
    return user


def test_what_failed_can_be_called_again(
    lead: Record, by_hook: Product, listening: Listening, clock: Driven
) -> None:
    ben, kai = seeing("ben", Reach.ALL), seeing("kai", Reach.OWN)
    listening.answer(500)
    open_trial(AUTOMATION, lead)
    [line] = product_lines()
    assert (line.running, line.waiting, line.failed) == (1, 1, 0)
    [waiting] = waiting_of(by_hook, ben)
    assert not waiting.can_be_retried
    for _ in range(5):
        call_due_errands(clock.at)
        clock.advance(hours=7)
    [line] = product_lines()
    assert (line.waiting, line.failed) == (1, 1)
    [waiting] = waiting_of(by_hook, ben)
    assert (waiting.can_be_retried, waiting.errand.trouble) == (True, "HTTP 500")
    assert list(waiting_of(by_hook, kai)) == []


def test_a_product_without_trials_waits_for_nothing(by_hand: Product) -> None:
    [line] = product_lines()
    assert (line.running, line.waiting, line.failed) == (0, 0, 0)
