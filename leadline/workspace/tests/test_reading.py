"""A record and its playbook are read together, in the reader's words."""

from django.utils.translation import override

from leadline.core.clock import now
from leadline.records.models import Record
from leadline.workspace.reading import language, reading_of, shown, speaker_of


def test_a_reading_knows_stage_state_and_values(cast):
    reading = reading_of(cast.lead, now())
    assert reading.stage.name == "Asked"
    assert reading.state.stage == "Asked"
    assert reading.view["owner"] == "mei@firm.example"


def test_a_record_without_a_playbook_has_no_reading(cast):
    assert reading_of(Record(kind="lead"), now()) is None
    cast.lead.stage = "A stage of long ago"
    assert reading_of(cast.lead, now()) is None


def test_words_are_the_readers(cast):
    with override("zh-hans"):
        assert language() == "zh-hans"
        assert speaker_of(cast.version.pk).word("Asked") == "已询问"
        assert reading_of(cast.lead, now()).label("mood") == "心情"
        assert shown(True) == "是"
    assert reading_of(cast.lead, now()).label("mood") == "Mood"
    assert [shown(one) for one in (None, False, ["a", "b"])] == ["–", "no", "a, b"]
    assert shown({"amount": 1200000, "currency": "GBP"}) == "12,000.00 GBP"
