"""Loaders answer for all records of a batch in order, and a due date follows somebody's hours."""

from datetime import UTC, datetime, timedelta

import pytest

from leadline.access.models import Leave, Team
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.durations import parse_duration
from leadline.core.errors import Refused
from leadline.records.cause import Cause
from leadline.records.models import Record
from leadline.work import loading
from leadline.work.actions.making import task
from leadline.work.actions.notes import note
from leadline.work.actions.telling import tell
from leadline.work.tests.conftest import MONDAY, Cast, leads
from leadline.work.tests.test_queries import OWNER


def test_each_record_gets_its_own(cast: Cast) -> None:
    [other] = leads(1, owner=cast.mei)
    for record in (cast.lead, other):
        cause = Cause(f"record:{record.pk}/1/x")
        task(AUTOMATION, record, what=record.title, cause=cause)
        tell(AUTOMATION, record, who=OWNER, cause=cause)
        note(AUTOMATION, record, what="x", cause=cause)
    records = [other, Record(title="not saved yet"), cast.lead]
    assert [[t.record_id for t in tasks] for tasks in loading.tasks_of(records)] == [
        [other.pk], [], [cast.lead.pk]]  # fmt: skip
    keys = [{f"record:{other.pk}/1/x"}, set(), {f"record:{cast.lead.pk}/1/x"}]
    assert loading.note_keys(records) == keys
    assert [len(some) for some in loading.notice_keys(records)] == [1, 0, 1]


def test_another_records_task_is_refused(cast: Cast) -> None:
    [other] = leads(1, owner=cast.mei)
    foreign = task(AUTOMATION, other, what="x")
    assert foreign is not None
    with Batch(AUTOMATION, MONDAY) as batch:
        [lead] = batch.lock([cast.lead])
        with pytest.raises(Refused):
            loading.one_task(batch, lead, foreign)


def test_working_time_is_that_of_the_person_or_the_firm(cast: Cast) -> None:
    tuesday = MONDAY + timedelta(days=1)
    Leave.objects.create(user=cast.mei, from_at=MONDAY, until_at=tuesday)
    day = parse_duration("1 working day")
    with Batch(AUTOMATION, MONDAY) as batch:
        firms = loading.due(batch, MONDAY, day, None, None)
        meis = loading.due(batch, MONDAY, day, None, cast.mei)
    assert firms == datetime(2026, 3, 3, 9, tzinfo=UTC)
    assert meis is not None
    assert meis > firms


def test_hours_that_never_come_give_no_date(cast: Cast) -> None:
    Team.objects.filter(name="Sales").update(hours=[""] * 7)
    with Batch(AUTOMATION, MONDAY) as batch:
        day = parse_duration("1 working day")
        assert loading.due(batch, MONDAY, day, None, cast.mei) is None
        assert loading.due(batch, MONDAY, day, MONDAY, cast.mei) == MONDAY
        assert loading.due(batch, MONDAY, None, None, cast.mei) is None


def test_only_those_who_work_here_are_colleagues(cast: Cast) -> None:
    cast.kai.is_active = False
    cast.kai.save()
    assert {str(one) for one in loading.colleagues()} == {"Mei Chen", "Ben Lee"}
