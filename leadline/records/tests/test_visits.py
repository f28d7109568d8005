from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.records.models import Record, StageVisit
from leadline.records.opening import place_record
from leadline.records.tests.conftest import NOON
from leadline.records.visits import current_visits


def test_the_last_visit_that_was_not_left_is_the_one_it_is_on(record: Record) -> None:
    assert current_visits([record]) == [None]
    with Batch(AUTOMATION, NOON) as batch:
        [locked] = batch.lock([record])
        place_record(batch, locked, "New")
    first = StageVisit.objects.get()
    record.refresh_from_db()
    assert current_visits([record, Record(visit=1)]) == [first, None]
    StageVisit.objects.update(left_at=NOON)
    second = StageVisit.objects.create(
        record=record, number=2, stage="Quoted", cycle=1, entered_at=NOON
    )
    assert current_visits([record]) == [second]
