from datetime import timedelta

from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.playbooks.engine.state import State
from leadline.records.events import STUCK
from leadline.records.models import Record
from leadline.records.opening import open_record, place_further, place_record
from leadline.records.tests.conftest import MADE, NOON


def test_a_placed_record_stands_where_it_stood_and_is_not_woken(db: None) -> None:
    before = NOON - timedelta(days=300)
    with Batch(AUTOMATION, NOON) as batch:
        record = open_record(batch, "lead", "x" * 300, MADE, at=before)
        place_record(batch, record, "Lost", outcome="lost")
    record.refresh_from_db()
    assert (record.stage, record.outcome, record.visit) == ("Lost", "lost", 1)
    assert record.entered_at == record.ended_at == before
    assert record.wake_at is None
    assert State.from_json(record.state).stage == "Lost"  # what comes later can be answered
    assert record.answered_seq == record.seq == 1
    assert len(record.title) == 200
    assert record.visits.get().stage == "Lost"


def test_ids_are_there_when_the_batch_is_written(db: None) -> None:
    with Batch(AUTOMATION, NOON) as batch:
        opener = open_record(batch, "lead", "First", MADE)
        opened = open_record(batch, "deal", "Second", MADE, opener=opener)
    assert Record.objects.get(pk=opened.pk).opener == opener


def test_a_placed_record_is_placed_further_until_something_happens_to_it(db: None) -> None:
    before, later = NOON - timedelta(days=300), NOON - timedelta(days=200)
    with Batch(AUTOMATION, NOON) as batch:
        record = open_record(batch, "lead", "x", MADE, at=before)
        place_record(batch, record, "Asked")
    with Batch(AUTOMATION, NOON) as batch:
        [record] = batch.lock([record])
        assert not place_further(batch, record, "Asked", at=later)  # it stands there
        assert place_further(batch, record, "Won", outcome="won", at=later)
        assert not place_further(batch, record, "Lost", at=NOON)  # it has ended
    record.refresh_from_db()
    assert (record.stage, record.outcome, record.visit) == ("Won", "won", 2)
    assert record.entered_at == record.ended_at == later
    assert (record.wake_at, record.answered_seq) == (None, record.seq)
    visits = record.visits.order_by("number").values_list("stage", "entered_at", "left_at")
    assert list(visits) == [("Asked", before, later), ("Won", later, None)]
    assert State.from_json(record.state).visit == 2


def test_what_lives_here_is_not_placed(db: None) -> None:
    with Batch(AUTOMATION, NOON) as batch:
        record = open_record(batch, "lead", "x", MADE, at=NOON)
        place_record(batch, record, "Asked")
        batch.happened(record, STUCK, reason="x")
    with Batch(AUTOMATION, NOON) as batch:
        [record] = batch.lock([record])
        assert not place_further(batch, record, "Won", outcome="won", at=NOON)
    assert Record.objects.get().stage == "Asked"
