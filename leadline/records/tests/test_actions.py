import pytest

from leadline.access.actor import person
from leadline.access.models import User
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.errors import Refused
from leadline.core.models import Event
from leadline.records.actions import (
    ask_move,
    assign,
    give_answers,
    hand_over_records,
    release,
    stop,
    take_back_move,
)
from leadline.records.models import Record


def told(record: Record) -> list[str]:
    events = Event.objects.filter(stream="record", stream_id=record.pk).order_by("seq")
    return [str(event) for event in events]


def test_an_answer_is_kept_and_told_once(record: Record) -> None:
    give_answers(AUTOMATION, record, answers={"users": 5, "city": "Suzhou"}, evidence="form")
    give_answers(AUTOMATION, record, answers={"users": 5})
    record.refresh_from_db()
    assert record.answers == {"users": 5, "city": "Suzhou"}
    assert told(record) == ["Made", "users: 5", "city: Suzhou"]


def test_an_answer_is_kept_under_the_name_that_conditions_ask_for(record: Record) -> None:
    give_answers(AUTOMATION, record, answers={"LDR  decision": "Accept"})
    give_answers(AUTOMATION, record, answers={"ldr decision": "Accept"})
    record.refresh_from_db()
    assert record.answers == {"ldr decision": "Accept"}
    assert told(record) == ["Made", "ldr decision: Accept"]


def test_a_correction_keeps_what_stood_before(record: Record) -> None:
    give_answers(AUTOMATION, record, answers={"users": 5})
    give_answers(AUTOMATION, record, answers={"users": 7})
    last = Event.objects.filter(stream_id=record.pk).order_by("seq").last()
    assert last is not None
    assert (last.data["before"], last.data["value"]) == (5, 7)


def test_a_closed_record_moves_nowhere(record: Record) -> None:
    Record.objects.filter(pk=record.pk).update(outcome="lost")
    with pytest.raises(Refused, match="closed"):
        ask_move(AUTOMATION, record, to="Won")


def test_a_move_is_asked_for_with_its_answers(record: Record) -> None:
    ask_move(AUTOMATION, record, to="Lost", answers={"reason": "Price"})
    event = Event.objects.get(stream_id=record.pk, name="move asked")
    assert event.data["answers"] == {"reason": "Price"}


def test_only_a_wish_can_be_taken_back(record: Record) -> None:
    with pytest.raises(Refused):
        take_back_move(AUTOMATION, record)
    Record.objects.filter(pk=record.pk).update(state={"wish": {"to": "Quoted"}})
    take_back_move(AUTOMATION, record)
    assert told(record)[-1] == "No longer on its way to Quoted"


def test_a_new_owner_is_told_and_the_same_is_not(record: Record, mei: User) -> None:
    assign(AUTOMATION, record, owner=mei, reason="role Inside")
    assign(AUTOMATION, record, owner=mei)
    record.refresh_from_db()
    assert record.owner == mei
    assert str(record.team) == "Sales"
    assert told(record) == ["Made", "Mei has it now"]


def test_a_stopped_record_is_released_by_a_person(record: Record) -> None:
    with Batch(AUTOMATION) as batch:
        stop(batch, batch.lock([record])[0], "the engine broke")
    record.refresh_from_db()
    assert record.stuck == "the engine broke"
    release(AUTOMATION, record)
    record.refresh_from_db()
    assert record.stuck == ""


def test_somebody_without_a_role_changes_nothing(record: Record, bo: User) -> None:
    with pytest.raises(Refused):
        give_answers(person(bo), record, answers={"users": 5})
    record.refresh_from_db()
    assert record.answers == {}


def test_all_that_somebody_has_open_goes_to_a_colleague(record: Record) -> None:
    mei, ben = (
        User.objects.create(email=f"{name}@firm.example", name=name) for name in ("mei", "ben")
    )
    assign(AUTOMATION, record, owner=mei)
    assert hand_over_records(AUTOMATION, mei, to=ben, reason="Moves away") == 1
    assert hand_over_records(AUTOMATION, mei, to=ben) == 0
    record.refresh_from_db()
    assert record.owner == ben
    event = Event.objects.filter(stream_id=record.pk).order_by("seq").last()
    assert event is not None
    assert event.data["reason"] == "Moves away"
    with pytest.raises(Refused):
        hand_over_records(person(mei), ben, to=mei)
