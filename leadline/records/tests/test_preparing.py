"""What a list begins to ask about is gathered from all records, a slice at a time."""

from datetime import timedelta
from decimal import Decimal

import pytest

from leadline.conditions.catalogue import Field, Kind
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.records.actions import give_answers, prepare_fields
from leadline.records.models import AnswerIndex, AskedField, Record
from leadline.records.opening import open_record
from leadline.records.preparing import SETTLED, not_ready, prepare_due
from leadline.records.tests.conftest import MADE, NOON

USERS = Field("users", Kind.NUMBER)
LATER = NOON + timedelta(days=400)  # whenever the test runs, the field was asked about before


@pytest.fixture
def five(db: None) -> list[Record]:
    with Batch(AUTOMATION, NOON) as batch:
        answers = [{"users": str(n)} if n else {} for n in range(5)]
        return [open_record(batch, "lead", "A", MADE, answers=one) for one in answers]


def test_answers_from_before_are_gathered_in_slices(five: list[Record]) -> None:
    [waiting] = not_ready([USERS])
    assert (waiting.name, waiting.percent) == ("users", 0)
    prepare_fields(AUTOMATION, None, fields=[USERS])
    assert prepare_due(LATER, 2) == 2
    [waiting] = not_ready([USERS])
    assert 0 < waiting.percent < 100
    assert AnswerIndex.objects.count() == 1
    assert [prepare_due(LATER, 2), prepare_due(LATER, 2), prepare_due(LATER, 2)] == [2, 1, 0]
    assert not_ready([USERS]) == []
    assert AnswerIndex.objects.count() == 4


def test_it_waits_for_writers_who_did_not_know_of_the_field(five: list[Record]) -> None:
    prepare_fields(AUTOMATION, None, fields=[USERS])
    asked = AskedField.objects.get()
    prepare_due(asked.asked_at + SETTLED / 2)
    assert not_ready([USERS])
    prepare_due(asked.asked_at + SETTLED)
    assert not_ready([USERS]) == []


def test_what_is_answered_meanwhile_stands(five: list[Record]) -> None:
    prepare_fields(AUTOMATION, None, fields=[USERS])
    give_answers(AUTOMATION, five[4], answers={"users": Decimal(9)})
    while not_ready([USERS]):
        prepare_due(LATER, 2)
    assert AnswerIndex.objects.filter(record=five[4]).count() == 1


def test_a_field_of_another_kind_begins_anew(five: list[Record]) -> None:
    prepare_fields(AUTOMATION, None, fields=[USERS])
    prepare_due(LATER)
    text = Field("users", Kind.TEXT)
    assert not_ready([text])
    prepare_fields(AUTOMATION, None, fields=[text])
    assert not_ready([USERS])
    prepare_due(LATER)
    assert not_ready([text]) == []
    found = AnswerIndex.objects.order_by("value").values_list("value", flat=True)
    assert list(found) == ["1", "2", "3", "4"]


def test_asking_twice_is_asking_once(five: list[Record]) -> None:
    prepare_fields(AUTOMATION, None, fields=[USERS])
    prepare_due(LATER)
    prepare_fields(AUTOMATION, None, fields=[USERS])
    assert not_ready([USERS]) == []


def test_nobody_asks_about_no_fields(db: None, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):
        assert not_ready([]) == []
    assert prepare_due(LATER) == 0
