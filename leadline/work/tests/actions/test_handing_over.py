"""All open tasks of somebody go to a colleague, and what is done stays theirs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.access.actor import person
from leadline.core.actor import AUTOMATION
from leadline.core.clock import standing_at
from leadline.core.errors import Refused
from leadline.core.models import Event
from leadline.work.actions.finishing import finish_task
from leadline.work.actions.handing_over import hand_over_tasks
from leadline.work.actions.making import task
from leadline.work.models import Notice, Task
from leadline.work.tests.conftest import MONDAY, Cast, leads


def test_what_is_open_changes_hands_and_is_told(cast: Cast) -> None:
    done, left = (task(AUTOMATION, cast.lead, what=what) for what in ("Look", "Call"))
    assert done is not None
    assert left is not None
    with standing_at(MONDAY):
        finish_task(cast.as_mei, cast.lead, task=done)
        assert hand_over_tasks(AUTOMATION, cast.mei, to=cast.ben) == 1
        assert hand_over_tasks(AUTOMATION, cast.mei, to=cast.ben) == 0
    assert {one.title: one.assignee for one in Task.objects.all()} == {
        "Look": cast.mei,
        "Call": cast.ben,
    }
    [told] = Event.objects.filter(name="task assigned")
    assert str(told) == "Ben Lee does it: Call"
    assert not Notice.objects.filter(user=cast.ben).exists()  # one page says it all


def test_many_change_hands_in_as_many_queries_as_one(cast: Cast) -> None:
    def counted(number: int) -> int:
        for lead in leads(number, owner=cast.mei):
            task(AUTOMATION, lead, what="Look")
        with CaptureQueriesContext(connection) as asked:
            assert hand_over_tasks(AUTOMATION, cast.mei, to=cast.ben) == number
        return len(asked)

    assert counted(1) == counted(20)


def test_those_who_sell_hand_nothing_over(cast: Cast) -> None:
    with pytest.raises(Refused):
        hand_over_tasks(person(cast.mei), cast.mei, to=cast.ben)
