from leadline.access.models import User
from leadline.core.actor import AUTOMATION
from leadline.playbooks.actions import publish
from leadline.playbooks.tests.folders import SMALLEST
from leadline.records.actions import give_answers
from leadline.records.models import AnswerIndex, AskedField, Record, StageVisit, Turn


def test_news_wakes_a_record_that_stands_on_a_playbook(record: Record) -> None:
    give_answers(AUTOMATION, record, answers={"users": 5})
    record.refresh_from_db()
    assert record.wake_at is None
    version = publish(AUTOMATION, None, name="small", source=SMALLEST)
    Record.objects.filter(pk=record.pk).update(version=version)
    give_answers(AUTOMATION, record, answers={"users": 6})
    record.refresh_from_db()
    assert record.wake_at is not None


def test_each_row_says_what_it_is(record: Record) -> None:
    assert str(record) == "Li Na"
    assert record.is_open
    assert str(StageVisit(record=record, number=2, stage="Quoted")) == "Quoted (2)"
    assert str(AnswerIndex(record=record, field="users", value="5")) == "users: 5"
    assert str(AskedField(name="users", kind="number")) == "users"
    assert str(Turn(pool="Inside", taken=3, user=User(name="Mei"))) == "Inside: Mei 3"
