"""The doors of a move to another version; how it goes stands in tests/migrating."""

import pytest

from leadline.access.actor import person
from leadline.automation.actions.migrating import (
    end_move,
    leave_record,
    move_record,
    move_records,
)
from leadline.automation.answering import answer_due
from leadline.automation.models import VersionMove
from leadline.automation.tests.conftest import LEAD, NINE, published, take_in
from leadline.core.actor import AUTOMATION
from leadline.core.clock import standing_at
from leadline.core.errors import Refused
from leadline.records.models import Record


@pytest.fixture
def move(mei) -> VersionMove:
    take_in(published(), "Web", "Fair")
    with standing_at(NINE):
        while answer_due(NINE):
            pass
        published(LEAD.replace("goal: Know them", "goal: Know them well"))
        return move_records(AUTOMATION, None, playbook="small", number=2, mapping={})


def test_only_who_may_publish(mei) -> None:
    published()
    with pytest.raises(Refused, match="Your role does not include this"):
        move_records(person(mei), None, playbook="small", number=1, mapping={})


def test_a_playbook_that_is_not_there(mei) -> None:
    with pytest.raises(Refused, match="no such playbook"):
        move_records(AUTOMATION, None, playbook="small", number=1, mapping={})


def test_who_stays_is_counted_once_and_the_end_is_noted(move) -> None:
    first, second = Record.objects.order_by("pk")
    leave_record(AUTOMATION, None, move=move, record=first.pk)
    leave_record(AUTOMATION, None, move=move, record=first.pk)
    with standing_at(NINE):
        assert not move_record(AUTOMATION, Record(pk=first.pk), move=move)
        assert move_record(AUTOMATION, Record(pk=second.pk), move=move)
        end_move(AUTOMATION, None, move=move)
        assert not move_record(AUTOMATION, Record(pk=second.pk), move=move)
    move.refresh_from_db()
    assert (move.moved, move.stayed, move.finished_at) == (1, 1, NINE)
