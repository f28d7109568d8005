import pytest

from leadline.access.actor import person
from leadline.access.models import User
from leadline.automation.actions import hold_back, let_go
from leadline.automation.holding import the_worker
from leadline.core.actor import AUTOMATION
from leadline.core.errors import Refused
from leadline.core.models import Event


def test_a_person_holds_automation_and_lets_it_go(db: None) -> None:
    for act in (hold_back, hold_back):
        act(AUTOMATION, the_worker())
    assert the_worker().held_because == "asked"
    for act in (let_go, let_go):
        act(AUTOMATION, the_worker())
    assert (the_worker().is_held, the_worker().held_because) == (False, "")
    told = [str(event) for event in Event.objects.filter(stream="worker").order_by("seq")]
    assert told == [
        "Automation waits for a person: somebody asked it to wait",
        "Automation goes on",
    ]


def test_it_takes_a_role_that_names_it(mei: User) -> None:
    for act in (hold_back, let_go):
        with pytest.raises(Refused):
            act(person(mei), the_worker())
